package house

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/apiward/apiward/analyzers/internal/sources"
)

// What an expression is, the compiler knows of a constant alone. A variable that is
// given nothing but constants is as good, and a rule that asks for constants means
// it.

// maxValues bounds the values of one expression.
const maxValues = 16

// valuesOf returns the constants that an expression can be, and whether it can be
// nothing else.
func (w *walker) valuesOf(e ast.Expr, depth int) (values []types.TypeAndValue, all bool) {
	e = ast.Unparen(e)
	tv, ok := w.pass.TypesInfo.Types[e]
	if ok && (tv.Value != nil || tv.IsNil()) {
		return []types.TypeAndValue{tv}, true
	}
	if depth == 0 {
		return nil, false
	}
	switch e := e.(type) {
	case *ast.Ident:
		v, ok := w.pass.TypesInfo.Uses[e].(*types.Var)
		if !ok {
			return nil, false
		}
		all = true
		given := w.given(v)
		if len(given) == 0 {
			return nil, false
		}
		for _, value := range given {
			if value == nil {
				all = false
				continue
			}
			more, known := w.valuesOf(value, depth-1)
			values, all = append(values, more...), all && known
			if len(values) > maxValues {
				return values[:maxValues], false
			}
		}
		return values, all
	case *ast.BinaryExpr:
		if e.Op != token.ADD {
			return nil, false
		}
		left, knownLeft := w.valuesOf(e.X, depth-1)
		right, knownRight := w.valuesOf(e.Y, depth-1)
		if !knownLeft || !knownRight || len(left)*len(right) > maxValues {
			return nil, false
		}
		for _, x := range left {
			for _, y := range right {
				if x.Value == nil || y.Value == nil || x.Value.Kind() != y.Value.Kind() {
					return nil, false
				}
				values = append(values, types.TypeAndValue{Type: tv.Type, Value: constant.BinaryOp(x.Value, token.ADD, y.Value)})
			}
		}
		return values, true
	}
	return nil, false
}

// given returns what a variable of the package is given anywhere, nil for what no
// expression says. Of one that other packages can set, or that is no variable of
// its own, nothing is known.
func (h *house) given(v *types.Var) []ast.Expr {
	if v.IsField() || v.Pkg() != h.pass.Pkg || v.Parent() == v.Pkg().Scope() && v.Exported() {
		return nil
	}
	if h.gifts == nil {
		h.gifts = map[*types.Var][]ast.Expr{}
		for _, file := range sources.Files(h.pass) {
			ast.Inspect(file, h.note)
		}
	}
	return h.gifts[v]
}

// note notes what a statement gives to variables.
func (h *house) note(n ast.Node) bool {
	give := func(to ast.Expr, value ast.Expr) {
		if id, ok := ast.Unparen(to).(*ast.Ident); ok {
			if v, ok := h.pass.TypesInfo.ObjectOf(id).(*types.Var); ok {
				h.gifts[v] = append(h.gifts[v], value)
			}
		}
	}
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			switch {
			case (n.Tok == token.ASSIGN || n.Tok == token.DEFINE) && len(n.Lhs) == len(n.Rhs):
				give(left, n.Rhs[i])
			default:
				give(left, nil)
			}
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if len(n.Names) == len(n.Values) {
				give(name, n.Values[i])
			} else {
				give(name, nil)
			}
		}
	case *ast.RangeStmt:
		if n.Key != nil {
			give(n.Key, nil)
		}
		if n.Value != nil {
			give(n.Value, nil)
		}
	case *ast.IncDecStmt:
		give(n.X, nil)
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			give(n.X, nil)
		}
	case *ast.FuncType: // parameters and named results
		for _, list := range []*ast.FieldList{n.Params, n.Results} {
			if list == nil {
				continue
			}
			for _, field := range list.List {
				for _, name := range field.Names {
					give(name, nil)
				}
			}
		}
	case *ast.FuncDecl:
		if n.Recv != nil {
			for _, field := range n.Recv.List {
				for _, name := range field.Names {
					give(name, nil)
				}
			}
		}
	}
	return true
}
