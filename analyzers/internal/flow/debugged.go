package flow

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/rules/model"
)

// What a program does only while a library is told that it is being developed, its
// clients see if whoever runs it has forgotten to say that it is released.

// findDebugged records where a branch leads only while the program is developed.
func (f *family) findDebugged(branch *ssa.If) {
	debug, ok := f.asksMode(branch.Cond, 0)
	if !ok || branch.Block().Succs[0] == branch.Block().Succs[1] {
		return
	}
	if f.debugged == nil {
		f.debugged = map[*ssa.BasicBlock]*ssa.BasicBlock{}
	}
	to := branch.Block().Succs[0]
	if !debug {
		to = branch.Block().Succs[1]
	}
	f.debugged[branch.Block()] = to
}

// isDebugged reports whether a block runs only while the program is developed.
func (f *family) isDebugged(block *ssa.BasicBlock) bool {
	if len(f.debugged) == 0 {
		return false
	}
	for b := block; b.Idom() != nil; b = b.Idom() {
		if d := b.Idom(); len(b.Preds) == 1 && f.debugged[d] == b {
			return true
		}
	}
	return false
}

// asksMode returns whether a condition is true only while the program is developed, or
// else false only then; false for one that asks anything else.
func (f *family) asksMode(cond ssa.Value, depth int) (debug, ok bool) {
	cond, negated := positive(cond)
	switch x := cond.(type) {
	case *ssa.BinOp:
		if x.Op != token.EQL && x.Op != token.NEQ {
			return false, false
		}
		is, of := x.Y, x.X
		if _, constant := of.(*ssa.Const); constant {
			is, of = of, is
		}
		mode, known := f.modeOf(of)
		c, constant := is.(*ssa.Const)
		if !known || !constant || mode.Release == "" {
			return false, false
		}
		released := constantKey(c) == mode.Release
		return ((x.Op == token.EQL) != released) != negated, true
	case *ssa.Call:
		if fn := x.Call.StaticCallee(); fn != nil && fn.Pkg == f.state.pkg && len(fn.Blocks) == 1 && depth < maxPath {
			if ret, is := fn.Blocks[0].Instrs[len(fn.Blocks[0].Instrs)-1].(*ssa.Return); is && len(ret.Results) == 1 {
				debug, ok = f.asksMode(ret.Results[0], depth+1)
				return debug != negated, ok
			}
		}
	}
	mode, known := f.modeOf(cond)
	return !negated, known && mode.Release == ""
}

// modeOf returns how v tells in which mode the program runs, false if it does not.
func (f *family) modeOf(v ssa.Value) (model.Mode, bool) {
	switch v := v.(type) {
	case *ssa.Call:
		if fn := v.Call.StaticCallee(); fn == nil || fn.Pkg == f.state.pkg {
			return model.Mode{}, false
		}
		_, _, symbol, _ := f.state.callee(&v.Call)
		return f.state.models.Mode(symbol)
	case *ssa.UnOp:
		if at, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL {
			owner, field := fieldOf(at.X.Type(), at.Field)
			if b, ok := field.Type().Underlying().(*types.Basic); ok && b.Info()&(types.IsBoolean|types.IsString) != 0 {
				return f.state.models.Mode(f.state.member(owner, field).symbol)
			}
		}
	}
	return model.Mode{}, false
}
