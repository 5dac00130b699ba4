package link

import (
	"slices"

	"github.com/apiward/apiward/analyzers/routes"
)

// secured is what a route is described to ask of callers: nothing by itself, and
// what some middleware goes by.
type secured struct {
	known   bool
	asks    bool
	schemes []string // by name, none where they are not known
}

// secured returns what is described of the route that a walk has come to.
func (t *table) secured(w walk) secured {
	if w.secured == nil {
		return secured{}
	}
	list, ok := t.listOf(*w.secured)
	switch {
	case list.Kind == routes.Nil:
		return secured{known: true}
	case !ok:
		return secured{}
	}
	s := secured{known: true, asks: len(list.Args) > 0}
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
