package routes

import (
	"reflect"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// What a function stores in fields and variables, and what it returns, others
// read by the name of the field, or where they call it.

// store reads a store of a handler or router into a field or a package-level
// variable, and of a handler into a server.
func (r *reader) store(st *ssa.Store) {
	if t := st.Val.Type(); r.embedded(st) || r.b.declaresHere(st.Addr) || !r.b.routable(t) && !r.b.isDeclaring(t) && !isRequirement(t) && !r.b.dispatches(t) && !r.b.isNames(t) && !r.isText(st) && !r.b.pointsToSetting(st.Val) {
		return
	}
	switch addr := r.b.captured(st.Addr).(type) {
	case *ssa.Global:
		op := r.op(Store, st)
		op.Router = Expr{Kind: Global, Name: globalName(addr)}
		if op.Handler = r.b.stored(st).bounded(); isString(st.Val.Type()) {
			op.Handler = r.textStored(addr, op.Handler)
		}
		if _, around := op.Handler.Before(op.Router, op.Router); around && op.Handler.Kind != List {
			op.Handler = r.b.orAsBefore(st, op.Handler, op.Router)
		}
		r.add(op, st)
	case *ssa.FieldAddr:
		owner, field := fieldOf(addr)
		if r.listed(st, addr, owner, field) {
			return
		}
		if serve, ok := r.b.models.Serve(owner); ok && serve.Field == field {
			op := r.op(Serve, st)
			op.Handler = r.b.expr(st.Val)
			op.Path = r.b.fieldOf(addr.X, serve.AddrField, 0)
			if op.Path.Kind == Unknown {
				op.Path = r.b.addressOf(addr.X)
			}
			wraps := op.Handler.holds(Select, field)
			if op.Handler.Kind != Nil && !wraps && !replaced(st, addr) {
				r.add(op, st)
			}
			return
		}
		if owner != "" {
			op := r.op(Store, st)
			op.Router = Expr{Kind: Field, Name: owner + "." + field}
			op.Handler = r.b.stored(st).bounded()
			op.Spare = r.b.spare(st, addr)
			if r.b.isNames(st.Val.Type()) {
				op.Handler = op.Handler.names()
				r.add(op, st)
			} else if op.Handler.Kind != Unknown && op.Handler.Kind != Nil {
				r.add(op, st)
			}
		}
	}
}

// enter reads an entry that is put into the map of handlers which a variable of a
// package holds, as a registry does: a loop over the map comes to it.
func (r *reader) enter(up *ssa.MapUpdate) {
	load, ok := up.Map.(*ssa.UnOp)
	if !ok || !r.b.routable(up.Map.Type()) {
		return
	}
	of, ok := load.X.(*ssa.Global)
	if !ok {
		return
	}
	op := r.op(Store, up)
	op.Router = Expr{Kind: Global, Name: globalName(of)}
	op.Handler = Expr{Kind: List, At: op.At, Args: []Expr{op.Router.Spread(), r.b.pair(up, 0)}}.bounded()
	r.add(op, up)
}

// Before returns what is made of what a variable holds as it is made of what that held
// before, and whether it is made of it at all.
func (e Expr) Before(variable, held Expr) (Expr, bool) {
	if e.Kind == variable.Kind && e.Name == variable.Name {
		return held, true
	}
	out := draft{of: &e}
	part := func(x *Expr) (Expr, bool) { return x.Before(variable, held) }
	out.args(eachArg(e.Args, part))
	out.env(eachBound(e.Env, part))
	around, ok := out.settled()
	return around.bounded(), ok
}

// orAsBefore returns what a variable holds behind a store of what is made of itself: that
// or, where the store is not come to, what it held before.
func (b *builder) orAsBefore(st *ssa.Store, value, variable Expr) Expr {
	for block := st.Block(); block.Idom() != nil; block = block.Idom() {
		above := block.Idom()
		side, ok := sideOf(above, block)
		if !ok {
			continue
		}
		branch, ok := above.Instrs[len(above.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		then := value
		value, ok = b.chosenBy(branch, true, 0, func(s int) Expr {
			if s == side {
				return then
			}
			return variable
		}, value.At)
		if !ok {
			value = Expr{Kind: Choice, Args: []Expr{then, variable}, At: then.At}
		}
	}
	return value
}

// listed reads a store of a list of middleware into the field that a router
// keeps its own in: what is appended there is added.
func (r *reader) listed(st *ssa.Store, addr *ssa.FieldAddr, owner, field string) bool {
	m, path, ok := r.b.models.Router(owner)
	if !ok || m.List != field {
		return false
	}
	list := r.b.expr(st.Val)
	if list.Kind != List {
		list = Expr{Kind: List, Args: []Expr{list}}
	}
	op := r.op(Use, st)
	op.Router, op.Framework, op.Syntax, op.Order, op.Flat, op.Cuts = r.b.expr(addr.X), path, m.Syntax, m.Order, m.Flat, m.Cuts
	for _, op.Handler = range list.Args {
		if !op.Handler.holds(Field, owner+"."+field) {
			r.add(op, st)
		}
	}
	return true
}

// replaced reports whether another value is stored in the same field of the
// same struct whenever this one is, and later.
func replaced(st *ssa.Store, addr *ssa.FieldAddr) bool {
	for _, ref := range *addr.X.Referrers() {
		other, ok := ref.(*ssa.FieldAddr)
		if !ok || other.Field != addr.Field {
			continue
		}
		for _, ref := range *other.Referrers() {
			if later, ok := ref.(*ssa.Store); ok && later != st && later.Addr == ssa.Value(other) && before(st, later) && last(later.Block()) {
				return true
			}
		}
	}
	return false
}

func (r *reader) results(ret *ssa.Return) {
	for i, v := range ret.Results {
		for len(r.sum.Results) <= i {
			r.sum.Results = append(r.sum.Results, Expr{})
		}
		names := r.b.isNames(v.Type())
		if !r.b.readable(v.Type()) && !r.b.holds(v.Type(), 0) && !names {
			continue
		}
		e := r.b.expr(v).bounded()
		if names && !r.b.readable(v.Type()) && e.Kind != List {
			continue
		}
		if e.Kind == Object && e.Name == "" && !r.b.holds(v.Type(), 0) {
			continue // nothing that has to do with routes
		}
		if e.Kind == Nil && !isRequirement(v.Type()) {
			continue // the failing way out of a constructor
		}
		have := r.sum.Results[i]
		if have.Kind == Unknown && have.Name == "" {
			r.sum.Results[i] = e
		} else if !reflect.DeepEqual(have, e) {
			r.sum.Results[i] = r.either(have, e, ret, r.b.isAnswering(v.Type()))
			continue
		}
		if r.returned == nil {
			r.returned = ret
		}
	}
}

// either returns the one of two results that a function has: settings can say which.
func (r *reader) either(have, e Expr, ret *ssa.Return, answers bool) Expr {
	if r.returned != nil && r.returned != ret && have.Kind != Choice && have.Kind != Chosen && answers {
		if is, ok := r.b.between(r.returned.Block(), ret.Block()); ok {
			is.Params = nil
			return Expr{Kind: Chosen, Args: []Expr{{Name: "a setting decides it", At: is.At, Setting: &is}, have, e}, At: e.At}
		}
	}
	return Expr{Kind: Choice, Args: append(slices.Clone(alternatives(have)), alternatives(e)...), At: e.At}
}

func alternatives(e Expr) []Expr {
	switch e.Kind {
	case Choice:
		return e.Args
	case Chosen:
		return e.Args[1:]
	}
	return []Expr{e}
}
