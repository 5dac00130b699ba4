package link

import (
	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// proves returns what a check proves that asks the function which the expression
// is, or each of a list of such, whatever holds it; false where that is not
// known, or not the same of all.
func (t *table) proves(e routes.Expr, depth int) (state routes.GuardState, known bool) {
	if depth > maxWalk {
		return routes.NoGuard, false
	}
	e = t.head(e)
	first := true
	same := func(one routes.GuardState, ok bool) bool {
		known = ok && (first || one == state)
		state, first = one, false
		return known
	}
	switch e.Kind {
	case routes.Func:
		info := e.Info
		if sum := t.info[e.Name]; info == nil && sum != nil {
			info = sum.Info
		}
		switch {
		case info == nil:
		case len(info.Parts) > 0:
			for _, part := range info.Parts {
				if !same(t.proves(e.In(part), depth+1)) {
					break
				}
			}
		default:
			return info.Asked()
		}
	case routes.Named:
		name := t.head(e.Args[0])
		found := name.Kind == routes.Const && routes.IsCredential(model.SourceKind(e.Name), name.Name)
		return routes.Required, found
	case routes.Behind:
		t.values.each(e.Func, e.Name, func(fn string) bool {
			sum := t.info[fn]
			if sum == nil || sum.Info == nil {
				return same(routes.NoGuard, false)
			}
			return same(sum.Info.Asked())
		})
	case routes.Field, routes.Global, routes.List, routes.Choice:
		list := e.Args
		if e.Kind == routes.Field || e.Kind == routes.Global {
			list = t.env[e.Name]
		}
		for _, x := range list {
			if !same(t.proves(x, depth+1)) {
				break
			}
		}
	}
	return state, known
}
