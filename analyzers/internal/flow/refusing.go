package flow

import (
	"go/constant"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A check can be there to refuse: what it says yes to is turned away, as an address
// in a private network is. Where it looks up which machines a name stands for, its no
// says as much as the yes of a check that lets by, if its yes ends the request: where
// both ways go on, neither says anything.

// turnedAway returns what is known of the key on the edges of a branch on which a
// function that looks a host up has said no, where its yes turns it away.
func (f *family) turnedAway(branch *ssa.If, k key) (yes, no Flags) {
	cond, negated := positive(branch.Cond)
	call, result := resultIn(cond)
	if call == nil || call.Call.IsInvoke() || !isBool(cond.Type()) {
		return 0, 0
	}
	to := branch.Block().Succs
	refusal, on := to[0], to[1]
	if negated {
		refusal, on = on, refusal
	}
	known := f.foundBy(call, result, true, k) & Weak
	if known == 0 || !f.refuses(refusal, on) {
		return 0, 0
	}
	if negated {
		return known, 0
	}
	return 0, known
}

// asksResolver reports whether what a function returns is decided by which machines
// the parameter stands for.
func (f *family) asksResolver(fn *ssa.Function, r int, p *ssa.Parameter) bool {
	return slices.ContainsFunc(f.blocks[fn], func(b *ssa.BasicBlock) bool {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		return ok && slices.ContainsFunc(append(f.conditions(outcome{b, r}), ret.Results[r]), func(v ssa.Value) bool {
			return f.stems(v, func(v ssa.Value) bool {
				call, ok := v.(*ssa.Call)
				if !ok {
					return false
				}
				_, _, symbol, _ := f.state.callee(&call.Call)
				return f.state.models.Resolves(symbol) && f.stems(call, func(v ssa.Value) bool { return v == ssa.Value(p) })
			})
		})
	})
}

// stems reports whether a value is computed from one that is asked for, without going
// by way of memory.
func (f *family) stems(v ssa.Value, from func(ssa.Value) bool) bool {
	seen := map[ssa.Value]bool{}
	var look func(v ssa.Value) bool
	look = func(v ssa.Value) bool {
		if seen[v] {
			return false
		}
		seen[v] = true
		if from(v) {
			return true
		}
		if alloc, ok := v.(*ssa.Alloc); ok {
			whole := f.onlyStore(alloc)
			return whole != nil && look(whole)
		}
		instr, ok := v.(ssa.Instruction)
		if !ok {
			return false
		}
		var buf [8]*ssa.Value
		return slices.ContainsFunc(instr.Operands(buf[:0]), func(of *ssa.Value) bool { return *of != nil && look(*of) })
	}
	return look(v)
}

// refuses reports whether every way from a block ends the function with an error that
// is made there, with a no, or with an answer that refuses, and none leads on.
func (f *family) refuses(from, on *ssa.BasicBlock) bool {
	seen := make([]bool, len(from.Parent().Blocks))
	var ends func(b *ssa.BasicBlock, told bool) bool
	ends = func(b *ssa.BasicBlock, told bool) bool {
		if b == on {
			return false
		}
		if seen[b.Index] {
			return true
		}
		seen[b.Index] = true
		told = told || slices.ContainsFunc(b.Instrs, tellsRefusal)
		switch last := b.Instrs[len(b.Instrs)-1].(type) {
		case *ssa.Return:
			if told || len(last.Results) == 0 {
				return told
			}
			answer := last.Results[len(last.Results)-1]
			return fails(last) || makesError(last) || isFalse(answer) || f.makesOne(answer)
		case *ssa.Panic:
			return true
		}
		return !slices.ContainsFunc(b.Succs, func(s *ssa.BasicBlock) bool { return !ends(s, told) })
	}
	return ends(from, false)
}

// makesOne reports whether an error is what a function of the project returns that
// makes errors and does nothing else.
func (f *family) makesOne(err ssa.Value) bool {
	call, ok := err.(*ssa.Call)
	if !ok || !isError(err.Type()) || call.Call.IsInvoke() {
		return false
	}
	obj, pkg, _, _ := f.state.callee(&call.Call)
	if obj == nil || !f.state.firstParty(pkg) {
		return false
	}
	sum := f.state.summaryOf(obj)
	return sum == nil || len(sum.Flows) == 0 && len(sum.Calls) == 0
}

// tellsRefusal reports whether an instruction is a call that is given a status which
// refuses a request.
func tellsRefusal(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	return ok && slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool {
		c, ok := a.(*ssa.Const)
		if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
			return false
		}
		n, exact := constant.Int64Val(c.Value)
		return exact && n >= 400 && n < 500
	})
}
