package routes

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// In a flat chain each handler stands beside the next and gets the same
// request. What follows runs when a handler says so or, in some frameworks,
// when it returns without having aborted. A handler is read as a middleware by
// taking both for calls of the next one.

// flat returns what fn proves of those that follow it, the ways on which they
// run, and the checks before these. Functions that fn hands the request to, and
// that are not known here, are middlewares like itself.
func (b *builder) flat(fn *ssa.Function, req *ssa.Parameter, implicit bool, handed []next) (*Layer, []next, []gate) {
	dead, helpers := b.helpers(fn)
	defer func(outer map[*ssa.BasicBlock]bool) { b.dead = outer }(b.dead)
	b.dead = dead

	nexts := b.proceeds(fn)
	ran := len(nexts)
	for _, h := range helpers {
		if !implicit && !h.by.Flat.Ends {
			nexts = append(nexts, next{at: h.at, req: req, by: h.by.AsLayer(), wants: h.wants})
		}
	}
	if implicit {
		nexts = append(nexts, b.returns(fn, req, nexts)...)
		for i := range nexts {
			for _, h := range helpers {
				if h.by.Flat.Guard.State > NoGuard && nexts[i].by == nil && before(h.at, nexts[i].at) {
					nexts[i].by = h.by.AsLayer()
				}
				if before(h.at, nexts[i].at) {
					nexts[i].wants = append(nexts[i].wants, h.wants...)
				}
			}
		}
	}
	handed = slices.DeleteFunc(slices.Clone(handed), func(n next) bool { return n.by != nil || n.to.Kind == List })
	if !implicit {
		nexts = append(nexts, handed...) // what follows runs when these say so
	}
	layer := &Layer{Ends: len(nexts) == 0, Aborts: len(nexts) == 0 && implicit}
	if layer.Ends {
		return layer, nil, nil
	}
	b.runs(layer, fn, handed, nexts)
	gates := b.gates(fn, nexts)
	layer.Guard = b.doubted(b.guard(fn, gates, nexts), fn, nexts)
	layer.Guard = b.switched(layer.Guard, fn, hasSettings(gates, nexts), func() (Guard, []gate) {
		gates := b.gates(fn, nexts)
		return b.doubted(b.guard(fn, gates, nexts), fn, nexts), withLent(gates, nexts)
	})
	if ran > 0 && ran < len(nexts) && fn.Signature.Results().Len() > 0 && layer.Guard.State == Unclear {
		layer.Guard.State = Optional // whom it does not run the rest for, it leaves to its caller
	}
	layer.Demands = b.demands(fn, nexts)
	layer.Limits = b.limits(nexts)
	if layer.Guard.State == NoGuard {
		layer.Idle, layer.Rejects = b.idle(fn, nexts)
	}
	layer.Controls = b.controls(fn, gates, nexts)
	return layer, nexts, gates
}

// runs notes the middlewares that fn hands the request to before those follow
// that stand behind it.
func (b *builder) runs(layer *Layer, fn *ssa.Function, handed, nexts []next) {
	cut := map[edge]bool{}
	passed := map[*ssa.BasicBlock]bool{}
	for _, n := range handed {
		block := n.at.Block()
		passed[block] = true
		for _, s := range block.Succs {
			cut[edge{block, s}] = true
		}
		if slices.ContainsFunc(nexts, func(x next) bool { return x.at != n.at && !before(n.at, x.at) }) {
			layer.Either = append(layer.Either, n.to)
		} else {
			layer.Runs = append(layer.Runs, n.to)
		}
	}
	open := b.reachable(fn.Blocks[0], cut)
	layer.Skips = slices.ContainsFunc(nexts, func(n next) bool { return open[n.at.Block()] && !passed[n.at.Block()] })
}

// AsLayer returns the function as what it is to those that follow it in a flat
// chain.
func (h *Handler) AsLayer() *Handler {
	if h.Flat == nil {
		return h
	}
	layer := *h
	layer.Guard, layer.Limits, layer.Controls, layer.Next = h.Flat.Guard, h.Flat.Limits, h.Flat.Controls, nil
	layer.Idle, layer.Rejects = h.Flat.Idle, h.Flat.Rejects
	return &layer
}

// helpers returns the blocks of fn that abort its chain, and the calls of
// functions that are handed the request and can do so themselves.
func (b *builder) helpers(fn *ssa.Function) (dead map[*ssa.BasicBlock]bool, calls []next) {
	dead = map[*ssa.BasicBlock]bool{}
	for _, instr := range instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		callee, _, symbol, _ := b.callee(call.Common())
		if b.models.Aborts(symbol) {
			dead[call.Block()] = true
			continue
		}
		if callee == nil || call.Call.IsInvoke() {
			continue
		}
		sum := b.summaryOf(callee)
		if sum == nil || sum.Info == nil || sum.Info.Flat == nil || b.requestIn(call.Call.Args) == nil && !b.holdsContext(call.Call.Args) {
			continue
		}
		if sum.Info.Flat.Ends {
			dead[call.Block()] = dead[call.Block()] || sum.Info.Flat.Aborts
			continue
		}
		by, wants := b.asAsked(b.lend(sum.Info, call.Common()), call)
		calls = append(calls, next{at: call, by: by, wants: wants})
	}
	return dead, calls
}

// holdsContext reports whether one of the values is a struct that holds the context of a
// framework, as one that answers does.
func (b *builder) holdsContext(list []ssa.Value) bool {
	return slices.ContainsFunc(list, func(v ssa.Value) bool {
		t := v.Type()
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		st, ok := t.Underlying().(*types.Struct)
		if !ok {
			return false
		}
		for f := range st.Fields() {
			if b.isContext(f.Type()) {
				return true
			}
		}
		return false
	})
}

// aborting returns what fn is to those that follow in a chain, where it is given what
// holds a context and always aborts its chain; nil where it does not.
func (b *builder) aborting(fn *ssa.Function) *Layer {
	if fn.Blocks == nil || b.requestAmong(fn.Params) != nil || len(fn.Params) == 0 || !b.holdsContext([]ssa.Value{fn.Params[0]}) {
		return nil
	}
	defer func(outer map[*ssa.BasicBlock]bool) { b.dead = outer }(b.dead)
	b.dead, _ = b.helpers(fn)
	if len(b.dead) == 0 || len(b.returns(fn, nil, nil)) > 0 {
		return nil
	}
	return &Layer{Ends: true, Aborts: true}
}

// proceeds returns the calls in fn that run the rest of the chain.
func (b *builder) proceeds(fn *ssa.Function) []next {
	var list []next
	for _, instr := range instructions(fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		c := call.Common()
		if _, _, symbol, _ := b.callee(c); b.models.Proceeds(symbol) {
			req := c.Value
			if !c.IsInvoke() {
				req = c.Args[0]
			}
			list = append(list, next{at: call, req: req})
		} else if p, ok := c.Value.(*ssa.Parameter); ok && !c.IsInvoke() && p.Parent() == fn && isRest(p.Type()) {
			list = append(list, next{at: call, req: b.requestAmong(fn.Params)})
		}
	}
	return list
}

// isRest reports whether a function can be the rest of a chain that a handler is
// handed: it takes an error at most, and returns one at most.
func isRest(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	if !ok {
		return false
	}
	for _, list := range []*types.Tuple{sig.Params(), sig.Results()} {
		if list.Len() > 1 || list.Len() == 1 && !isError(list.At(0).Type()) {
			return false
		}
	}
	return true
}

// returns returns the returns of fn on which its chain goes on: those that no
// abort, and no call of the rest, comes before.
func (b *builder) returns(fn *ssa.Function, req *ssa.Parameter, called []next) []next {
	var list []next
	open := b.reachable(fn.Blocks[0], nil)
	for _, block := range fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok || !open[block] || b.dead[block] || block == fn.Recover {
			continue
		}
		ran := false
		for _, n := range called {
			ran = ran || before(n.at, ret)
		}
		if !ran {
			list = append(list, next{at: ret, req: req})
		}
	}
	return list
}

// before reports whether instruction a runs whenever b does, and first.
func before(a, b ssa.Instruction) bool {
	if a.Block() != b.Block() {
		return a.Block().Dominates(b.Block())
	}
	for _, instr := range a.Block().Instrs {
		if instr == a {
			return true
		}
		if instr == b {
			return false
		}
	}
	return false
}
