package main

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules/model"
)

// movePoints returns the routes of a file that could be registered above the
// guard of their router.
func (f *source) movePoints(g guards) []*mutant {
	var list []*mutant
	for c := range f.root.Preorder((*ast.ExprStmt)(nil)) {
		call, router, adds := f.onRouter(c)
		if router == nil || !adds {
			continue
		}
		var refs []key
		for _, a := range call.Args {
			refs = append(refs, f.refs(a, c)...)
		}
		for next, ok := c.NextSibling(); ok; next, ok = next.NextSibling() {
			for _, route := range f.statements(next) {
				_, on, adds := f.onRouter(route)
				if on != router || adds || f.needsBetween(route.Node(), c.Node()) {
					continue
				}
				routes := f.routesAt(route.Node(), g)
				if len(routes) == 0 {
					continue
				}
				above := f.offset(c.Node().Pos())
				m := f.mutant(moveRoute, route.Node(), oneLine(f.code(route.Node()))+" above "+oneLine(f.code(c.Node())),
					edit{above, above, f.code(route.Node()) + "; "}, f.replace(route.Node(), ""))
				m.routes = routes
				m.needs, m.targets = refs, func(k key) bool { return g.auth[k] }
				list = append(list, m)
			}
		}
	}
	return list
}

// onRouter returns the call that a statement is, the variable that holds the
// router on which it is called, and whether it adds middleware there. It looks
// at routers alone on which a middleware is for what is registered behind it: on
// others the order says nothing, or is an error when it runs.
func (f *source) onRouter(c inspector.Cursor) (call *ast.CallExpr, router types.Object, adds bool) {
	stmt, ok := c.Node().(*ast.ExprStmt)
	if !ok {
		return nil, nil, false
	}
	if call, ok = stmt.X.(*ast.CallExpr); !ok || f.callee(call) == nil {
		return nil, nil, false
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil, nil, false
	}
	n, ok := types.Unalias(deref(f.TypesInfo.TypeOf(sel.X))).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return nil, nil, false
	}
	known, ok := f.model.ordered[n.Obj().Pkg().Path()+"."+n.Obj().Name()]
	if !ok {
		return nil, nil, false
	}
	switch x := ast.Unparen(sel.X).(type) {
	case *ast.Ident:
		router = f.TypesInfo.Uses[x]
	case *ast.SelectorExpr:
		router = f.TypesInfo.Uses[x.Sel]
	}
	return call, router, slices.ContainsFunc(known.Use, func(u model.Use) bool { return u.Name == sel.Sel.Name })
}

// statements returns a statement, or those of a block that is there to indent.
func (f *source) statements(c inspector.Cursor) []inspector.Cursor {
	if _, block := c.Node().(*ast.BlockStmt); !block {
		return []inspector.Cursor{c}
	}
	var list []inspector.Cursor
	for child := range c.Children() {
		list = append(list, f.statements(child)...)
	}
	return list
}

// needsBetween reports whether a statement uses what is declared between
// another one and it.
func (f *source) needsBetween(stmt, above ast.Node) bool {
	needs := false
	ast.Inspect(stmt, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			obj := f.TypesInfo.Uses[id]
			needs = needs || obj != nil && above.Pos() <= obj.Pos() && obj.Pos() < stmt.Pos()
		}
		return !needs
	})
	return needs
}

// routesAt returns the guarded routes that a statement registers.
func (f *source) routesAt(stmt ast.Node, g guards) []routeKey {
	var keys []routeKey
	first, last := f.Fset.PositionFor(stmt.Pos(), false).Line, f.Fset.PositionFor(stmt.End(), false).Line
	for line := first; line <= last; line++ {
		for _, r := range g.routes[link.Place{File: f.name, Line: line}] {
			keys = append(keys, keyOfRoute(&r))
		}
	}
	return keys
}
