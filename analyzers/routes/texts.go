package routes

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Paths are put together of texts that variables hold. One that nothing changes is
// what it is made as; one that a configuration can change is that until it does,
// and the path says that it may be another.

// noteText records what a variable that holds text is made as. One that is set
// anywhere else is not known.
func (b *builder) noteText(st *ssa.Store) {
	g, ok := st.Addr.(*ssa.Global)
	if !ok || !isString(st.Val.Type()) {
		return
	}
	made := st.Parent().Synthetic != ""
	if made {
		b.begins[g] = st.Val
	}
	_, known := b.texts[g]
	b.texts[g] = st.Val
	if known || !made {
		b.texts[g] = nil
	}
}

// noteHanded records that a call is handed the place of a variable that holds
// text, as one that parses flags is: it may change it.
func (b *builder) noteHanded(instr ssa.Instruction) {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return
	}
	for _, arg := range call.Common().Args {
		if g, ok := arg.(*ssa.Global); ok && isString(g.Type().Underlying().(*types.Pointer).Elem()) {
			b.texts[g] = nil
		}
	}
}

// heldText returns what a variable of this package holds, where that is text that
// is known.
func (b *builder) heldText(g *ssa.Global, depth int) (Expr, bool) {
	if b.open[g] || b.texts[g] == nil && b.begins[g] == nil {
		return Expr{}, false
	}
	b.open[g] = true
	defer delete(b.open, g)
	if text := b.texts[g]; text != nil {
		return b.read(text, depth), true
	}
	return b.begun(g, b.read(b.begins[g], depth)), !isEmptyText(b.begins[g])
}

// begun returns what a variable that something changes can be: what it is made
// as, or what is not known.
func (b *builder) begun(g *ssa.Global, made Expr) Expr {
	at := b.flow.Position(g.Pos())
	return Expr{Kind: Choice, At: at, Args: []Expr{made, {Kind: Unknown, Name: globalName(g) + " is changed", At: at}}}
}

// isText reports whether a store gives a variable that other packages can read
// the text that it begins with.
func (r *reader) isText(st *ssa.Store) bool {
	g, ok := st.Addr.(*ssa.Global)
	return ok && isString(st.Val.Type()) && token.IsExported(g.Name()) && r.b.begins[g] == st.Val && !isEmptyText(st.Val)
}

// textStored returns what such a variable holds.
func (r *reader) textStored(g *ssa.Global, made Expr) Expr {
	if r.b.texts[g] != nil {
		return made
	}
	return r.b.begun(g, made)
}

func isEmptyText(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.String && constant.StringVal(c.Value) == ""
}

// goesRound reports whether a value is made of what it was in the round before.
func goesRound(phi *ssa.Phi) bool {
	return slices.ContainsFunc(phi.Block().Preds, phi.Block().Dominates)
}
