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
	// described says that the route is described by a struct, be what callers need
	// known of it or not.
	described bool
}

// declared returns what the registration says that callers need, nil for a route that
// is not described.
func (s secured) declared() *Declared {
	if !s.described {
		return nil
	}
	return &Declared{Schemes: s.schemes}
}

// secured returns what is described of the route that a walk has come to. Generated
// servers keep scopes for those operations that need any.
func (t *table) secured(w walk, h *routes.Handler) secured {
	if w.secured == nil {
		asks := marked(w, h)
		return secured{known: asks || w.generated, asks: asks}
	}
	list, ok := t.listOf(*w.secured)
	switch {
	case list.Kind == routes.Nil:
		return secured{known: true, described: true}
	case !ok:
		return secured{described: true}
	}
	s := secured{known: true, asks: len(list.Args) > 0, described: true}
	for _, scheme := range list.Args {
		for _, b := range scheme.Env {
			if b.Func == "key" && b.Value.Kind == routes.Const {
				s.schemes = append(s.schemes, b.Value.Name)
			}
		}
	}
	return s
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
	l := Layer{Name: e.Name, At: cmp.Or(e.At, at), Role: e.Role, sets: e.Sets, takes: e.Takes, knows: e.Knows, house: e.House, some: e.Some}
	if e.By == nil {
		return l
	}
	by := t.head(*e.By)
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
	case guard.State == routes.Required && e.Some:
		guard.State = routes.Optional
	}
	l.described = true
	l.info = &routes.Handler{Func: e.Name, At: l.At, Inner: true, Guard: guard}
	return l
}

// marked reports whether a handler of the chain, or the last one, has left the
// scopes that its operation is described to need.
func marked(w walk, h *routes.Handler) bool {
	return h != nil && h.Marks || slices.ContainsFunc(w.chain, func(l Layer) bool { return l.info != nil && l.info.Marks })
}
