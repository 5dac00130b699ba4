package flow

import (
	"go/constant"
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
	switch holds := (&trial{}).value(branch.Cond, nil); {
	case holds == nil || holds.Kind() != constant.Bool:
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
