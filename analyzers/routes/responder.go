package routes

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
)

// A program often has a function for each way to fail: what it answers with is
// said where it is declared, and not where it is called.

// answersWith returns the status codes that a function answers with whoever calls
// it, none where it has more than one way or takes the code from somewhere else.
func (b *builder) answersWith(fn *ssa.Function) []int64 {
	if len(fn.Blocks) != 1 || fn.Signature.Results().Len() > 0 && !onlyErrors(fn.Signature.Results()) || !slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool {
		return models.TypeSymbol(p.Type()) == httpResponse || b.isContext(p.Type())
	}) {
		return nil
	}
	for _, instr := range fn.Blocks[0].Instrs {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		for _, arg := range call.Common().Args {
			if _, isConst := arg.(*ssa.Const); !isConst && isInt(arg.Type()) {
				return nil
			}
		}
	}
	return b.codesOf(fn.Blocks[0])
}

// answersOf returns the status codes that a call of a function of the program
// answers with.
func (b *builder) answersOf(c *ssa.CallCommon) []int64 {
	fn, _, _, _ := flow.Callee(c)
	if fn == nil || c.IsInvoke() {
		return nil
	}
	if sum := b.summaryOf(fn); sum != nil && sum.Info != nil {
		return sum.Info.Answers
	}
	return nil
}

func onlyErrors(results *types.Tuple) bool {
	return results.Len() == 1 && isError(results.At(0).Type())
}

func isInt(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsInteger != 0
}
