package flow

import (
	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// What is left in a context counts where somebody asks for it there. That a
// function leaves it, and in which case, decides nothing by itself.

// OnlyKeeps reports whether all that comes of a branch is what a context holds: one
// side goes on at once, the other puts something there before it does.
func OnlyKeeps(branch *ssa.BasicBlock) bool {
	for i, side := range branch.Succs {
		join := branch.Succs[1-i]
		if side != join && len(side.Preds) == 1 && len(side.Succs) == 1 && side.Succs[0] == join && keepsAlone(side) && choosesContext(join, side, branch) {
			return true
		}
	}
	return false
}

// keepsAlone reports whether a block does nothing but make contexts of others.
func keepsAlone(block *ssa.BasicBlock) bool {
	for _, instr := range block.Instrs {
		switch instr := instr.(type) {
		case *ssa.Call:
			if !isKeeper(instr) {
				return false
			}
		case *ssa.Store, *ssa.MapUpdate, *ssa.Send, *ssa.Go, *ssa.Defer, *ssa.RunDefers, *ssa.Panic:
			return false
		}
	}
	return true
}

func isKeeper(call *ssa.Call) bool {
	return models.TypeSymbol(call.Type()) == contextType
}

// choosesContext reports whether what a variable holds behind two edges to a block
// differs for contexts alone.
func choosesContext(join, one, other *ssa.BasicBlock) bool {
	for _, instr := range join.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		var values [2]ssa.Value
		for i, pred := range join.Preds {
			switch pred {
			case one:
				values[0] = phi.Edges[i]
			case other:
				values[1] = phi.Edges[i]
			}
		}
		if values[0] != values[1] && models.TypeSymbol(phi.Type()) != contextType {
			return false
		}
	}
	return true
}

const contextType = "context.Context"
