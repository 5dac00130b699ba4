package routes

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// A loop that looks for a key among several often only notes in a variable that it has
// found one, and goes on: what is asked behind it is the variable. Which value it can have
// on the ways that are followed, decides where these go on.

// flags are the truths that loops note something in, with what they can be so far.
type flags map[*ssa.Phi]noted

// noted is what a flag can be: nothing yet, one value, or either.
type noted uint8

const (
	isNeither noted = 0
	isTruth   noted = 1
	isLie     noted = 2
	isAny     noted = isTruth | isLie
)

// flagsOf returns the flags of fn that a branch in another block asks for, nil where it
// has none.
func (b *builder) flagsOf(fn *ssa.Function) flags {
	list, ok := b.flags[fn]
	if !ok {
		list = notedIn(fn)
		b.flags[fn] = list
	}
	if len(list) == 0 {
		return nil
	}
	all := flags{}
	for _, phi := range list {
		all[phi] = isNeither
	}
	return all
}

// notedIn returns the variables that branches of fn ask for, made of constants where they
// are not made of each other, with those.
func notedIn(fn *ssa.Function) (list []*ssa.Phi) {
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		phi, _ := flagAsked(branch)
		if phi == nil || phi.Block() == block {
			continue
		}
		made := map[*ssa.Phi]bool{}
		if !isNoted(phi, made) {
			continue
		}
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				if phi, ok := instr.(*ssa.Phi); ok && made[phi] {
					list = append(list, phi)
				}
			}
		}
	}
	return list
}

// isNoted reports whether a variable is made of constants alone, and notes of which
// others.
func isNoted(phi *ssa.Phi, made map[*ssa.Phi]bool) bool {
	if made[phi] {
		return true
	}
	made[phi] = true
	for _, e := range phi.Edges {
		switch e := e.(type) {
		case *ssa.Const:
		case *ssa.Phi:
			if !isNoted(e, made) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// flagAsked returns the variable that a branch asks for, and whether for its opposite.
func flagAsked(branch *ssa.If) (phi *ssa.Phi, not bool) {
	cond := branch.Cond
	for {
		op, ok := cond.(*ssa.UnOp)
		if !ok || op.Op != token.NOT {
			break
		}
		cond, not = op.X, !not
	}
	phi, _ = cond.(*ssa.Phi)
	return phi, not
}

// close reports whether a branch does not go on on a side, by what its flag can be.
func (f flags) close(block *ssa.BasicBlock, side int) bool {
	branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
	if !ok || len(f) == 0 {
		return false
	}
	phi, not := flagAsked(branch)
	can, ok := f[phi]
	if !ok {
		return false
	}
	wants := isTruth
	if (side == 0) == not {
		wants = isLie
	}
	return can&wants == 0
}

// learn notes what the flags can be where control comes by some edges, and reports
// whether that is more than was known.
func (f flags) learn(ways []edge) bool {
	changed := false
	for _, by := range ways {
		for _, instr := range by.to.Instrs {
			phi, ok := instr.(*ssa.Phi)
			if !ok {
				break
			}
			was, ok := f[phi]
			if !ok {
				continue
			}
			for i, pred := range by.to.Preds {
				if pred == by.from {
					f[phi] |= f.of(phi.Edges[i])
				}
			}
			changed = changed || f[phi] != was
		}
	}
	return changed
}

func (f flags) of(v ssa.Value) noted {
	if phi, ok := v.(*ssa.Phi); ok {
		return f[phi]
	}
	if isTrue(v) {
		return isTruth
	}
	return isLie
}
