package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// What is known of a place holds until it is stored to, which a function that is called
// can do as well. What it leaves there it may have looked at itself: one that puts
// another name in the place of each that it does not know leaves one that it knows.

// fillers returns the calls that may store to the place: of the project's functions, and
// of decoders.
func (f *family) fillers(k key) (calls []*ssa.Call) {
	n := f.nodes[k.root]
	if k.root == nil || n == nil || n.filled == 0 {
		return nil
	}
	for _, c := range n.cells {
		if _, ok := behindPath(k.path, c.path); !ok {
			continue
		}
		for _, st := range c.stores {
			call, ok := st.(*ssa.Call)
			if ok && !slices.Contains(calls, call) && (f.calledSummary(call) != nil || f.isDecoder(call)) {
				calls = append(calls, call)
			}
		}
	}
	return calls
}

// isDecoder reports whether a call puts a part of a request where it is told to.
func (f *family) isDecoder(call *ssa.Call) bool {
	_, _, symbol, _ := f.state.callee(&call.Call)
	_, ok := f.state.models.Decode(symbol)
	return ok || len(f.state.models.Fills(symbol)) > 0
}

// calledSummary returns the summary of the function that is called, nil where there is none.
func (f *family) calledSummary(call *ssa.Call) *Summary {
	obj, _, _, _ := f.state.callee(&call.Call)
	if obj == nil || call.Call.IsInvoke() {
		return nil
	}
	return f.state.summaryOf(obj)
}

// changeBy returns what is known of the key behind a call.
func (f *family) changeBy(k key, call *ssa.Call) change {
	sum := f.calledSummary(call)
	if sum == nil {
		return change{at: call}
	}
	st := change{at: call, keeps: everything}
	args := Arguments(&call.Call)
	for _, out := range sum.Outs {
		if out.Param >= len(args) {
			continue
		}
		a := f.addressOf(args[out.Param])
		if isMap(args[out.Param].Type()) {
			a = f.mapAt(args[out.Param])
		}
		if a.root != k.root {
			continue
		}
		path := bounded(a.path + a.shows.base(out.path()))
		switch _, ok := behindPath(k.path, path); {
		case !ok:
		case k.path == path:
			st.shows, st.keeps = st.shows|out.Shows, st.keeps&out.Keeps
		case out.brings():
			st.keeps = 0
		}
	}
	return st
}

// brings reports whether what is left comes from anywhere but the program itself, as
// far as that is seen.
func (o *Out) brings() bool {
	return slices.ContainsFunc(o.Origin, func(o Origin) bool { return o.Flags&(Weak|Soft) == 0 })
}

// findLeft records what is known of the places behind its parameters that a function
// stores to, when it returns: by itself, and where that was known before the call.
func (f *family) findLeft(fn *ssa.Function) {
	asked := 0
	for i := range f.sums[fn].Outs {
		out := &f.sums[fn].Outs[i]
		if !out.brings() && len(out.Origin) > 0 {
			out.Keeps = everything // it is told of what it was given, as a log is
			continue
		}
		p := fn.Params[out.Param]
		if !isOneElement(out.path()) || !f.isTextAt(p, out.path()) {
			continue
		}
		if asked++; asked > maxAsked {
			return
		}
		k := key{root: p, path: out.path()}
		proofs, doubted := f.proofs, f.doubted
		f.proofs, f.doubted = map[about]proved{}, p
		c := f.prove(k, fn, everything)
		keeps, shows := f.leaves(c, fn), Flags(0)
		if keeps != 0 {
			shows = f.leaves(f.prove(k, fn, 0), fn)
		}
		f.proofs, f.doubted = proofs, doubted
		if shows != out.Shows || keeps != out.Keeps {
			out.Shows, out.Keeps = shows, keeps
			f.tell()
		}
	}
}

// isTextAt reports whether a text is stored at the path behind a parameter.
func (f *family) isTextAt(p *ssa.Parameter, path string) bool {
	c := f.of(p).find(path)
	return c != nil && slices.ContainsFunc(c.stores, func(st ssa.Instruction) bool {
		switch st := st.(type) {
		case *ssa.Store:
			return isText(st.Val.Type())
		case *ssa.MapUpdate:
			return isText(st.Value.Type())
		}
		_, ok := st.(*ssa.Call)
		return ok
	})
}

// leaves returns what a proof shows wherever a function returns.
func (f *family) leaves(c *proof, fn *ssa.Function) Flags {
	known, returns := everything, false
	for _, b := range f.blocks[fn] {
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && c != nil {
			known, returns = known&normal(c.out(b)), true
		}
	}
	if !returns {
		return 0
	}
	return known
}
