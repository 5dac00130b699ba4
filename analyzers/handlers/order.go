package handlers

import (
	"cmp"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
)

// way is an edge while a function is read: with the last condition that was
// decided on it.
type way struct {
	Edge
	fact ssa.Value // nil: none
	is   Truth
}

// maxWays bounds the ways that lead to one block. Past it conditions are forgotten.
const maxWays = 48

// order says of every event what can come right before it, and on which ways the
// function returns. Ways that contradict what a call returned do not exist.
func (w *walker) order() {
	if len(w.f.Events) == 0 {
		w.f.Exits = []Exit{{Edge: Edge{Event: -1}}}
		return
	}
	blocks := w.fn.Blocks
	in := make([][]way, len(blocks))
	in[0] = []way{{Edge: Edge{Event: -1}}}
	out := func(i int) []way {
		if n := len(w.blocks[i]); n > 0 {
			return []way{{Edge: Edge{Event: w.blocks[i][n-1]}}}
		}
		return in[i]
	}
	work := []int{0}
	for len(work) > 0 {
		i := work[0]
		work = work[1:]
		block := blocks[i]
		branch, _ := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		for side, succ := range block.Succs {
			changed := false
			for _, from := range out(i) {
				if branch != nil {
					is := yes
					if side == 1 {
						is = no
					}
					var ok bool
					if from, ok = w.decide(from, branch.Cond, is); !ok {
						continue
					}
				}
				if len(in[succ.Index]) >= maxWays {
					from = way{Edge: Edge{Event: from.Event}}
				}
				if !slices.Contains(in[succ.Index], from) {
					in[succ.Index] = append(in[succ.Index], from)
					changed = true
				}
			}
			if changed && !slices.Contains(work, succ.Index) {
				work = append(work, succ.Index)
			}
		}
	}
	for i, events := range w.blocks {
		for n, e := range events {
			if n > 0 {
				w.f.Events[e].Before = []Edge{{Event: events[n-1]}}
			} else {
				w.f.Events[e].Before = edges(in[i])
			}
		}
		ret, ok := blocks[i].Instrs[len(blocks[i].Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		for _, from := range out(i) {
			w.exit(Exit{from.Edge, w.truths(ret, from)})
		}
	}
	slices.SortFunc(w.f.Exits, func(a, b Exit) int { return cmp.Or(compareEdges(a.Edge, b.Edge), slices.Compare(a.Results, b.Results)) })
}

func (w *walker) exit(e Exit) {
	if !slices.ContainsFunc(w.f.Exits, func(have Exit) bool { return have.Edge == e.Edge && slices.Equal(have.Results, e.Results) }) {
		w.f.Exits = append(w.f.Exits, e)
	}
}

func edges(ways []way) []Edge {
	var list []Edge
	for _, from := range ways {
		if !slices.Contains(list, from.Edge) {
			list = append(list, from.Edge)
		}
	}
	slices.SortFunc(list, compareEdges)
	return list
}

func compareEdges(a, b Edge) int {
	if c := cmp.Or(cmp.Compare(a.Event, b.Event), cmp.Compare(a.Result, b.Result), cmp.Compare(a.Is, b.Is)); c != 0 || a.If == b.If {
		return c
	}
	if a.If == nil || b.If == nil {
		return compareBool(a.If != nil, b.If != nil)
	}
	return cmp.Or(cmp.Compare(a.If.Func, b.If.Func), cmp.Compare(a.If.Index, b.If.Index), cmp.Compare(a.If.Text, b.If.Text), compareBool(a.If.Is, b.If.Is))
}

// decide returns a way behind a condition that comes out in one way; there is none
// where that cannot be.
func (w *walker) decide(from way, cond ssa.Value, is Truth) (way, bool) {
	v, is := asked(cond, is)
	if call, index := resultOf(v); call != nil {
		if e, ok := w.happened[call]; ok && e == from.Event {
			if from.Is != either && from.Result == index && from.Is != is {
				return from, false
			}
			if from.Is == either {
				from.Result, from.Is = index, is
			}
		}
	}
	if from.fact == v && from.is != is {
		return from, false
	}
	if c := w.condition(v, is); c != nil {
		from.If = c
	}
	from.fact, from.is = v, is
	return from, true
}

// condition returns what a condition says of a parameter, nil if that is nothing.
// Conditions are made once, so that ways can be compared.
func (w *walker) condition(v ssa.Value, is Truth) *Condition {
	key := decision{v, is}
	if c, ok := w.conditions[key]; ok {
		return c
	}
	var c *Condition
	switch v := v.(type) {
	case *ssa.Parameter: // compared with nil, or a boolean
		if b, ok := v.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsBoolean != 0 {
			break
		}
		c = w.about(v, "nil", is == no)
	case *ssa.BinOp:
		x, y := v.X, v.Y
		if _, ok := x.(*ssa.Const); ok {
			x, y = y, x
		}
		k, ok := y.(*ssa.Const)
		p, isParam := x.(*ssa.Parameter)
		if ok && isParam && k.Value != nil && (v.Op == token.EQL || v.Op == token.NEQ) {
			c = w.about(p, k.Value.ExactString(), (v.Op == token.EQL) == (is == yes))
		}
	}
	w.conditions[key] = c
	return c
}

// decision is a condition that comes out in one way.
type decision struct {
	v  ssa.Value
	is Truth
}

func (w *walker) about(p *ssa.Parameter, text string, is bool) *Condition {
	v := w.parameter(p)
	return &Condition{Func: v.Func, Index: v.Index, Text: text, Is: is}
}

// asked returns the value that a condition is about, and what it is where the
// condition comes out as is: a boolean, or what is compared with nil.
func asked(cond ssa.Value, is Truth) (ssa.Value, Truth) {
	for range maxDepth {
		switch c := cond.(type) {
		case *ssa.UnOp:
			if c.Op == token.NOT {
				cond, is = c.X, is.not()
				continue
			}
			if c.Op == token.MUL {
				if v := lastStore(c); v != nil {
					cond = v
					continue
				}
			}
		case *ssa.BinOp:
			other := c.X
			if isNil(c.X) {
				other = c.Y
			} else if !isNil(c.Y) {
				return cond, is
			}
			switch c.Op {
			case token.NEQ:
				cond = other
				continue
			case token.EQL:
				cond, is = other, is.not()
				continue
			}
		}
		return cond, is
	}
	return cond, is
}

// lastStore returns what the block of a load stored in the local variable right
// before, nil if that is nothing.
func lastStore(load *ssa.UnOp) ssa.Value {
	alloc, ok := load.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var found ssa.Value
	for _, instr := range load.Block().Instrs {
		if instr == ssa.Instruction(load) {
			return found
		}
		if st, ok := instr.(*ssa.Store); ok && st.Addr == alloc {
			found = st.Val
		}
	}
	return nil
}

// resultOf returns the call that a value is a result of, and which one; nil if it
// is none.
func resultOf(v ssa.Value) (ssa.Value, int) {
	switch v := v.(type) {
	case *ssa.Call:
		return v, 0
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return call, v.Index
		}
	}
	return nil, 0
}

// truths returns what is known of results on a way, nil if that is nothing.
func (w *walker) truths(ret *ssa.Return, from way) []Truth {
	list := make([]Truth, len(ret.Results))
	known := false
	for i, v := range ret.Results {
		list[i] = w.truth(v, from, ret.Block(), 0)
		known = known || list[i] != either
	}
	if !known {
		return nil
	}
	return list
}

// truth returns what is known of a value on a way that ends in a block.
func (w *walker) truth(v ssa.Value, from way, at *ssa.BasicBlock, depth int) Truth {
	if c, ok := v.(*ssa.Const); ok {
		switch {
		case c.IsNil():
			return no
		case c.Value != nil && c.Value.Kind() == constant.Bool:
			if constant.BoolVal(c.Value) {
				return yes
			}
			return no
		}
		return either
	}
	if isMade(v) {
		return yes
	}
	if phi, ok := v.(*ssa.Phi); ok && depth < maxDepth {
		if t := w.merged(phi, depth+1); t != either {
			return t
		}
	}
	inner, is := asked(v, yes)
	if inner != v && depth < maxDepth {
		t := w.truth(inner, from, at, depth+1)
		if is == no {
			t = t.not()
		}
		return t
	}
	if call, index := resultOf(v); call != nil {
		if e, ok := w.happened[call]; ok && e == from.Event && from.Is != either && from.Result == index {
			return from.Is
		}
	}
	if from.fact == v {
		return from.is
	}
	blocks := []*ssa.BasicBlock{at}
	if from.Event >= 0 {
		blocks = append(blocks, w.blockOf(from.Event))
	}
	for _, b := range blocks {
		if t := decidedAt(v, b); t != either {
			return t
		}
	}
	return either
}

// merged returns what a value is that several branches set, where it is the same
// on all of them.
func (w *walker) merged(phi *ssa.Phi, depth int) Truth {
	all := either
	for i, e := range phi.Edges {
		if e == ssa.Value(phi) {
			continue
		}
		pred := phi.Block().Preds[i]
		t := w.truth(e, way{Edge: Edge{Event: -1}}, pred, depth)
		if branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If); ok && t == either {
			is := yes
			if pred.Succs[1] == phi.Block() {
				is = no
			}
			if about, t2 := asked(branch.Cond, is); about == e {
				t = t2
			}
		}
		if t == either || all != either && all != t {
			return either
		}
		all = t
	}
	return all
}

func (w *walker) blockOf(event int) *ssa.BasicBlock {
	for i, events := range w.blocks {
		if slices.Contains(events, event) {
			return w.fn.Blocks[i]
		}
	}
	return nil
}

// decidedAt returns what a value is in a block, by the conditions around it.
func decidedAt(v ssa.Value, b *ssa.BasicBlock) Truth {
	for range 4 * maxDepth {
		d := b.Idom()
		if d == nil {
			return either
		}
		if branch, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If); ok && len(b.Preds) == 1 {
			is := yes
			if d.Succs[1] == b {
				is = no
			}
			if about, t := asked(branch.Cond, is); about == v {
				return t
			}
		}
		b = d
	}
	return either
}

// isMade reports whether a value is one that is made here, and so not nil.
func isMade(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.MakeInterface, *ssa.Alloc, *ssa.MakeClosure, *ssa.FieldAddr:
		return true
	case *ssa.Call:
		_, _, symbol, _ := flow.Callee(&v.Call)
		return symbol == "errors.New" || symbol == "fmt.Errorf"
	}
	return false
}
