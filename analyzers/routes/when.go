package routes

import (
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

// What a function does to a router can depend on a configuration. Each
// condition has a name of its own, so that a middleware and a route that stand
// under the same one are known to go together.

// whenOf returns the conditions under which the block runs, outermost first:
// those that the function may leave unmet and still return normally. A
// condition that one branch decides ends in /0 or /1, by its side. A loop's
// body is there for each row: that there are rows is no condition.
func (r *reader) whenOf(block *ssa.BasicBlock) []string {
	if block == nil || block.Parent() != r.fn || block.Idom() == nil || r.fn.Synthetic != "" {
		return nil // what Go makes by itself, as a package's variables, is made
	}
	if list, ok := r.when[block]; ok {
		return list
	}
	above := block.Idom()
	list := r.whenOf(above)
	if !inLoop(above, block) && avoidable(above, block) && !onFirstUse(above, block) {
		name := r.b.flow.ID(r.fn) + "#"
		if side, ok := sideOf(above, block); ok {
			name += strconv.Itoa(above.Index) + "/" + strconv.Itoa(side)
		} else {
			name += strconv.Itoa(block.Index)
		}
		list = append(slices.Clip(list), name)
	}
	r.when[block] = list
	return list
}

// onFirstUse reports whether a block runs where the receiver has nothing in a
// field yet that keeps what is made once: that it is made when it is first asked
// for is no condition.
func onFirstUse(branch, block *ssa.BasicBlock) bool {
	cond, ok := branch.Instrs[len(branch.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	v, side := nilSide(cond.Cond)
	if s, ok := sideOf(branch, block); v == nil || !ok || s != side {
		return false
	}
	switch v.Type().Underlying().(type) {
	case *types.Map, *types.Pointer:
	default:
		return false
	}
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	return ok && isReceiver(addr.X)
}

// inLoop reports whether a block is in the loop that another begins.
func inLoop(head, block *ssa.BasicBlock) bool {
	return slices.ContainsFunc(head.Preds, func(p *ssa.BasicBlock) bool { return block.Dominates(p) })
}

// sideOf returns the side of a branch that leads to a block and nowhere else
// does.
func sideOf(branch, block *ssa.BasicBlock) (int, bool) {
	if len(block.Preds) != 1 || len(branch.Succs) != 2 || branch.Succs[0] == branch.Succs[1] {
		return 0, false
	}
	side := slices.Index(branch.Succs, block)
	return side, side >= 0
}

// avoidable reports whether the function can return normally from one block on
// without coming to another.
func avoidable(from, block *ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{block: true}
	var returns func(*ssa.BasicBlock) bool
	returns = func(b *ssa.BasicBlock) bool {
		if seen[b] {
			return false
		}
		seen[b] = true
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			return !failing(b)
		}
		return slices.ContainsFunc(b.Succs, returns)
	}
	return returns(from)
}

// failing reports whether the block returns a non-nil error: the early ways
// out of a constructor make nothing behind them conditional.
func failing(b *ssa.BasicBlock) bool {
	ret := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
	if len(ret.Results) == 0 {
		return false
	}
	last := ret.Results[len(ret.Results)-1]
	c, isConst := last.(*ssa.Const)
	return types.Identical(last.Type(), types.Universe.Lookup("error").Type()) && (!isConst || c.Value != nil)
}
