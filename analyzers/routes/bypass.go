package routes

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/rules/model"
)

// A handler can ask some of its callers alone who they are, and do the same work
// for them as for all the others.

// bypasses returns the blocks with work that those come to who pass the check of a
// block, and others who have not come by it.
func (b *builder) bypasses(check *ssa.BasicBlock, accepted, rejected map[*ssa.BasicBlock]bool, accept edge) []*ssa.BasicBlock {
	open := b.reachable(check.Parent().Blocks[0], map[edge]bool{accept: true})
	var list []*ssa.BasicBlock
	for _, block := range check.Parent().Blocks {
		if open[block] && accepted[block] && !rejected[block] && !block.Dominates(check) && b.asksOthers(block) {
			list = append(list, block)
		}
	}
	return list
}

// meets reports whether a check in a handler turns callers away by its word, and is
// for some of them alone: those who pass it go on where others do.
func (b *builder) meets(check, accept *ssa.BasicBlock, rejected map[*ssa.BasicBlock]bool) bool {
	return len(accept.Preds) > 1 && !accept.Dominates(check) && b.ends(rejected) && b.forbids(rejected, 401, 403)
}

// asksOthers reports whether a block hands the request or the answer to others, or
// asks a store.
func (b *builder) asksOthers(block *ssa.BasicBlock) bool {
	return b.callsStore(block) || b.handsWriter(block) || slices.ContainsFunc(block.Instrs, func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		return ok && (b.requestIn(call.Call.Args) != nil || call.Call.IsInvoke() && b.isContext(call.Call.Value.Type()))
	})
}

// unavoided returns the gates of a handler with those as optional that others get
// by on the way to the same work, unless all gates together leave no way there.
func (b *builder) unavoided(fn *ssa.Function, gates []gate) []gate {
	cut := map[edge]bool{}
	for i := range gates {
		if g := &gates[i]; g.role == model.Auth && g.guard.State == Required && len(g.guard.Needs) == 0 {
			cut[g.accept()] = true
		}
	}
	var open map[*ssa.BasicBlock]bool
	out := slices.Clone(gates)
	for i := range out {
		g := &out[i]
		if len(g.passed) == 0 || g.guard.State != Required {
			continue
		}
		if open == nil {
			open = b.reachable(fn.Blocks[0], cut)
		}
		if slices.ContainsFunc(g.passed, func(block *ssa.BasicBlock) bool { return open[block] }) {
			g.guard.State = Optional
		}
	}
	return out
}

// onlyFails reports whether all returns in the blocks hand back an error that is
// not nil.
func onlyFails(blocks map[*ssa.BasicBlock]bool) bool {
	ends := false
	for block := range blocks {
		if ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ok {
			if !isFailed(ret) {
				return false
			}
			ends = true
		}
	}
	return ends
}

// isFailed reports whether a return hands back an error that is made there, or that
// was found not to be nil before.
func isFailed(ret *ssa.Return) bool {
	if len(ret.Results) == 0 || !isError(ret.Results[len(ret.Results)-1].Type()) {
		return false
	}
	err := ret.Results[len(ret.Results)-1]
	if _, ok := err.(*ssa.MakeInterface); ok {
		return true
	}
	return foundNotNil(err, ret.Block())
}

// foundNotNil reports whether every way to a block has found that a value is not
// nil.
func foundNotNil(v ssa.Value, at *ssa.BasicBlock) bool {
	for ; at.Idom() != nil; at = at.Idom() {
		branch, ok := at.Idom().Instrs[len(at.Idom().Instrs)-1].(*ssa.If)
		if !ok || len(at.Preds) != 1 {
			continue
		}
		op, ok := branch.Cond.(*ssa.BinOp)
		if !ok || op.X != v {
			continue
		}
		if c, ok := op.Y.(*ssa.Const); ok && c.IsNil() && (op.Op == token.NEQ) == (at == at.Idom().Succs[0]) {
			return true
		}
	}
	return false
}
