package ruleset

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/apiward/apiward/rules"
)

// truth reports whether a value is true. Nothing else is, null neither.
func truth(v any) bool {
	b, _ := v.(bool)
	return b
}

// binary returns the code of an operation on two values.
func (c *compiler) binary(e *hclsyntax.BinaryOpExpr, s scope) code {
	l, r := c.compile(e.LHS, s), c.compile(e.RHS, s)
	if l.bad || r.bad {
		return broken(e.Range())
	}
	out := code{at: e.Range(), typ: rules.BoolType, size: l.size + r.size + 1, ofDoc: l.ofDoc && r.ofDoc}
	left, right := l.run, r.run
	switch e.Op {
	case hclsyntax.OpLogicalAnd, hclsyntax.OpLogicalOr:
		return c.logical(e.Op == hclsyntax.OpLogicalOr, l, r, out)
	case hclsyntax.OpEqual, hclsyntax.OpNotEqual:
		return c.equality(e.Op == hclsyntax.OpEqual, l, r, out)
	}
	symbol, ordered := operator(e.Op)
	for _, side := range []code{l, r} {
		if !side.may(rules.NumberShape) {
			help := "compare numbers, as length(...) or a bound"
			if !ordered {
				help = "calculate with numbers; texts are put together as \"${a}${b}\""
			}
			return c.fail(side.at, fmt.Sprintf("%s stands between numbers, and this is %s", symbol, typeName(side.typ)), help)
		}
		if side.isNull() {
			return c.fail(side.at, symbol+" stands between numbers, and this is null", "write a number; what is absent is compared with == null")
		}
	}
	if ordered {
		if value, always := countless(e.Op, l, r); always {
			return c.fail(out.at, fmt.Sprintf("this is always %v: a length is never below 0", value), "compare it with 0 by ==, != or >")
		}
	} else {
		out.typ = rules.NumberType
	}
	op := e.Op
	out.run = func(f *frame) any {
		a, ok := left(f).(float64)
		b, ok2 := right(f).(float64)
		if !ok || !ok2 {
			if ordered {
				return false
			}
			return nil
		}
		return calculate(op, a, b)
	}
	return c.folded(out, l, r)
}

// countless returns the outcome of a comparison that a length always has, as
// length(...) >= 0.
func countless(op *hclsyntax.Operation, l, r code) (value, always bool) {
	if r.counts && l.known {
		l, r = r, l
		switch op {
		case hclsyntax.OpLessThan:
			op = hclsyntax.OpGreaterThan
		case hclsyntax.OpLessThanOrEqual:
			op = hclsyntax.OpGreaterThanOrEqual
		case hclsyntax.OpGreaterThan:
			op = hclsyntax.OpLessThan
		case hclsyntax.OpGreaterThanOrEqual:
			op = hclsyntax.OpLessThanOrEqual
		}
	}
	n, isNumber := r.value.(float64)
	if !l.counts || l.known || !r.known || !isNumber {
		return false, false
	}
	switch op {
	case hclsyntax.OpGreaterThanOrEqual:
		return true, n <= 0
	case hclsyntax.OpGreaterThan:
		return true, n < 0
	case hclsyntax.OpLessThan:
		return false, n <= 0
	case hclsyntax.OpLessThanOrEqual:
		return false, n < 0
	}
	return false, false
}

// operator returns how an operation on numbers is written, and whether it
// compares.
func operator(op *hclsyntax.Operation) (symbol string, compares bool) {
	switch op {
	case hclsyntax.OpLessThan:
		return "<", true
	case hclsyntax.OpLessThanOrEqual:
		return "<=", true
	case hclsyntax.OpGreaterThan:
		return ">", true
	case hclsyntax.OpGreaterThanOrEqual:
		return ">=", true
	case hclsyntax.OpAdd:
		return "+", false
	case hclsyntax.OpSubtract:
		return "-", false
	case hclsyntax.OpMultiply:
		return "*", false
	case hclsyntax.OpDivide:
		return "/", false
	}
	return "%", false
}

// calculate returns the outcome of an operation on numbers, null where it has
// none.
func calculate(op *hclsyntax.Operation, a, b float64) any {
	var n float64
	switch op {
	case hclsyntax.OpLessThan:
		return a < b
	case hclsyntax.OpLessThanOrEqual:
		return a <= b
	case hclsyntax.OpGreaterThan:
		return a > b
	case hclsyntax.OpGreaterThanOrEqual:
		return a >= b
	case hclsyntax.OpAdd:
		n = a + b
	case hclsyntax.OpSubtract:
		n = a - b
	case hclsyntax.OpMultiply:
		n = a * b
	case hclsyntax.OpDivide:
		n = a / b
	default:
		n = math.Mod(a, b)
	}
	return finite(n)
}

// finite returns a number, or null for what is none.
func finite(n float64) any {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return nil
	}
	return n
}

// logical returns the code of && and ||. The right side is only evaluated where
// the left one does not decide.
func (c *compiler) logical(or bool, l, r, out code) code {
	symbol := "&&"
	if or {
		symbol = "||"
	}
	for _, side := range []code{l, r} {
		if !side.may(rules.BoolShape) {
			return c.fail(side.at, fmt.Sprintf("%s stands between conditions, and this is %s", symbol, typeName(side.typ)), comparison(side))
		}
	}
	switch {
	case l.known && truth(l.value) == or, r.known && truth(r.value) == or:
		return fixed(out.at, rules.BoolType, or)
	case l.known:
		return asBool(r, out.at)
	case r.known:
		return asBool(l, out.at)
	}
	left, right := l.run, r.run
	if out.leaves = merged(l.leaves, r.leaves, or); !or {
		out.conjuncts = slices.Concat(l.parts(), r.parts())
		for _, path := range slices.Sorted(maps.Keys(out.leaves)) {
			if len(out.leaves[path]) == 0 {
				return c.fail(out.at, fmt.Sprintf("this is never true: %s cannot be %s and %s at once", path, either(l.leaves[path]), either(r.leaves[path])), "join the two with ||, or take one out")
			}
		}
	}
	if or {
		out.run = func(f *frame) any { return truth(left(f)) || truth(right(f)) }
	} else {
		out.run = func(f *frame) any { return truth(left(f)) && truth(right(f)) }
	}
	return out
}

// merged returns what two conditions leave of values: together, or either of
// them.
func merged(l, r map[string][]string, or bool) map[string][]string {
	out := map[string][]string{}
	for path, values := range l {
		other, both := r[path]
		switch {
		case both && or:
			out[path] = append(slices.Clip(values), other...)
		case both:
			out[path] = slices.DeleteFunc(slices.Clone(values), func(v string) bool { return !slices.Contains(other, v) })
		case !or:
			out[path] = values
		}
	}
	for path, values := range r {
		if _, both := l[path]; !both && !or {
			out[path] = values
		}
	}
	return out
}

// either returns values for a message.
func either(values []string) string {
	quoted := make([]string, 0, 4)
	for i, v := range values {
		if i == 3 {
			quoted = append(quoted, "others")
			break
		}
		quoted = append(quoted, quote(v))
	}
	return listed(quoted)
}

// asBool returns the code of a condition whose value is true or false and
// nothing else.
func asBool(of code, at hcl.Range) code {
	run := of.run
	of.at, of.typ, of.path, of.attribute = at, rules.BoolType, "", nil
	of.run = func(f *frame) any { return truth(run(f)) }
	return of
}

// comparison returns help for what stands where a condition belongs.
func comparison(of code) string {
	what := "it"
	if of.path != "" {
		what = of.path
	}
	switch of.typ.Shape {
	case rules.TextShape:
		return fmt.Sprintf(`write a comparison, as %s == "..." or %s != null`, what, what)
	case rules.NumberShape:
		return fmt.Sprintf("write a comparison, as %s > 0", what)
	case rules.ListShape, rules.MapShape:
		return fmt.Sprintf("write a comparison, as length(%s) > 0, or anytrue([for x in %s : ...])", what, what)
	}
	return fmt.Sprintf("write a comparison, as %s != null", what)
}

// equality returns the code of == and !=.
func (c *compiler) equality(equal bool, l, r, out code) code {
	if mistake, help := c.unequal(l, r); mistake != "" {
		return c.fail(out.at, mistake, help)
	}
	if l.known && !r.known {
		l, r = r, l
	}
	left, right := l.run, r.run
	switch want := r.value.(type) {
	case string:
		if equal && l.attribute != nil {
			out.leaves = map[string][]string{l.path: {want}}
		}
		out.run = func(f *frame) any {
			s, ok := left(f).(string)
			return (ok && s == want) == equal
		}
	default:
		if r.isNull() {
			out.run = func(f *frame) any { return (left(f) == nil) == equal }
			break
		}
		out.run = func(f *frame) any { return same(left(f), right(f)) == equal }
	}
	return c.folded(out, l, r)
}

// unequal returns why two values are never equal or cannot be compared, "" where
// they can be.
func (c *compiler) unequal(l, r code) (mistake, help string) {
	for _, pair := range [][2]code{{l, r}, {r, l}} {
		if a := pair[0].attribute; pair[1].isNull() && a != nil && a.Type.Shape == rules.BoolShape && strings.Count(pair[0].path, ".") == 1 {
			return pair[0].path + " is never null: it is true or false", "leave the comparison out, or write !" + pair[0].path
		}
	}
	if l.isNull() || r.isNull() {
		return "", ""
	}
	if l.path != "" && l.path == r.path {
		return l.path + " is compared with itself", "compare it with something else"
	}
	for _, side := range []code{l, r} {
		if side.typ.Shape == rules.ObjectShape || side.typ.Shape == rules.OriginShape {
			return typeName(side.typ) + " is compared as a whole", "compare one of its attributes, or it with null"
		}
	}
	if !comparable(l.typ, r.typ) {
		return fmt.Sprintf("%s is never equal to %s", described(l), strings.TrimSuffix(described(r), ",")), converted(l, r)
	}
	for _, pair := range [][2]code{{l, r}, {r, l}} {
		if text, ok := pair[1].value.(string); ok && pair[1].known {
			if mistake, help := never(pair[0], text); mistake != "" {
				return mistake, help
			}
		}
	}
	return "", ""
}

// comparable reports whether values of the types can be equal.
func comparable(a, b rules.Type) bool {
	switch {
	case a.Shape == rules.AnyShape || b.Shape == rules.AnyShape:
		return true
	case a.Shape != b.Shape:
		return false
	case a.Elem != nil && b.Elem != nil:
		return comparable(*a.Elem, *b.Elem)
	}
	return true
}

// described names a value for a message: with what it is, where that is known.
func described(c code) string {
	switch {
	case c.path != "":
		return c.path + ", " + typeName(c.typ) + ","
	case c.known:
		return shown(c.value) + ", " + typeName(c.typ) + ","
	}
	return typeName(c.typ)
}

// converted returns help for two values of different types.
func converted(l, r code) string {
	for _, pair := range [][2]code{{l, r}, {r, l}} {
		switch {
		case pair[0].typ.Shape == rules.ListShape && pair[1].typ.Shape != rules.ListShape:
			return "ask whether the list holds it, with contains"
		case pair[0].typ.Shape == rules.NumberShape && pair[1].typ.Shape == rules.TextShape && pair[1].known:
			return "write the number without quotes"
		}
	}
	return "compare values of the same type"
}

// never returns why what is read of an object never is a text, "" where it can
// be.
func never(c code, text string) (mistake, help string) {
	if c.attribute == nil {
		return "", ""
	}
	switch {
	case c.attribute.Values != nil && !slices.Contains(c.attribute.Values, text):
		return fmt.Sprintf("%s is never %s", c.path, quote(text)), oneOf(text, c.attribute.Values)
	case c.attribute.Name == "method" && text != strings.ToUpper(text):
		return fmt.Sprintf("%s is never %s: methods are in upper case", c.path, quote(text)), "write " + quote(strings.ToUpper(text))
	}
	return "", ""
}

// shown returns a value as a policy writes it, for messages.
func shown(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return quote(v)
	case []any:
		items := make([]string, 0, 3)
		for i, item := range v {
			if i == 3 {
				items = append(items, "...")
				break
			}
			items = append(items, shown(item))
		}
		return "[" + strings.Join(items, ", ") + "]"
	case map[string]any:
		return fmt.Sprintf("a map of %d", len(v))
	}
	return text(v)
}

// same reports whether two values are equal: of the same type, and equal in all
// their parts.
func same(a, b any) bool {
	switch a := a.(type) {
	case nil:
		return b == nil
	case bool:
		b, ok := b.(bool)
		return ok && a == b
	case float64:
		b, ok := b.(float64)
		return ok && a == b
	case string:
		b, ok := b.(string)
		return ok && a == b
	case []any:
		b, ok := b.([]any)
		return ok && slices.EqualFunc(a, b, same)
	case map[string]any:
		b, ok := b.(map[string]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for k, v := range a {
			if w, ok := b[k]; !ok || !same(v, w) {
				return false
			}
		}
		return true
	}
	return false
}

// unary returns the code of ! and of a minus.
func (c *compiler) unary(e *hclsyntax.UnaryOpExpr, s scope) code {
	of := c.compile(e.Val, s)
	if of.bad {
		return broken(e.Range())
	}
	run := of.run
	out := code{at: e.Range(), typ: rules.BoolType, size: of.size + 1, ofDoc: of.ofDoc}
	switch {
	case e.Op == hclsyntax.OpLogicalNot && !of.may(rules.BoolShape):
		return c.fail(of.at, fmt.Sprintf("! stands before a condition, and this is %s", typeName(of.typ)), comparison(of))
	case e.Op == hclsyntax.OpLogicalNot:
		out.run = func(f *frame) any { return !truth(run(f)) }
	case !of.may(rules.NumberShape):
		return c.fail(of.at, fmt.Sprintf("- stands before a number, and this is %s", typeName(of.typ)), "write a number")
	default:
		out.typ = rules.NumberType
		out.run = func(f *frame) any {
			if n, ok := run(f).(float64); ok {
				return -n
			}
			return nil
		}
	}
	return c.folded(out, of)
}

// conditional returns the code of a ? b : c.
func (c *compiler) conditional(e *hclsyntax.ConditionalExpr, s scope) code {
	cond, yes, no := c.compile(e.Condition, s), c.compile(e.TrueResult, s), c.compile(e.FalseResult, s)
	if cond.bad || yes.bad || no.bad {
		return broken(e.Range())
	}
	if !cond.may(rules.BoolShape) {
		return c.fail(cond.at, fmt.Sprintf("? stands behind a condition, and this is %s", typeName(cond.typ)), comparison(cond))
	}
	typ, ok := common(yes, no)
	if !ok {
		return c.fail(e.Range(), fmt.Sprintf("the two sides differ: one is %s, the other %s", typeName(yes.typ), typeName(no.typ)), "write values of the same type")
	}
	if cond.known {
		chosen := no
		if truth(cond.value) {
			chosen = yes
		}
		chosen.typ = typ
		return chosen
	}
	ask, a, b := cond.run, yes.run, no.run
	return code{at: e.Range(), typ: typ, size: cond.size + yes.size + no.size + 1, ofDoc: cond.ofDoc && yes.ofDoc && no.ofDoc, run: func(f *frame) any {
		if truth(ask(f)) {
			return a(f)
		}
		return b(f)
	}}
}

// common returns the type of what is one value or another.
func common(a, b code) (rules.Type, bool) {
	switch {
	case a.isNull():
		return b.typ, true
	case b.isNull():
		return a.typ, true
	}
	return unified(a.typ, b.typ)
}

// unified returns the type that holds the values of both types.
func unified(a, b rules.Type) (rules.Type, bool) {
	switch {
	case a.Same(b):
		return a, true
	case a.Shape == rules.AnyShape || b.Shape == rules.AnyShape:
		return rules.AnyType, true
	case a.Shape == b.Shape && a.Elem != nil:
		elem, ok := unified(*a.Elem, *b.Elem)
		return rules.Type{Shape: a.Shape, Elem: &elem}, ok
	}
	return rules.AnyType, false
}

// template returns the code of a text with values in it.
func (c *compiler) template(e *hclsyntax.TemplateExpr, s scope) code {
	if whole, ok := templateText(e); ok {
		return fixed(e.Range(), rules.TextType, whole)
	}
	out := code{at: e.Range(), typ: rules.TextType, size: 1, ofDoc: true}
	parts := make([]code, len(e.Parts))
	runs := make([]func(*frame) any, len(e.Parts))
	for i, part := range e.Parts {
		p := c.inText(c.compile(part, s))
		parts[i], runs[i] = p, p.run
		out.size += p.size
		out.ofDoc = out.ofDoc && p.ofDoc
	}
	out.run = func(f *frame) any {
		var b strings.Builder
		for _, run := range runs {
			if b.WriteString(text(run(f))); !f.fits(b.Len()) {
				return nil
			}
		}
		return b.String()
	}
	return c.folded(out, parts...)
}

// inText tells a value that has no text.
func (c *compiler) inText(p code) code {
	switch p.typ.Shape {
	case rules.ListShape:
		if p.typ.Elem.Shape == rules.ObjectShape {
			return c.fail(p.at, fmt.Sprintf("%s cannot stand in a text", typeName(p.typ)), `join what of each: ${join(", ", [for x in ... : x.name])}`)
		}
		return c.fail(p.at, fmt.Sprintf("%s cannot stand in a text", typeName(p.typ)), `join it: ${join(", ", ...)}`)
	case rules.MapShape, rules.ObjectShape, rules.OriginShape:
		return c.fail(p.at, fmt.Sprintf("%s cannot stand in a text", typeName(p.typ)), "name one of its attributes or entries")
	}
	return p
}

// fits reports whether a text of so many bytes may be made, and takes its steps.
func (w *work) fits(n int) bool {
	if n > maxText {
		w.spent = true
	}
	return w.take(n / 64)
}

// joined returns the code of a %{ for } in a text.
func (c *compiler) joined(e *hclsyntax.TemplateJoinExpr, s scope) code {
	list := c.compile(e.Tuple, s)
	if list.bad {
		return broken(e.Range())
	}
	run := list.run
	out := code{at: e.Range(), typ: rules.TextType, size: list.size + 1, ofDoc: list.ofDoc, run: func(f *frame) any {
		items, _ := run(f).([]any)
		return joinTexts(f, "", items)
	}}
	return c.folded(out, list)
}

// text returns a value as it stands in a text.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case nil:
		return "null"
	}
	return shown(v)
}
