package ruleset

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// value is a plain value where it stands: a bool, a float64, a string, a
// []value, or nil for null.
type value struct {
	is any
	at hcl.Range
}

// kind returns the value's type as a policy's author would say it.
func (v value) kind() string {
	switch v.is.(type) {
	case bool:
		return "true or false"
	case float64:
		return "a number"
	case string:
		return "a string"
	case []value:
		return "a list"
	}
	return "null"
}

// value reads an expression. The language has no other expressions than plain
// values, so nothing is evaluated; it reports false where it told a mistake.
func (f *file) value(e hclsyntax.Expression) (value, bool) {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return f.value(e.Expression)
	case *hclsyntax.LiteralValueExpr:
		return f.literal(e.Val, e.Range())
	case *hclsyntax.UnaryOpExpr:
		if number, ok := e.Val.(*hclsyntax.LiteralValueExpr); ok && e.Op == hclsyntax.OpNegate && number.Val.Type() == cty.Number {
			return f.literal(number.Val.Negate(), e.Range())
		}
	case *hclsyntax.TemplateExpr:
		if text, ok := templateText(e); ok {
			return value{text, e.Range()}, true
		}
	case *hclsyntax.TupleConsExpr:
		return f.list(e)
	case *hclsyntax.ScopeTraversalExpr:
		if word := hcl.ExprAsKeyword(e); word != "" {
			f.tell(e.Range(), word+" stands without quotes", "a policy has no variables; write \""+word+"\"")
			return value{}, false
		}
	}
	f.tell(e.Range(), "this is an expression", "a policy holds plain values: strings, numbers, true, false, and lists of them")
	return value{}, false
}

// literal converts a primitive value.
func (f *file) literal(v cty.Value, at hcl.Range) (value, bool) {
	switch {
	case v.IsNull():
		return value{nil, at}, true
	case v.Type() == cty.Bool:
		return value{v.True(), at}, true
	case v.Type() == cty.String:
		return value{v.AsString(), at}, true
	case v.Type() == cty.Number:
		number, _ := v.AsBigFloat().Float64()
		if number-number != 0 { // infinite: JSON could not hold it
			f.tell(at, "the number is too large", "a number has at most 308 digits")
			return value{}, false
		}
		return value{number, at}, true
	}
	f.tell(at, "this is no plain value", "a policy holds strings, numbers, true, false, and lists of them")
	return value{}, false
}

// list reads a list. All its items' mistakes are told.
func (f *file) list(e *hclsyntax.TupleConsExpr) (value, bool) {
	items, all := make([]value, 0, len(e.Exprs)), true
	for _, item := range e.Exprs {
		v, ok := f.value(item)
		items, all = append(items, v), all && ok
	}
	return value{items, e.Range()}, all
}

// templateText returns the text of a string or heredoc that holds nothing but
// text.
func templateText(e *hclsyntax.TemplateExpr) (string, bool) {
	var b strings.Builder
	for _, part := range e.Parts {
		text, ok := part.(*hclsyntax.LiteralValueExpr)
		if !ok || text.Val.IsNull() || text.Val.Type() != cty.String {
			return "", false
		}
		b.WriteString(text.Val.AsString())
	}
	return b.String(), true
}
