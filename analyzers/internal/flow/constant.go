package flow

import (
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// What a condition on constants lets never happen, as behind a build's `const debug =
// false`, is in no running program.

// ways returns where control can go from the end of a block.
func ways(b *ssa.BasicBlock) []*ssa.BasicBlock {
	if len(b.Instrs) == 0 {
		return b.Succs
	}
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return b.Succs
	}
	switch holds := valueOf(branch.Cond); {
	case holds == nil:
		return b.Succs
	case constant.BoolVal(holds):
		return b.Succs[:1]
	}
	return b.Succs[1:]
}

// isTaken reports whether control can come to a block from the one before it.
func (f *family) isTaken(from, to *ssa.BasicBlock) bool {
	return !f.dead[from] && (len(from.Succs) == 1 || slices.Contains(ways(from), to))
}

// valueOf returns what a value is in every run, nil where that is not known: a
// constant, or what constants are found to be when they are compared.
func valueOf(v ssa.Value) constant.Value {
	switch v := v.(type) {
	case *ssa.Const:
		return v.Value
	case *ssa.UnOp:
		if v.Op != token.NOT {
			return nil
		}
		if x := valueOf(v.X); x != nil {
			return constant.UnaryOp(token.NOT, x, 0)
		}
	case *ssa.BinOp:
		switch v.Op {
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			return operated(v, valueOf(v.X), valueOf(v.Y))
		}
	}
	return nil
}
