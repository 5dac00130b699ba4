package routes

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// A program often has a function for each way to fail: what it answers with is
// said where it is declared, and not where it is called.

// answersWith returns the status codes that a function answers with whoever calls
// it, none where it has more than one way or takes the code from somewhere else.
// Of one that makes an error those count that say who is not let by, or that
// somebody calls too often: which is what the error is for.
func (b *builder) answersWith(fn *ssa.Function) []int64 {
	if len(fn.Blocks) != 1 {
		return nil
	}
	results := fn.Signature.Results()
	if makesError(fn.Signature) {
		return slices.DeleteFunc(b.constantCodes(fn), func(code int64) bool { return !slices.Contains([]int64{401, 403, 429}, code) })
	}
	if results.Len() > 0 && !onlyErrors(results) || !slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool {
		return models.TypeSymbol(p.Type()) == httpResponse || b.isContext(p.Type())
	}) {
		return nil
	}
	return b.constantCodes(fn)
}

// makesError reports whether all that functions of a signature do is to make an
// error of what they are told.
func makesError(sig *types.Signature) bool {
	if sig.Recv() != nil || sig.Results().Len() != 1 || !isFailure(sig.Results().At(0).Type()) {
		return false
	}
	for p := range sig.Params().Variables() {
		if isInt(p.Type()) || !isText(p.Type()) {
			return false
		}
	}
	return true
}

// isErrorMade reports whether a value is an error that a call makes of what it is told,
// be it with a status.
func isErrorMade(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	return ok && isError(v.Type()) && (makesError(call.Call.Signature()) || slices.ContainsFunc(statusesOf(call.Common()), func(code int64) bool { return code >= 400 }))
}

// isText reports whether values of t are words for people: texts, other errors,
// and what is put between them.
func isText(t types.Type) bool {
	if list, ok := t.Underlying().(*types.Slice); ok {
		t = list.Elem()
	}
	_, isInterface := t.Underlying().(*types.Interface)
	return isString(t) || isInterface
}

// constantCodes returns the status codes in the one block of a function, none where
// a number in it is not constant.
func (b *builder) constantCodes(fn *ssa.Function) []int64 {
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
	fn, _, _, _ := b.callee(c)
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
