package main

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/apiward/apiward/rules/model"
)

// leakPoints returns the answers of a file, behind the check of an error, whose
// text could as well be the error's.
func (f *source) leakPoints() []*mutant {
	var list []*mutant
	for c := range f.root.Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		sink, ok := f.model.sink(f.callee(call), model.Response)
		if !ok || sink.Writes || sink.Arg < 0 || sink.Arg >= len(call.Args) {
			continue
		}
		failed, refs := f.failed(c)
		if failed == nil {
			continue
		}
		text := f.answer(call.Args[sink.Arg])
		if text == nil || f.mentions(call, failed) {
			continue
		}
		m := f.mutant(leakError, text, failed.Name()+".Error() instead of "+oneLine(f.code(text)), f.replace(text, failed.Name()+".Error()"))
		m.first, m.last = f.Fset.PositionFor(call.Pos(), false).Line, f.Fset.PositionFor(call.End(), false).Line
		m.needs, m.targets = refs, func(k key) bool { return k == fromOutside }
		list = append(list, m)
	}
	return list
}

// failed returns the error that is known not to be nil where c stands, and what
// it can be.
func (f *source) failed(c inspector.Cursor) (*types.Var, []key) {
	for branch := range c.Enclosing((*ast.IfStmt)(nil), (*ast.FuncLit)(nil)) {
		n, ok := branch.Node().(*ast.IfStmt)
		if !ok {
			return nil, nil
		}
		cond, ok := n.Cond.(*ast.BinaryExpr)
		if !ok || cond.Op != token.NEQ || n.Body.Pos() > c.Node().Pos() || n.Body.End() < c.Node().End() {
			continue
		}
		id, ok := cond.X.(*ast.Ident)
		if !ok || !f.TypesInfo.Types[cond.Y].IsNil() {
			continue
		}
		obj, ok := f.TypesInfo.Uses[id].(*types.Var)
		if !ok || !isError(obj.Type()) {
			continue
		}
		at, ok := branch.FindNode(cond)
		if !ok || f.shadowed(obj, c) || f.narrowed(obj, c, branch) {
			return nil, nil
		}
		refs, ok := f.latest(obj, at)
		if !ok {
			return nil, nil
		}
		return obj, refs
	}
	return nil, nil
}

// narrowed reports whether a branch between c and the check of an error asks
// for more of it: it may be one that tells nothing.
func (f *source) narrowed(obj *types.Var, c, check inspector.Cursor) bool {
	for branch := range c.Enclosing((*ast.IfStmt)(nil), (*ast.CaseClause)(nil), (*ast.SwitchStmt)(nil), (*ast.TypeSwitchStmt)(nil)) {
		if branch == check {
			return false
		}
		asks := false
		for child := range branch.Children() {
			if _, body := child.Node().(*ast.BlockStmt); !body && !child.Contains(c) {
				asks = asks || f.mentions(child.Node(), obj)
			}
		}
		if asks {
			return true
		}
	}
	return false
}

// shadowed reports whether the name of a variable means another where c stands.
func (f *source) shadowed(obj *types.Var, c inspector.Cursor) bool {
	_, found := f.Pkg.Scope().Innermost(c.Node().Pos()).LookupParent(obj.Name(), c.Node().Pos())
	return found != obj
}

// answer returns the text in an argument that is sent: the argument, what it is
// converted from, or the first string in a composite.
func (f *source) answer(e ast.Expr) ast.Expr {
	switch n := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		for _, elt := range n.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				elt = kv.Value
			}
			if text := f.answer(elt); text != nil {
				return text
			}
		}
		return nil
	case *ast.UnaryExpr:
		return f.answer(n.X)
	case *ast.CallExpr:
		if f.converts(n) && len(n.Args) == 1 {
			return f.answer(n.Args[0])
		}
	}
	if t := f.TypesInfo.TypeOf(e); t != nil && types.Identical(types.Default(t), types.Typ[types.String]) {
		return e
	}
	return nil
}

// mentions reports whether a node uses a variable.
func (f *source) mentions(n ast.Node, obj types.Object) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && f.TypesInfo.Uses[id] == obj
		return !found
	})
	return found
}
