package literals

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/apiward/apiward/rules/secret"
)

// A connection string is often put together: the password is a constant by itself, and
// what it is shows where it stands in the text.

// part is a piece of a text: a constant that something else holds, or what is not
// known, which nothing is behind.
type part struct {
	text string
	from ast.Expr // the constant, nil for what the text itself spells
}

// unknown stands in a text for what is not known: to those who judge it a value that
// is filled in later.
const unknown = "%v"

// joined tells the password in a text that is put together of constants and others.
func (u *uses) joined(e ast.Expr) {
	if u.inner[e] || u.pass.TypesInfo.Types[e].Value != nil {
		return
	}
	parts := u.partsOf(e, maxHops)
	whole := wholeOf(parts, -1)
	for i, p := range parts {
		if p.from == nil || len(p.text) < leastPassword || !strings.ContainsAny(whole, "@=") {
			continue
		}
		// Without the password there is nothing to tell.
		if m, ok := secret.Find(whole); ok {
			if _, still := secret.Find(wholeOf(parts, i)); !still {
				u.tell(p.from, m, "", e.Pos())
			}
		}
	}
}

// leastPassword is how long a constant is at least that is worth a look.
const leastPassword = 4

// wholeOf returns the text of the parts, the one at an index as if it were not known.
func wholeOf(parts []part, without int) string {
	var b strings.Builder
	for i, p := range parts {
		if i == without {
			b.WriteString(unknown)
		} else {
			b.WriteString(p.text)
		}
	}
	return b.String()
}

// partsOf returns the parts of a text from left to right.
func (u *uses) partsOf(e ast.Expr, hops int) []part {
	e = ast.Unparen(e)
	if hops == maxHops {
		u.inner[e] = true
	}
	if value := u.pass.TypesInfo.Types[e].Value; value != nil {
		switch {
		case value.Kind() != constant.String:
			return []part{{text: value.ExactString()}}
		case u.constant(e) != nil:
			return []part{{constant.StringVal(value), e}}
		case isLiteral(e):
			return []part{{text: constant.StringVal(value)}}
		}
	}
	switch e := e.(type) {
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return append(u.partsOf(e.X, hops), u.partsOf(e.Y, hops)...)
		}
	case *ast.CallExpr:
		if u.callee(e) == "fmt.Sprintf" && len(e.Args) > 0 {
			if parts, ok := u.formatted(e, hops); ok {
				return parts
			}
		}
	case *ast.Ident:
		obj, ok := u.pass.TypesInfo.ObjectOf(e).(*types.Var)
		if values := u.values[obj]; ok && len(values) == 1 && len(u.parts[obj]) == 0 && hops > 0 {
			if value, ok := u.text(values[0]); ok {
				return []part{{value, values[0]}}
			}
			return u.partsOf(values[0], hops-1)
		}
	}
	return []part{{text: unknown}}
}

// isLiteral reports whether an expression is spelled where it stands, or put together
// there of others that are.
func isLiteral(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.BasicLit:
		return true
	case *ast.BinaryExpr:
		return isLiteral(e.X) && isLiteral(e.Y)
	}
	return false
}

// formatted returns the parts of a text that fmt.Sprintf makes, false where its format
// is not understood. What is written as an argument is a part by itself.
func (u *uses) formatted(call *ast.CallExpr, hops int) ([]part, bool) {
	format, ok := u.text(call.Args[0])
	if !ok {
		return nil, false
	}
	var parts []part
	next := 1
	for {
		before, after, found := strings.Cut(format, "%")
		parts = append(parts, part{text: before})
		if !found {
			return parts, true
		}
		verb := strings.TrimLeft(after, "+-# 0123456789.")
		switch {
		case verb == "" || verb[0] == '[' || verb[0] == '*':
			return nil, false
		case verb[0] == '%':
			parts = append(parts, part{text: "%"})
		case next >= len(call.Args):
			return nil, false
		default:
			given := u.partsOf(call.Args[next], hops)
			if arg := ast.Unparen(call.Args[next]); len(given) == 1 && given[0].from == nil && isLiteral(arg) {
				given[0].from = arg
			}
			parts = append(parts, given...)
			next++
		}
		format = verb[1:]
	}
}
