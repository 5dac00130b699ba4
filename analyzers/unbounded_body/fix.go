package unbounded_body

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/check"
)

// fix bounds the body to 1 MiB, in the handler that reads it and before the
// statement that begins to. It is certain where the handler has both the
// request and the writer, and what is read is that request's body as it is: a
// bound on compressed data is none on what comes out of it.
func fix(r *check.Rewrite) (string, bool) {
	call := r.Call()
	if call == nil {
		return "", false
	}
	h, ok := enclosing(r)
	if !ok {
		return "", false
	}
	first, ok := h.reads(call)
	if !ok {
		return "", false
	}
	stmt := r.Statement(first)
	if stmt == nil {
		return "", false
	}
	pkg, ok := r.Import("net/http", stmt.Pos())
	if !ok || !h.sees(stmt.Pos()) {
		return "", false
	}
	body := h.request.Name() + ".Body"
	at := r.LineBefore(stmt)
	r.Insert(at, body+" = "+pkg+".MaxBytesReader("+h.writer.Name()+", "+body+", 1<<20)\n"+r.Indent(at))
	return "bound the request's body to 1 MiB before it is read", true
}

// handler is a function that gets a request and the writer of its response.
type handler struct {
	*check.Rewrite
	request, writer *types.Var
}

// enclosing returns the innermost function around the finding, if it is a
// handler: in another the request may not be the one that is being answered.
func enclosing(r *check.Rewrite) (*handler, bool) {
	for _, n := range r.Path {
		var sig *ast.FuncType
		switch fn := n.(type) {
		case *ast.FuncDecl:
			sig = fn.Type
		case *ast.FuncLit:
			sig = fn.Type
		default:
			continue
		}
		h := &handler{Rewrite: r}
		for _, field := range sig.Params.List {
			for _, name := range field.Names {
				v, ok := r.Info.Defs[name].(*types.Var)
				switch {
				case !ok || v.Name() == "_":
				case is(v.Type(), "net/http.ResponseWriter"):
					h.writer = v
				case is(v.Type(), "*net/http.Request"):
					h.request = v
				}
			}
		}
		return h, h.request != nil && h.writer != nil
	}
	return nil, false
}

func is(t types.Type, name string) bool { return types.TypeString(types.Unalias(t), nil) == name }

// sees reports whether the names of the request and the writer still mean them
// at a place.
func (h *handler) sees(at token.Pos) bool {
	scope := h.Pkg.Scope().Innermost(at)
	for _, v := range []*types.Var{h.request, h.writer} {
		if _, found := scope.LookupParent(v.Name(), at); found != v {
			return false
		}
	}
	return true
}

// reads returns the first expression of those that lead the body to the call.
func (h *handler) reads(call *ast.CallExpr) (ast.Expr, bool) {
	parts := append([]ast.Expr{}, call.Args...)
	fun, isMethod := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if isMethod {
		if h.isRequest(fun.X) {
			return call, true // a method of the request reads its own body
		}
		parts = append(parts, fun.X)
	}
	for _, part := range parts {
		if first, ok := h.fromBody(part, h.packageOf(call), 0); ok {
			return first, true
		}
	}
	return nil, false
}

// maxHops bounds how many variables a body is followed through.
const maxHops = 4

// fromBody returns the request's body in an expression that is the body, or a
// reader of it that changes nothing about its size.
func (h *handler) fromBody(e ast.Expr, reader string, hops int) (ast.Expr, bool) {
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		return e, e.Sel.Name == "Body" && h.isRequest(e.X)
	case *ast.UnaryExpr:
		return h.fromBody(e.X, reader, hops)
	case *ast.CallExpr:
		if pkg := h.packageOf(e); pkg != reader && !keepsSize(pkg) {
			return nil, false
		}
		for _, arg := range e.Args {
			if first, ok := h.fromBody(arg, reader, hops); ok {
				return first, true
			}
		}
	case *ast.Ident:
		v, ok := h.Info.Uses[e].(*types.Var)
		if !ok || hops >= maxHops {
			return nil, false
		}
		if values, all := h.ValuesOf(v); all && len(values) == 1 {
			return h.fromBody(values[0], reader, hops+1)
		}
	}
	return nil, false
}

// keepsSize reports whether readers of the package hand on what they read, in
// pieces or decoded, and never more of it.
func keepsSize(pkg string) bool {
	return pkg == "io" || pkg == "bufio" || strings.HasPrefix(pkg, "encoding/")
}

// packageOf returns the package of the function that is called, or "".
func (h *handler) packageOf(call *ast.CallExpr) string {
	if fn := h.Callee(call); fn != nil && fn.Pkg() != nil {
		return fn.Pkg().Path()
	}
	return ""
}

func (h *handler) isRequest(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && h.Info.Uses[id] == h.request
}
