package main

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/apiward/apiward/analyzers/link"
)

// ordered are the routers on which a middleware guards only what is registered
// behind it. On others the order says nothing, or is an error when it runs.
var ordered = []string{
	"github.com/gin-gonic/gin.Engine", "github.com/gin-gonic/gin.RouterGroup", "github.com/gin-gonic/gin.IRouter", "github.com/gin-gonic/gin.IRoutes",
	"github.com/labstack/echo/v4.Group", "github.com/labstack/echo/v5.Group",
	"github.com/gofiber/fiber/v2.App", "github.com/gofiber/fiber/v2.Group", "github.com/gofiber/fiber/v2.Router",
	"github.com/gofiber/fiber/v3.App", "github.com/gofiber/fiber/v3.Group", "github.com/gofiber/fiber/v3.Router",
}

// movePoints returns the routes of a file that could be registered above the
// guard of their router.
func (f *source) movePoints(g guards) []*mutant {
	var list []*mutant
	for c := range f.root.Preorder((*ast.ExprStmt)(nil)) {
		call, router := f.onRouter(c)
		if router == nil || f.callee(call).Name() != "Use" {
			continue
		}
		var refs []key
		for _, a := range call.Args {
			refs = append(refs, f.refs(a, c)...)
		}
		for next, ok := c.NextSibling(); ok; next, ok = next.NextSibling() {
			for _, route := range f.statements(next) {
				registration, on := f.onRouter(route)
				if on != router || f.callee(registration).Name() == "Use" || f.needsBetween(route.Node(), c.Node()) {
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

// onRouter returns the call that a statement is, and the variable that holds
// the router on which it is called, if the router's order matters.
func (f *source) onRouter(c inspector.Cursor) (*ast.CallExpr, types.Object) {
	stmt, ok := c.Node().(*ast.ExprStmt)
	if !ok {
		return nil, nil
	}
	call, ok := stmt.X.(*ast.CallExpr)
	if !ok || f.callee(call) == nil {
		return nil, nil
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil, nil
	}
	t := f.TypesInfo.TypeOf(sel.X)
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil || !slices.Contains(ordered, n.Obj().Pkg().Path()+"."+n.Obj().Name()) {
		return nil, nil
	}
	switch x := ast.Unparen(sel.X).(type) {
	case *ast.Ident:
		return call, f.TypesInfo.Uses[x]
	case *ast.SelectorExpr:
		return call, f.TypesInfo.Uses[x.Sel]
	}
	return nil, nil
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
