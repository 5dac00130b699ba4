package link

import (
	"cmp"
	"slices"

	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// secured is what a route is described to ask of callers: nothing by itself, and
// what some middleware goes by.
type secured struct {
	known   bool
	asks    bool
	schemes []string // by name, none where they are not known
	// declared is what the registration says for documentation, nil for a route that
	// is not described.
	declared *Declared
}

// secured returns what is described of the route that a walk has come to. Generated
// servers keep scopes for those operations that need any.
func (t *table) secured(w walk, h *routes.Handler) secured {
	if w.secured == nil {
		asks := marked(w, h)
		return secured{known: asks || w.generated, asks: asks}
	}
	any, ok := t.alternatives(*w.secured)
	s := secured{known: ok, asks: len(any) > 0, declared: &Declared{}}
	for _, all := range any {
		s.schemes = append(s.schemes, all...)
	}
	if t.head(*w.secured).Kind == routes.Nil { // what the configuration asks, if it does
		ok = false
		if w.asked != nil && t.head(*w.asked).Kind != routes.Nil {
			any, ok = t.alternatives(*w.asked)
		}
	}
	if ok {
		s.declared.Known, s.declared.Any, s.declared.Schemes = true, any, t.schemes(w, any)
	}
	return s
}

// alternatives returns the names of the schemes that callers need, all of one list.
func (t *table) alternatives(e routes.Expr) (any [][]string, known bool) {
	list, ok := t.listOf(e)
	if !ok {
		return nil, false
	}
	for _, alternative := range list.Args {
		if alternative.Kind != routes.Object {
			return nil, false
		}
		all := []string{}
		for _, b := range alternative.Env {
			name := t.textual(b.Value, 0)
			if b.Func != "key" || name.Kind != routes.Const {
				return nil, false
			}
			all = append(all, name.Name)
		}
		any = append(any, all)
	}
	return any, true
}

// schemes returns those of the schemes of alternatives that the configuration declares.
// Of one that it can declare in several ways nothing is known.
func (t *table) schemes(w walk, any [][]string) (list []Scheme) {
	if w.schemes == nil {
		return nil
	}
	wanted := slices.Concat(any...)
	various := map[string]bool{}
	for _, one := range t.held(*w.schemes, 0) {
		declared, _ := t.listOf(one)
		at := map[string]Scheme{}
		for _, row := range declared.Args {
			if s := t.scheme(row); s.Type != "" && slices.Contains(wanted, s.Name) {
				at[s.Name] = s // the last one holds
			}
		}
		for name, s := range at {
			if i := slices.IndexFunc(list, func(have Scheme) bool { return have.Name == name }); i < 0 {
				list = append(list, s)
			} else if list[i] != s {
				various[name] = true
			}
		}
	}
	list = slices.DeleteFunc(list, func(s Scheme) bool { return various[s.Name] })
	slices.SortFunc(list, func(a, b Scheme) int { return cmp.Compare(a.Name, b.Name) })
	return list
}

// scheme returns what a row of declared schemes says.
func (t *table) scheme(row routes.Expr) Scheme {
	text := map[string]string{}
	for _, b := range row.Env {
		if value := t.textual(b.Value, 0); value.Kind == routes.Const {
			text[b.Func] = value.Name
		}
	}
	return Scheme{Name: text["key"], Type: text["type"], Scheme: text["scheme"], In: text["in"], Parameter: text["name"]}
}

// by reports whether a guard is one for the route, and whether that is known.
func (s secured) by(g *routes.Guard) (asked, known bool) {
	switch {
	case !g.Secured:
		return true, true
	case !s.known:
		return false, false
	case !s.asks:
		return false, true
	}
	if len(g.Schemes) == 0 || len(s.schemes) == 0 {
		return true, true
	}
	return slices.ContainsFunc(s.schemes, func(name string) bool { return slices.Contains(g.Schemes, name) }), true
}

// wrapped returns a library's middleware as a layer. One that leaves it to a
// function who is let by is what that function is.
func (t *table) wrapped(e routes.Expr, at Pos) Layer {
	of := e.Known()
	l := Layer{Name: e.Name, At: cmp.Or(e.At, at), Role: of.Role, sets: of.Sets, takes: of.Takes, knows: of.Knows, house: of.House, some: of.Some}
	if of.Skips != nil {
		return t.exempting(l, *of.Skips)
	}
	if of.By == nil {
		return l
	}
	by := t.head(*of.By)
	if held := t.held(by, 0); len(held) == 1 {
		by = held[0]
	}
	guard := routes.Guard{State: routes.Unclear, Role: model.Auth, Secured: true}
	switch by.Kind {
	case routes.Nil:
		l.Role = model.Other
		return l
	case routes.Func:
		if info := t.infoOf(by); info != nil {
			guard.State, guard.Evidence = info.Guard.State, info.Guard.Evidence
		}
	}
	switch {
	case guard.State == routes.NoGuard:
		l.Role = model.Other
		return l
	case guard.State == routes.Required && of.Some:
		guard.State = routes.Optional
	}
	l.described = true
	l.info = &routes.Handler{Func: e.Name, At: l.At, Inner: true, Guard: guard}
	return l
}

// exempting returns a library's guard as one that lets those requests by of which a
// function of the program says so: which these are, their path and method decide, or it
// may be any.
func (t *table) exempting(l Layer, by routes.Expr) Layer {
	asked := routes.Expr{Kind: routes.Called, Args: []routes.Expr{by, {}}, At: by.At}
	fn, _, ok := t.asked(asked)
	if !ok || fn.Info.Says.Recognises() {
		l.some = true
		return l
	}
	state := routes.Required
	if l.some {
		state = routes.Optional
	}
	turn := routes.Turn{Ask: routes.Question{Op: routes.Answer, Of: asked}, Yes: routes.Yes, No: routes.No, At: by.At}
	l.info = &routes.Handler{Func: l.Name, At: l.At, Inner: true, Guard: routes.Guard{
		State: state, Role: model.Auth, Lets: &routes.Decision{Turns: []routes.Turn{turn}},
		Evidence: []Step{{At: l.At, Text: "its library rejects requests without valid credentials"}},
	}}
	return l
}

// marked reports whether a handler of the chain, or the last one, has left the
// scopes that its operation is described to need.
func marked(w walk, h *routes.Handler) bool {
	return h != nil && h.Marks || slices.ContainsFunc(w.chain, func(l Layer) bool { return l.info != nil && l.info.Marks })
}
