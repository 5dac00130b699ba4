package main

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
)

// guardPoints returns the places of a file where a guard or a bound of bodies
// is put around something: an element of a list, or a call around a handler.
func (f *source) guardPoints(g guards) []*mutant {
	var list []*mutant
	both := func(at ast.Node, refs []key, what string, edits []edit) {
		for k, targets := range map[kind]map[key]bool{dropMiddleware: g.auth, dropBodyLimit: g.limit} {
			if len(targets) == 0 {
				continue
			}
			m := f.mutant(k, at, what, edits...)
			m.needs, m.targets = refs, func(k key) bool { return targets[k] }
			list = append(list, m)
		}
	}
	for c := range f.root.Preorder((*ast.CallExpr)(nil), (*ast.CompositeLit)(nil)) {
		switch n := c.Node().(type) {
		case *ast.CallExpr:
			if f.converts(n) {
				continue
			}
			for i, a := range n.Args {
				if f.isListed(n, i) && f.isHandlerLike(a) {
					both(a, f.refs(a, c), "without "+oneLine(f.code(a)), f.without(c, n, i))
				}
			}
			if inner := f.wrapped(n); inner != nil {
				what := fmt.Sprintf("%s instead of %s", oneLine(f.code(inner)), oneLine(f.code(n)))
				if edits, ok := f.unwrap(n, inner); ok {
					both(n, f.wrapperRefs(n, c), what, edits)
				}
			}
		case *ast.CompositeLit:
			if _, ok := types.Unalias(f.TypesInfo.TypeOf(n)).Underlying().(*types.Slice); !ok {
				continue
			}
			for i, e := range n.Elts {
				if f.isHandlerLike(e) {
					both(e, f.refs(e, c), "without "+oneLine(f.code(e)), []edit{f.cut(n.Elts, i)})
				}
			}
		}
	}
	return list
}

// isListed reports whether argument i of a call is one of its variadic list.
func (f *source) isListed(call *ast.CallExpr, i int) bool {
	sig, ok := types.Unalias(f.TypesInfo.TypeOf(call.Fun)).Underlying().(*types.Signature)
	return ok && sig.Variadic() && !call.Ellipsis.IsValid() && i >= sig.Params().Len()-1
}

// isHandlerLike reports whether an expression is a middleware or a handler by
// its type: a function, or an interface with methods.
func (f *source) isHandlerLike(e ast.Expr) bool {
	tv := f.TypesInfo.Types[e]
	if tv.Type == nil || !tv.IsValue() {
		return false
	}
	switch t := types.Unalias(tv.Type).Underlying().(type) {
	case *types.Signature:
		return true
	case *types.Interface:
		return t.NumMethods() > 0 && !isError(tv.Type)
	}
	return false
}

// without returns the edits that leave an argument out. A call that does
// nothing but use it is left out itself.
func (f *source) without(c inspector.Cursor, call *ast.CallExpr, i int) []edit {
	if _, statement := c.Parent().Node().(*ast.ExprStmt); statement && len(call.Args) == 1 {
		if _, listed := c.Parent().Parent().Node().(*ast.BlockStmt); listed {
			return []edit{f.replace(c.Parent().Node(), "")}
		}
	}
	return []edit{f.cut(call.Args, i)}
}

// cut returns the edit that leaves out one of a list.
func (f *source) cut(list []ast.Expr, i int) edit {
	if i+1 < len(list) {
		return edit{f.offset(list[i].Pos()), f.offset(list[i+1].Pos()), ""}
	}
	if i > 0 {
		return edit{f.offset(list[i-1].End()), f.offset(list[i].End()), ""}
	}
	start, stop := f.offset(list[i].Pos()), f.offset(list[i].End())
	for stop < len(f.text) && (f.text[stop] == ' ' || f.text[stop] == '\t' || f.text[stop] == ',') {
		stop++ // a comma before the bracket on the next line
	}
	return edit{start, stop, ""}
}

// wrapped returns the handler among the arguments of a call that returns one,
// nil if there is none.
func (f *source) wrapped(call *ast.CallExpr) ast.Expr {
	tv := f.TypesInfo.Types[call]
	if tv.Type == nil || !tv.IsValue() || !f.isHandlerLike(call) {
		return nil
	}
	for _, a := range slices.Backward(call.Args) {
		t := f.TypesInfo.TypeOf(a)
		if t == nil || types.Identical(t, types.Typ[types.UntypedNil]) || !f.isHandlerLike(a) && !types.AssignableTo(t, tv.Type) {
			continue
		}
		if types.AssignableTo(t, tv.Type) || f.adapter(t, tv.Type) != "" {
			return a
		}
	}
	return nil
}

// adapter returns the function type of net/http that makes one type the other,
// "" for none.
func (f *source) adapter(from, to types.Type) string {
	n, ok := types.Unalias(to).(*types.Named)
	if !ok || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != "net/http" {
		return ""
	}
	fn, ok := n.Obj().Pkg().Scope().Lookup("HandlerFunc").(*types.TypeName)
	if ok && types.ConvertibleTo(from, fn.Type()) {
		return "HandlerFunc"
	}
	return ""
}

// unwrap returns the edits that leave the handler of a wrapper.
func (f *source) unwrap(call *ast.CallExpr, inner ast.Expr) ([]edit, bool) {
	edits := f.keep(call, inner)
	from, to := f.TypesInfo.TypeOf(inner), f.TypesInfo.TypeOf(call)
	if types.AssignableTo(from, to) {
		return edits, true
	}
	name, more, ok := f.imported("net/http", "http", call.Pos())
	edits[0].text, edits[1].text = name+"."+f.adapter(from, to)+"(", ")"
	return append(edits, more...), ok
}

// wrapperRefs returns what the function is that a wrapper calls: a middleware,
// or what made it.
func (f *source) wrapperRefs(call *ast.CallExpr, c inspector.Cursor) []key {
	if fn := f.callee(call); fn != nil {
		return []key{funcKey(fn)}
	}
	return f.refs(call.Fun, c)
}

// oneLine shortens code to a few words.
func oneLine(code string) string {
	const most = 60
	var out []rune
	blank := false
	for _, r := range code {
		if r == ' ' || r == '\t' || r == '\n' {
			blank = len(out) > 0
			continue
		}
		if blank {
			out = append(out, ' ')
			blank = false
		}
		if out = append(out, r); len(out) > most {
			return string(out[:most]) + "…"
		}
	}
	return string(out)
}
