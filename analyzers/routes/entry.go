package routes

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// enters reports whether fn is where callers get in: on every way to what it
// has to give it has asked somebody about the body, and says 401 to those whose
// body is wrong.
func (b *builder) enters(fn *ssa.Function) bool {
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok || !b.verifies(branch.Cond) || b.isParsing(branch.Cond) {
			continue
		}
		if !slices.ContainsFunc(b.origins(branch.Cond), func(o flow.Origin) bool {
			return o.Kind == flow.Source && (o.Source == model.Body || o.Source == model.Form) && o.Name != ""
		}) {
			continue
		}
		for side, s := range block.Succs {
			other := block.Succs[1-side]
			rejected, accepted := b.reachable(s, nil), b.reachable(other, nil)
			if !rejected[other] && !accepted[s] && says401(rejected, accepted) && b.inline(block, other, rejected) {
				return true
			}
		}
	}
	return false
}

// says401 reports whether one of the blocks that only the rejected get to says
// that they are not who they say.
func says401(rejected, accepted map[*ssa.BasicBlock]bool) bool {
	for block := range rejected {
		if accepted[block] {
			continue
		}
		for _, instr := range block.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok && slices.Contains(statusesOf(call.Common()), 401) {
				return true
			}
		}
	}
	return false
}
