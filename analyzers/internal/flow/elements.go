package flow

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// What a loop finds of each text in a list holds for all of them once it is through:
// the names that a request lists were each looked up, and none was refused.

// everyElement returns what is known of the list of the key once a loop over it, of
// which cond is the condition, is through: what each round knows of its element where
// it goes on to the next.
func (f *family) everyElement(cond *ssa.BinOp, k key) Flags {
	element := f.rangedOver(cond, k)
	if element == nil || f.isFilledOver(k) {
		return 0
	}
	c := f.proofOf(element, cond.Parent())
	if c == nil {
		return 0
	}
	header, known, again := cond.Block(), everything, false
	for _, from := range header.Preds {
		if header.Dominates(from) {
			known, again = known&(c.out(from)|c.edges[[2]*ssa.BasicBlock{from, header}]), true
		}
	}
	if !again {
		return 0
	}
	return normal(known)
}

// rangedOver returns the element that each round reads of a loop over the list of the
// key, from its beginning to its end; nil for another condition.
func (f *family) rangedOver(cond *ssa.BinOp, k key) *ssa.UnOp {
	index, ok := cond.X.(*ssa.BinOp)
	length, isCall := cond.Y.(*ssa.Call)
	if !ok || !isCall || index.Op != token.ADD || !isInt(index.Y, 1) || index.Block() != cond.Block() {
		return nil
	}
	before, ok := index.X.(*ssa.Phi)
	if !ok || before.Block() != cond.Block() || len(before.Edges) < 2 {
		return nil
	}
	for _, edge := range before.Edges {
		if !isInt(edge, -1) && edge != ssa.Value(index) {
			return nil
		}
	}
	if b, ok := length.Call.Value.(*ssa.Builtin); !ok || b.Name() != "len" || !isListOfTexts(length.Call.Args[0].Type()) || f.keyOf(length.Call.Args[0]) != k {
		return nil
	}
	for _, ref := range *index.Referrers() {
		at, ok := ref.(*ssa.IndexAddr)
		if !ok || f.keyOf(at.X) != k {
			continue
		}
		for _, ref := range *at.Referrers() {
			if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL {
				return load
			}
		}
	}
	return nil
}

// isFilledOver reports whether anything is stored in an element of the list of the key.
func (f *family) isFilledOver(k key) bool {
	for _, stores := range f.stores {
		for _, st := range stores {
			if at, ok := st.Addr.(*ssa.IndexAddr); ok && f.keyOf(at.X) == k {
				return true
			}
		}
	}
	return false
}

// isListOfTexts reports whether values of type t are lists of texts, and no text
// themselves as bytes are.
func isListOfTexts(t types.Type) bool {
	list, ok := t.Underlying().(*types.Slice)
	return ok && isText(list.Elem())
}

// ofList returns what is known of the list that v is an element of, wherever the block
// runs.
func (f *family) ofList(v ssa.Value, block *ssa.BasicBlock) Flags {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return 0
	}
	at, ok := load.X.(*ssa.IndexAddr)
	if !ok || !isListOfTexts(at.X.Type()) || load.Parent() != block.Parent() {
		return 0
	}
	return f.known(at.X, load.Block())
}
