package check

import (
	"go/ast"
	"go/token"
	"go/types"
)

// set is a place where a variable is set.
type set struct {
	at    token.Pos
	value ast.Expr // nil where it is set to what no expression says
}

// ValuesOf returns the expressions that a local variable is set to, and whether
// these are all that it can hold; a parameter has none of its own. An element
// of a list stands for by the list, one of several results by their call.
func (r *Rewrite) ValuesOf(v *types.Var) (values []ast.Expr, all bool) {
	for _, s := range r.sets(v) {
		if s.value == nil {
			return nil, false
		}
		values = append(values, s.value)
	}
	return values, true
}

// SetBehind reports whether a local variable is set in a place behind pos.
func (r *Rewrite) SetBehind(v *types.Var, pos token.Pos) bool {
	for _, s := range r.sets(v) {
		if s.at > pos {
			return true
		}
	}
	return false
}

// UsesOf counts how often a variable is mentioned behind its declaration.
func (r *Rewrite) UsesOf(v *types.Var) int {
	n := 0
	for _, used := range r.Info.Uses {
		if used == v {
			n++
		}
	}
	return n
}

// sets returns the places of the file that set a variable, in their order.
func (r *Rewrite) sets(v *types.Var) []set {
	var all []set
	add := func(name ast.Expr, value ast.Expr) {
		if id, ok := name.(*ast.Ident); ok && r.Info.ObjectOf(id) == v {
			all = append(all, set{id.Pos(), value})
		}
	}
	ast.Inspect(r.File, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, name := range n.Lhs {
				switch {
				case n.Tok != token.ASSIGN && n.Tok != token.DEFINE:
					add(name, nil)
				case len(n.Lhs) == len(n.Rhs):
					add(name, n.Rhs[i])
				default:
					add(name, n.Rhs[0])
				}
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				switch {
				case len(n.Names) == len(n.Values):
					add(name, n.Values[i])
				case len(n.Values) == 1:
					add(name, n.Values[0])
				}
			}
		case *ast.RangeStmt:
			add(n.Key, n.X)
			add(n.Value, n.X)
		case *ast.IncDecStmt:
			add(n.X, nil)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				add(ast.Unparen(n.X), nil)
			}
		}
		return true
	})
	return all
}
