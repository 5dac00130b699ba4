package flow

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// A value that was compared to constants, and is used only where one of the
// comparisons held, is one of the constants: an allow-list. The same goes for
// a value that was found in a fixed list or in the keys of a map.

// choiceKey names what is compared: a value, or a place in memory that is
// loaded anew for every use.
type choiceKey struct {
	value ssa.Value // nil for a place
	root  ssa.Value
	path  string
}

// choice says where a value is known to be one of the constants.
type choice struct {
	in     []bool                       // on entry of the block with this index
	edges  map[[2]*ssa.BasicBlock]bool  // on these edges a comparison held
	stores map[*ssa.BasicBlock][]change // to the place, in order
}

// change is a store to a place that is compared: after it, the place is one of
// the constants or it is not.
type change struct {
	at       ssa.Instruction
	constant bool
}

// out reports whether the choice holds at the end of a block.
func (c *choice) out(b *ssa.BasicBlock) bool {
	if list := c.stores[b]; len(list) > 0 {
		return list[len(list)-1].constant
	}
	return c.in[b.Index]
}

// before reports whether the choice holds where an instruction runs.
func (c *choice) before(at ssa.Instruction) bool {
	holds := c.in[at.Block().Index]
	for _, st := range c.stores[at.Block()] {
		if dominates(at, st.at) {
			break
		}
		holds = st.constant
	}
	return holds
}

func (f *family) choiceKeyOf(v ssa.Value) choiceKey {
	if same, ok := v.(*ssa.ChangeType); ok {
		return f.choiceKeyOf(same.X)
	}
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		a := f.addressOf(load.X)
		if strings.Contains(a.path, "[]") {
			return choiceKey{value: v} // elements are one place here, and not one value
		}
		return choiceKey{root: a.root, path: a.path}
	}
	return choiceKey{value: v}
}

// isChoice reports whether v is one of the constants it was compared to
// wherever block runs.
func (f *family) isChoice(v ssa.Value, block *ssa.BasicBlock) bool {
	c := f.choiceOf(v, block.Parent())
	if c == nil {
		return false
	}
	if load, ok := unchanged(v).(*ssa.UnOp); ok && len(c.stores) > 0 {
		return load.Parent() == block.Parent() && c.before(load)
	}
	return c.in[block.Index]
}

// unchanged returns what v was before its type was changed.
func unchanged(v ssa.Value) ssa.Value {
	for {
		same, ok := v.(*ssa.ChangeType)
		if !ok {
			return v
		}
		v = same.X
	}
}

// isChoiceOnEdge is isChoice for a value that a phi takes from an edge.
func (f *family) isChoiceOnEdge(v ssa.Value, from, to *ssa.BasicBlock) bool {
	c := f.choiceOf(v, to.Parent())
	return c != nil && (c.out(from) || c.edges[[2]*ssa.BasicBlock{from, to}])
}

func (f *family) choiceOf(v ssa.Value, fn *ssa.Function) *choice {
	if _, ok := v.(*ssa.Const); ok || v == nil || !carriesText(v.Type()) && !isError(v.Type()) {
		return nil
	}
	key := f.choiceKeyOf(v)
	c, ok := f.choices[key]
	if !ok {
		c = f.findChoice(key, fn)
		f.choices[key] = c
	}
	if c != nil && len(c.in) != len(fn.Blocks) {
		return nil // a place that another literal of the family compares
	}
	return c
}

// findChoice solves, for every block of fn, whether a comparison of the key
// with a constant held on every way to it.
func (f *family) findChoice(key choiceKey, fn *ssa.Function) *choice {
	c := &choice{edges: map[[2]*ssa.BasicBlock]bool{}, stores: map[*ssa.BasicBlock][]change{}}
	for _, b := range fn.Blocks {
		if key.root != nil {
			f.storesTo(key, b, c)
		}
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		if holds, on := f.comparison(branch.Cond, key); holds {
			c.edges[[2]*ssa.BasicBlock{b, b.Succs[on]}] = true
		}
	}
	if len(c.edges) == 0 {
		return nil
	}
	// Greatest fixpoint of "on every edge in". Where the value is made anew,
	// nothing is known of it.
	c.in = slices.Repeat([]bool{true}, len(fn.Blocks))
	c.in[0] = false
	var made *ssa.BasicBlock
	if instr, ok := key.value.(ssa.Instruction); ok {
		made = instr.Block()
		c.in[made.Index] = false
	}
	for changed := true; changed; {
		changed = false
		for _, b := range fn.Blocks[1:] {
			if !c.in[b.Index] || b == made {
				continue
			}
			if len(b.Preds) == 0 || slices.ContainsFunc(b.Preds, func(p *ssa.BasicBlock) bool {
				return !c.out(p) && !c.edges[[2]*ssa.BasicBlock{p, b}]
			}) {
				c.in[b.Index] = false
				changed = true
			}
		}
	}
	return c
}

// storesTo records the stores to a place in a block.
func (f *family) storesTo(key choiceKey, b *ssa.BasicBlock, c *choice) {
	for _, instr := range b.Instrs {
		st, ok := instr.(*ssa.Store)
		if !ok {
			continue
		}
		a := f.addressOf(st.Addr)
		if a.root != key.root || !within(key.path, a.path) {
			continue
		}
		_, constant := st.Val.(*ssa.Const)
		c.stores[b] = append(c.stores[b], change{st, constant})
	}
}

// comparison reports whether cond says that the key is one of some constants,
// and the successor on which it does.
func (f *family) comparison(cond ssa.Value, key choiceKey) (holds bool, successor int) {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			holds, on := f.comparison(cond.X, key)
			return holds, 1 - on
		}
	case *ssa.BinOp:
		if cond.Op != token.EQL && cond.Op != token.NEQ {
			return false, 0
		}
		xc, yc := isFixed(cond.X), isFixed(cond.Y)
		if yc && f.choiceKeyOf(cond.X) == key || xc && f.choiceKeyOf(cond.Y) == key {
			if cond.Op == token.EQL {
				return true, 0
			}
			return true, 1
		}
		if nilConst(cond.Y) && f.checkedBy(cond.X, key) || nilConst(cond.X) && f.checkedBy(cond.Y, key) {
			if cond.Op == token.EQL {
				return true, 0
			}
			return true, 1
		}
	case *ssa.Lookup: // allowed[v], of a map to bool
		return f.choiceKeyOf(cond.Index) == key, 0
	case *ssa.Extract: // _, ok := allowed[v]
		if lookup, ok := cond.Tuple.(*ssa.Lookup); ok && cond.Index == 1 {
			return f.choiceKeyOf(lookup.Index) == key, 0
		}
		return f.checkedBy(cond, key), 0
	case *ssa.Call:
		if fn := cond.Call.StaticCallee(); fn != nil && len(cond.Call.Args) == 2 {
			if o := fn.Origin(); o != nil {
				fn = o
			}
			if fn.Pkg != nil && fn.Pkg.Pkg.Path() == "slices" && fn.Name() == "Contains" {
				return f.choiceKeyOf(cond.Call.Args[1]) == key && indexFunc(f.get(cond.Call.Args[0]), (*Origin).IsRequest) < 0, 0
			}
		}
		if _, _, symbol, _ := Callee(&cond.Call); f.comparesError(cond, symbol, key) {
			return true, 0
		}
		return f.checkedBy(cond, key), 0
	}
	return false, 0
}

// isFixed reports whether v is a constant text or a declared error. That an
// error is nil says nothing of what it says elsewhere.
func isFixed(v ssa.Value) bool {
	if c, ok := v.(*ssa.Const); ok {
		return !isError(c.Type())
	}
	_, ok := declaredError(v)
	return ok
}

func nilConst(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}

// Callee returns the declared function that a call resolves to, its model
// symbol, and whether it has a receiver; fn is nil for calls of values.
func Callee(c *ssa.CallCommon) (fn *types.Func, pkg, symbol string, recv bool) {
	if c.IsInvoke() {
		pkg, symbol = models.Symbol(c.Method)
		if pkg != "" {
			// An interface's methods are known by the interface they are
			// called through, as chi.Router.Get.
			if t := models.TypeSymbol(c.Value.Type()); t != "" {
				symbol = t + "." + c.Method.Name()
			}
		}
		return c.Method, pkg, symbol, true
	}
	callee := c.StaticCallee()
	if callee == nil {
		return nil, "", "", false
	}
	if o := callee.Origin(); o != nil {
		callee = o
	}
	obj, ok := callee.Object().(*types.Func)
	if !ok {
		return nil, "", "", false
	}
	pkg, symbol = models.Symbol(obj)
	return obj, pkg, symbol, obj.Signature().Recv() != nil
}
