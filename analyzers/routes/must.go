package routes

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// Some helpers come back for those alone whom they know, and panic for the others:
// whoever catches that, the request does not go on. What follows a call of such a
// helper needs no other check.

// must returns what fn proves of the requests that it comes back for, nil where
// that is nothing or it never panics.
func (b *builder) must(fn *ssa.Function) *Guard {
	if len(fn.Params) == 0 {
		return nil
	}
	req := b.requestAmong(fn.Params)
	if req == nil && isContextual(fn.Params[0]) {
		req = fn.Params[0]
	}
	if req == nil || !slices.ContainsFunc(fn.Blocks, panics) || fn.Recover != nil {
		return nil
	}
	var backs []next
	for _, ret := range returnsOf(fn) {
		backs = append(backs, next{at: ret, req: req})
	}
	gates := slices.DeleteFunc(b.gates(fn, backs), func(g gate) bool {
		return g.role != model.Auth || g.admits || g.guard.State != Required || g.lets != nil
	})
	if len(backs) == 0 || len(gates) == 0 || !b.closed(fn, gates, backs) {
		return nil
	}
	guard := weakestOf(gates)
	guard.Needs = b.anyOf(fn, gates, backs, guard.Needs)
	return &guard
}

// isContextual reports whether a value is the context of a request, or of anything else.
func isContextual[V ssa.Value](v V) bool { return models.TypeSymbol(v.Type()) == "context.Context" }

func panics(block *ssa.BasicBlock) bool {
	_, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Panic)
	return ok
}

// insisted returns what a helper proves that is called before an instruction, in any
// case; of no instruction, before fn comes back at all.
func (b *builder) insisted(fn *ssa.Function, at ssa.Instruction) *Guard {
	for _, instr := range instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || call.Call.IsInvoke() || b.requestIn(call.Call.Args) == nil && !slices.ContainsFunc(call.Call.Args, isContextual) {
			continue
		}
		callee, _, _, _ := b.callee(call.Common())
		if callee == nil || at != nil && !before(call, at) || at == nil && !last(call.Block()) {
			continue
		}
		if sum := b.summaryOf(callee); sum != nil && sum.Info != nil && sum.Info.Must != nil {
			return sum.Info.Must
		}
	}
	return nil
}
