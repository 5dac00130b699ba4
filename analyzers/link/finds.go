package link

import (
	"slices"

	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// finds reports whether the expression is a function that finds a credential of
// a request, or a list of such, whatever holds it.
func (t *table) finds(e routes.Expr, depth int) bool {
	if depth > maxWalk {
		return false
	}
	e = t.head(e)
	list := e.Args
	switch e.Kind {
	case routes.Func:
		info := e.Info
		if sum := t.info[e.Name]; info == nil && sum != nil {
			info = sum.Info
		}
		return info != nil && (info.Finds || len(info.Parts) > 0 && !slices.ContainsFunc(info.Parts, func(part routes.Expr) bool { return !t.finds(e.In(part), depth+1) }))
	case routes.Named:
		name := t.head(e.Args[0])
		return name.Kind == routes.Const && routes.IsCredential(model.SourceKind(e.Name), name.Name)
	case routes.Field, routes.Global:
		list = t.env[e.Name]
	case routes.Behind:
		return t.values.each(e.Func, e.Name, func(fn string) bool {
			sum := t.info[fn]
			return sum != nil && sum.Info != nil && sum.Info.Finds
		})
	case routes.List, routes.Choice:
	default:
		return false
	}
	return len(list) > 0 && !slices.ContainsFunc(list, func(x routes.Expr) bool { return !t.finds(x, depth+1) })
}
