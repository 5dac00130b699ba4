package flow

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Of the values that meet behind a branch, those of one way cannot be where the
// same condition is asked once more and sends them the other way.

// decision is a condition and what it was found to be.
type decision struct {
	of   key
	text string // what the value was compared to, "" for a condition by itself
	yes  bool
}

// decided returns the decision that a branch of a block takes on its edge to
// the block behind it.
func (f *family) decided(from, to *ssa.BasicBlock) (decision, bool) {
	branch, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok || from.Succs[0] == from.Succs[1] {
		return decision{}, false
	}
	d := decision{yes: from.Succs[0] == to}
	cond, not := positive(branch.Cond)
	d.yes = d.yes != not
	if cmp, ok := cond.(*ssa.BinOp); ok && (cmp.Op == token.EQL || cmp.Op == token.NEQ) {
		c, ok := cmp.Y.(*ssa.Const)
		if !ok || c.Value == nil {
			return decision{}, false
		}
		d.of, d.text, d.yes = f.keyOf(cmp.X), c.Value.ExactString(), d.yes == (cmp.Op == token.EQL)
	} else {
		d.of = f.keyOf(cond)
	}
	return d, d.of.value != nil // what is loaded may have changed in between
}

// positive returns the condition that cond is or negates, and whether it does.
func positive(cond ssa.Value) (of ssa.Value, negated bool) {
	for {
		not, ok := cond.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			return cond, negated
		}
		cond, negated = not.X, !negated
	}
}

// decisions returns what was decided on every way to the block.
func (f *family) decisions(block *ssa.BasicBlock) []decision {
	var list []decision
	for b := block; b.Idom() != nil; b = b.Idom() {
		if d := b.Idom(); len(b.Preds) == 1 && b.Preds[0] == d {
			if made, ok := f.decided(d, b); ok {
				list = append(list, made)
			}
		}
	}
	return list
}

// possible returns what a phi can be where instruction at uses it, false if
// every way into it leads there.
func (f *family) possible(phi *ssa.Phi, at ssa.Instruction) (set, bool) {
	if phi.Parent() != at.Parent() || at.Block() == phi.Block() || len(phi.Edges) > maxPath {
		return nil, false
	}
	here := f.decisions(at.Block())
	if len(here) == 0 {
		return nil, false
	}
	var s set
	some := false
	for i, edge := range phi.Edges {
		from := phi.Block().Preds[i]
		way := f.decisions(from)
		if d, ok := f.decided(from, phi.Block()); ok {
			way = append(way, d)
		}
		if slices.ContainsFunc(way, func(d decision) bool {
			return slices.ContainsFunc(here, func(e decision) bool { return d.of == e.of && d.text == e.text && d.yes != e.yes })
		}) {
			some = true
			continue
		}
		s.union(f.onEdge(edge, from, phi.Block()), &f.spent)
	}
	if !some || slices.ContainsFunc(phi.Block().Succs, func(b *ssa.BasicBlock) bool { return reaches(b, phi.Block()) }) {
		return nil, false // around a loop the condition is another each time
	}
	return s, true
}
