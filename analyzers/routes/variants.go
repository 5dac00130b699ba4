package routes

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// A middleware that is made with a switch, as one that says whether strangers are
// turned away, is two: which of them stands before a route, its maker's caller
// says.

// Variant is what a function does where a switch that it is made with is set so.
type Variant struct {
	Switch Expr // a truth, or a comparison, in terms of what surrounds the function
	Is     bool
	Info   *Handler
}

// variants returns what fn is by the first switch that it is made with, none where
// that makes no difference to whom it lets by.
func (b *builder) variants(fn *ssa.Function) []Variant {
	if fn.Parent() == nil || b.requestOf(fn) == nil {
		return nil
	}
	var by Expr
	on, off := map[edge]bool{}, map[edge]bool{} // the edges that are not taken where the switch is on, and off
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		is, not, ok := b.switchOf(branch.Cond)
		if !ok || by.Kind != 0 && !by.Equal(is) {
			continue
		}
		by = is
		yes, no := block.Succs[0], block.Succs[1]
		if not {
			yes, no = no, yes
		}
		if yes != no {
			on[edge{block, no}], off[edge{block, yes}] = true, true
		}
	}
	if len(on) == 0 {
		return nil
	}
	defer func(outer map[edge]bool) { b.shut = outer }(b.shut)
	b.shut = on
	set := b.handler(fn)
	b.shut = off
	unset := b.handler(fn)
	if set.AsLayer().Guard.State == unset.AsLayer().Guard.State {
		return nil
	}
	return []Variant{{by, true, set}, {by, false, unset}}
}

// switchOf returns the truth that a condition asks which a function around it is
// given, itself or in a struct, or what it holds a parameter of that function
// against, and whether it asks for the opposite.
func (b *builder) switchOf(cond ssa.Value) (is Expr, not, ok bool) {
	if op, isNot := cond.(*ssa.UnOp); isNot && op.Op == token.NOT {
		is, not, ok = b.switchOf(op.X)
		return is, !not, ok
	}
	if op, compares := cond.(*ssa.BinOp); compares {
		is, not, ok = b.condition(op, 0)
		return is, not, ok && is.Kind == Is && is.Args[0].isGivenTo(b.flow.ID(op.Parent().Parent()))
	}
	load, isLoad := cond.(*ssa.UnOp)
	if !isLoad || load.Op != token.MUL || !isBool(cond.Type()) {
		return Expr{}, false, false
	}
	if at, isField := load.X.(*ssa.FieldAddr); isField { // of a struct of options, or of what a method is of
		if _, local := b.captured(at.X).(*ssa.Alloc); !local {
			if held, isLoad := at.X.(*ssa.UnOp); !isLoad || held.Op != token.MUL || b.captured(held.X) == held.X {
				return Expr{}, false, false
			}
		}
		e := b.expr(cond)
		return e, false, e.Kind == Select && len(e.Args) > 0 && e.Args[0].Kind == Param
	}
	// A parameter that the literal shares with the function around it.
	at, isAlloc := b.captured(load.X).(*ssa.Alloc)
	if !isAlloc || at.Parent() == cond.Parent() || len(b.stores[at]) != 1 {
		return Expr{}, false, false
	}
	p, isParam := b.stores[at][0].Val.(*ssa.Parameter)
	if !isParam {
		return Expr{}, false, false
	}
	return b.expr(p), false, true
}

// isGivenTo reports whether a value is a parameter of a function, or of one around it,
// or a field of such a one.
func (e *Expr) isGivenTo(fn string) bool {
	of := e
	if e.Kind == Select && len(e.Args) > 0 {
		of = &e.Args[0]
	}
	return of.Kind == Param && inside(fn, of.Func)
}

// As returns the function as it is where it is known how it is made: known says
// what a switch is. Where that is not to be known, a guard that can be switched
// off is one that lets some by.
func (h *Handler) As(known func(Expr) (is, ok bool)) *Handler {
	for i := range h.Variants {
		v := &h.Variants[i]
		is, ok := known(v.Switch)
		switch {
		case ok && is == v.Is:
			return v.Info
		case ok || h.AsLayer().Guard.State != NoGuard || v.Info.AsLayer().Guard.State != Required:
			continue
		}
		if h.AsLayer().Guard.On != nil {
			continue // it says so itself
		}
		some := *v.Info
		if some.Flat != nil {
			layer := *some.Flat
			layer.Guard.State = Optional
			some.Flat = &layer
		}
		if some.Guard.State == Required {
			some.Guard.State = Optional
		}
		return &some
	}
	return h
}
