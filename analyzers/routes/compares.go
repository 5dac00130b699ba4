package routes

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
)

// Who signs what it sends, as a webhook does, is often told that the request is a bad
// one where the signature does not hold: what is compared says that it is a check of
// who is calling, and not the status.

// holdsSecret reports whether a condition asks whether a secret holds, itself or by a
// function that lets nobody by who brings another one.
func (b *builder) holdsSecret(cond ssa.Value) bool {
	if b.comparesSecret(cond) {
		return true
	}
	if not, ok := cond.(*ssa.UnOp); ok {
		cond = not.X
	}
	if op, ok := cond.(*ssa.BinOp); ok {
		cond = op.X
	}
	if x, ok := cond.(*ssa.Extract); ok {
		cond = x.Tuple
	}
	call, ok := cond.(*ssa.Call)
	if !ok {
		return false
	}
	sum := b.helper(call)
	return sum != nil && sum.Info.Compares
}

// compares reports whether fn says that all is well only behind a comparison of
// secrets, or answers by one.
func (b *builder) compares(fn *ssa.Function) bool {
	results := fn.Signature.Results()
	if fn.Blocks == nil || results.Len() == 0 {
		return false
	}
	if last := results.At(results.Len() - 1).Type(); !isBool(last) && !isError(last) {
		return false
	}
	well := func(blocks map[*ssa.BasicBlock]bool) bool {
		return slices.ContainsFunc(returnsOf(fn), func(ret *ssa.Return) bool {
			return blocks[ret.Block()] && !isFailed(ret) && !isMadeError(ret) && !isFalse(ret) && !b.comparesSecret(ret.Results[len(ret.Results)-1])
		})
	}
	cut, asks := map[edge]bool{}, false
	for _, block := range fn.Blocks {
		switch last := block.Instrs[len(block.Instrs)-1].(type) {
		case *ssa.Return:
			asks = asks || len(last.Results) > 0 && b.comparesSecret(last.Results[len(last.Results)-1])
		case *ssa.If:
			if !b.comparesSecret(last.Cond) {
				continue
			}
			for side, to := range block.Succs {
				if !well(b.reached(edge{block, block.Succs[1-side]}, map[edge]bool{{block, to}: true})) {
					cut[edge{block, to}], asks = true, true
				}
			}
		}
	}
	return asks && !well(b.reachable(fn.Blocks[0], cut))
}

// isFalse reports whether the last result of a return is a truth that is known not to hold.
func isFalse(ret *ssa.Return) bool {
	c, ok := ret.Results[len(ret.Results)-1].(*ssa.Const)
	return ok && isBool(c.Type()) && !isTrue(c)
}

// isMadeError reports whether the last result of a return is an error that is made
// there.
func isMadeError(ret *ssa.Return) bool {
	call, ok := ret.Results[len(ret.Results)-1].(*ssa.Call)
	if !ok {
		return false
	}
	_, _, symbol, _ := flow.Callee(call.Common())
	return symbol == "errors.New" || symbol == "fmt.Errorf"
}
