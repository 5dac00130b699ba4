package flow

import (
	"go/constant"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A text that was found in a list of the program's own is one of the program's
// own: looked up by a library's function, or by a loop that notes that it was
// found.

// chosen returns what is known of the key where v, the answer of a look-up, says
// that it was found.
func (f *family) chosen(v ssa.Value, k key) Flags {
	call, ok := v.(*ssa.Call)
	if !ok {
		return 0
	}
	_, _, symbol, recv := f.state.callee(&call.Call)
	c, ok := f.state.models.Choice(symbol)
	if !ok || shifted(max(c.List, c.Value), recv) >= len(call.Call.Args) {
		return 0
	}
	list, value := call.Call.Args[shifted(c.List, recv)], call.Call.Args[shifted(c.Value, recv)]
	if p, ok := f.addressOf(list).root.(*ssa.Parameter); ok && (p == f.doubted || f.strict && p != f.assumed && p.Parent().Signature.Recv() == nil) {
		return 0 // what is in the list, callers tell
	}
	var known Flags
	if c.Asks {
		known = f.satisfied(value, k)
	} else {
		known = f.speaks(value, k)
	}
	if known != 0 && indexFunc(f.get(list), (*Origin).IsRequest) >= 0 {
		return 0
	}
	return known
}

// satisfied returns what is known of the key where the function literal pred has
// said yes of one of the program's own values.
func (f *family) satisfied(pred ssa.Value, k key) Flags {
	fn, ok := f.functionOf(pred).(*ssa.Function)
	if !ok || fn.Parent() == nil || f.sums[fn] == nil || len(fn.Params) != 1 || slices.Contains(f.asking, fn) {
		return 0 // one that hands on itself says nothing by that
	}
	strict, assumed := f.strict, f.assumed
	f.strict, f.assumed = true, fn.Params[0]
	f.asking = append(f.asking, fn)
	defer func() {
		f.strict, f.assumed = strict, assumed
		f.asking = f.asking[:len(f.asking)-1]
	}()
	known, can := everything, false
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || isFalse(ret.Results[0]) {
			continue
		}
		yes, _ := f.shows(ret.Results[0], k)
		known, can = known&(yes|f.alone(b, nil, k)), true
	}
	if !can {
		return 0
	}
	return known
}

// flagged returns what is known of the key where a variable is true that is false
// before something is found, or where one of several conditions is.
func (f *family) flagged(phi *ssa.Phi, k key) Flags {
	known, can := everything, false
	seen := map[*ssa.Phi]bool{}
	var look func(phi *ssa.Phi) bool
	look = func(phi *ssa.Phi) bool {
		if seen[phi] = true; !f.isSteady(k, phi.Block()) {
			return false
		}
		for i, edge := range phi.Edges {
			inner, again := edge.(*ssa.Phi)
			switch {
			case isFalse(edge) || again && seen[inner]:
			case again:
				if !look(inner) {
					return false
				}
			case asksPhi(edge):
				return false // what negates it may be asked in turn
			default:
				yes, _ := f.shows(edge, k)
				known, can = known&(yes|f.alone(phi.Block().Preds[i], phi.Block(), k)), true
			}
		}
		return true
	}
	if !look(phi) || !can {
		return 0
	}
	return known
}

// alone returns what the branches say of the key that alone lead to a block, or
// to the edge from it to the next, where that is not nil. Those that ask a variable
// that several ways set are left out, of which this may be one.
func (f *family) alone(b, next *ssa.BasicBlock, k key) (known Flags) {
	if next != nil {
		known |= f.onBranch(b, next, k)
	}
	for d := b.Idom(); d != nil; b, d = d, d.Idom() {
		if len(b.Preds) == 1 {
			known |= f.onBranch(d, b, k)
		} else {
			known |= f.onEachWay(b, k)
		}
	}
	return known
}

// onBranch returns what the branch at the end of d says of the key where it leads to
// the block b.
func (f *family) onBranch(d, b *ssa.BasicBlock, k key) Flags {
	branch, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
	if !ok || d.Succs[0] == d.Succs[1] || asksPhi(branch.Cond) {
		return 0
	}
	yes, no := f.shows(branch.Cond, k)
	if d.Succs[0] == b {
		return yes
	}
	return no
}

// onEachWay returns what each of the ways to a block says of the key that several lead
// to, as one condition or another: back to where they part.
func (f *family) onEachWay(b *ssa.BasicBlock, k key) Flags {
	known, parting := everything, b.Idom()
	for _, p := range b.Preds {
		if b.Dominates(p) {
			return 0 // around a loop
		}
		way := f.onBranch(p, b, k)
		for p != parting && len(p.Preds) == 1 {
			way |= f.onBranch(p.Preds[0], p, k)
			p = p.Preds[0]
		}
		if known &= way; known == 0 {
			return 0
		}
	}
	if len(b.Preds) == 0 {
		return 0
	}
	return known
}

// asksPhi reports whether a condition is what several ways lead to.
func asksPhi(cond ssa.Value) bool {
	cond, _ = positive(cond)
	_, ok := cond.(*ssa.Phi)
	return ok
}

// isSteady reports whether the key has the value that it has in a block already
// where the variables of that block are first set.
func (f *family) isSteady(k key, in *ssa.BasicBlock) bool {
	if k.root == nil {
		made, ok := k.value.(ssa.Instruction)
		return !ok || made.Block().Dominates(in)
	}
	if alloc, ok := k.root.(*ssa.Alloc); ok && k.path == "" {
		return f.onlyStore(alloc) != nil
	}
	if f.isElement(k.root) && !k.root.(*ssa.UnOp).Block().Dominates(in) {
		return false
	}
	return !slices.ContainsFunc(f.of(k.root).cells, func(c *cell) bool {
		return len(c.stores) > 0 && (within(c.path, k.path) || within(k.path, c.path))
	})
}

// isFalse reports whether v is the constant false.
func isFalse(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.Bool && !constant.BoolVal(c.Value)
}
