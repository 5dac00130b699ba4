package ruleset

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/apiward/apiward/rules"
)

// An expression is compiled once, to closures over Go values, and evaluated for
// each object. It always has a value: what is absent is null, null is equal to
// nothing but null, holds no text and no items, and is neither smaller nor
// larger than anything. So a condition on thousands of objects needs no error of
// its own for each that lacks something, and HCL's own evaluator, which costs
// fifty times as much, is only asked by the tests whether it agrees.

// code is a compiled expression.
type code struct {
	at    hcl.Range
	typ   rules.Type
	run   func(*frame) any
	size  int  // its nodes: the steps of one evaluation, without loops and calls
	bad   bool // a mistake in it was told, and what follows from it need not be
	known bool // it has the same value whatever it is evaluated on: value
	value any

	// Of what is read of an object by its name: the way there, as "self.method",
	// and what is published of it.
	path      string
	attribute *rules.Attribute
	ofDoc     bool // it looks at no more than doc and what is known
	counts    bool // it is a length, and so never below 0

	// Of a condition: the conditions that must all be true for it to be, and what
	// it leaves of the values of what is read, by the way there.
	conjuncts []code
	leaves    map[string][]string
}

// isNull reports whether the expression is null by what it says.
func (c code) isNull() bool { return c.known && c.value == nil }

// frame is what an expression is evaluated on. It belongs to one trial.
type frame struct {
	*work
	self   rules.Object
	locals []any // of for expressions, and the parameters of a function
}

// work is what the evaluations of one trial share.
type work struct {
	doc      rules.Object
	left     int // steps
	spent    bool
	patterns map[string]*pattern // that are not known before
	words    map[string][]string // of names that were asked for
}

// The bounds of evaluations. The largest documents that are published have
// fifty thousand properties, and a condition has some ten nodes.
const (
	maxSteps     = 20_000_000 // of one rule on one document: below a second
	maxFoldSteps = 200_000    // of one expression that is known at load
	maxItems     = 200_000    // of a list that a condition makes
	maxText      = 1 << 20    // of a text that a condition makes, in bytes
)

// take takes steps from what is left, and reports whether they were there.
func (w *work) take(n int) bool {
	if w.left -= n; w.left < 0 {
		w.spent = true
	}
	return !w.spent
}

// compiler compiles the expressions of one file.
type compiler struct {
	*language
	tell  func(at hcl.Range, problem, help string)
	roots []root
}

// root is a name that a condition can begin with.
type root struct {
	name string
	typ  rules.Type
	read func(*frame) rules.Object
}

// scope is what the names in an expression stand for.
type scope struct {
	vars  []variable // the innermost last
	slots *int       // so many locals the frame needs
}

// variable is a local name: of a for expression, or a function's parameter.
type variable struct {
	name string
	slot int
	typ  rules.Type
}

// newScope returns the scope at the top of an expression.
func newScope() scope { return scope{slots: new(int)} }

// with returns the scope with one more variable in it, and its slot.
func (s scope) with(name string, typ rules.Type) (scope, int) {
	slot := *s.slots
	*s.slots++
	return scope{append(slices.Clip(s.vars), variable{name, slot, typ}), s.slots}, slot
}

// lookup returns the variable of the name.
func (s scope) lookup(name string) (variable, bool) {
	for i := len(s.vars) - 1; i >= 0; i-- {
		if s.vars[i].name == name {
			return s.vars[i], true
		}
	}
	return variable{}, false
}

// fixed returns the code of a known value.
func fixed(at hcl.Range, typ rules.Type, v any) code {
	return code{at: at, typ: typ, known: true, value: v, size: 1, ofDoc: true, run: func(*frame) any { return v }}
}

// broken returns the code of an expression whose mistake was told.
func broken(at hcl.Range) code {
	c := fixed(at, rules.AnyType, nil)
	c.known, c.bad = false, true
	return c
}

// fail tells a mistake.
func (c *compiler) fail(at hcl.Range, problem, help string) code {
	c.tell(at, problem, help)
	return broken(at)
}

// compile returns the code of an expression. All mistakes in it are told.
func (c *compiler) compile(e hclsyntax.Expression, s scope) code {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return c.compile(e.Expression, s)
	case *hclsyntax.LiteralValueExpr:
		return c.literal(e)
	case *hclsyntax.TemplateExpr:
		return c.template(e, s)
	case *hclsyntax.TemplateWrapExpr:
		return c.compile(e.Wrapped, s)
	case *hclsyntax.TemplateJoinExpr:
		return c.joined(e, s)
	case *hclsyntax.ScopeTraversalExpr:
		return c.named(e, s)
	case *hclsyntax.RelativeTraversalExpr:
		return c.walk(c.compile(e.Source, s), e.Traversal)
	case *hclsyntax.FunctionCallExpr:
		return c.call(e, s)
	case *hclsyntax.ConditionalExpr:
		return c.conditional(e, s)
	case *hclsyntax.BinaryOpExpr:
		return c.binary(e, s)
	case *hclsyntax.UnaryOpExpr:
		return c.unary(e, s)
	case *hclsyntax.TupleConsExpr:
		return c.tuple(e, s)
	case *hclsyntax.ObjectConsExpr:
		return c.object(e, s)
	case *hclsyntax.ForExpr:
		return c.loop(e, s)
	case *hclsyntax.SplatExpr:
		return c.splat(e, s)
	case *hclsyntax.IndexExpr:
		return c.index(c.compile(e.Collection, s), c.compile(e.Key, s), e.Range())
	}
	return c.fail(e.Range(), "this is no expression of the language", "write comparisons, functions, for expressions and texts")
}

// literal returns the code of a number, true, false, null or a text.
func (c *compiler) literal(e *hclsyntax.LiteralValueExpr) code {
	if v := e.Val; !v.IsKnown() || !v.IsNull() && !v.Type().IsPrimitiveType() {
		return broken(e.Range()) // what stands in the place of a mistake in syntax, which was told
	}
	typ, v := plain(e.Val)
	return fixed(e.Range(), typ, v)
}

// plain returns a primitive value of HCL as ours.
func plain(v cty.Value) (rules.Type, any) {
	switch {
	case v.IsNull():
		return rules.AnyType, nil
	case v.Type() == cty.Bool:
		return rules.BoolType, v.True()
	case v.Type() == cty.String:
		return rules.TextType, v.AsString()
	}
	f, _ := v.AsBigFloat().Float64()
	return rules.NumberType, f
}

// named returns the code of what begins with a name: a variable, self, doc, or
// param.
func (c *compiler) named(e *hclsyntax.ScopeTraversalExpr, s scope) code {
	name, at := e.Traversal.RootName(), e.Traversal[0].SourceRange()
	rest := e.Traversal[1:]
	if v, ok := s.lookup(name); ok {
		slot := v.slot
		return c.walk(code{at: at, typ: v.typ, size: 1, path: name, run: func(f *frame) any { return f.locals[slot] }}, rest)
	}
	if name == "param" {
		return c.param(e)
	}
	for _, r := range c.roots {
		if r.name == name {
			read := r.read
			return c.walk(code{at: at, typ: r.typ, size: 1, path: name, ofDoc: name == "doc", run: func(f *frame) any {
				if o := read(f); o != nil {
					return o
				}
				return nil
			}}, rest)
		}
	}
	return c.fail(at, "unknown name "+quote(name), c.names(name, s))
}

// names returns help for a name that stands for nothing.
func (c *compiler) names(given string, s scope) string {
	if len(c.roots) == 0 && (given == "self" || given == "doc") {
		return "only conditions see it: a function is given what it needs as parameters"
	}
	known := []string{}
	for _, r := range c.roots {
		known = append(known, r.name)
	}
	for _, v := range s.vars {
		known = append(known, v.name)
	}
	known = append(known, "param")
	if near := Suggest(given, known); near != "" {
		return "did you mean " + near + "?"
	}
	for _, r := range c.roots {
		if kind, ok := rules.KindOf(r.typ.Kind); ok {
			if _, ok := kind.Attribute(given); ok {
				return "did you mean " + r.name + "." + given + "?"
			}
		}
	}
	if _, ok := c.params[given]; ok {
		return "did you mean param." + given + "?"
	}
	return "expected " + listed(known) + "; a text stands in quotes"
}

// listed returns "a", "a or b", "a, b or c".
func listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	out := names[0]
	for _, n := range names[1 : len(names)-1] {
		out += ", " + n
	}
	return out + " or " + names[len(names)-1]
}

// walk returns the code of what is reached from another by attributes and
// indexes.
func (c *compiler) walk(from code, steps hcl.Traversal) code {
	for _, step := range steps {
		if from.bad {
			return from
		}
		switch step := step.(type) {
		case hcl.TraverseAttr:
			from = c.attr(from, step.Name, step.SrcRange)
		case hcl.TraverseIndex:
			typ, v := plain(step.Key)
			from = c.index(from, fixed(step.SrcRange, typ, v), step.SrcRange)
		default:
			return c.fail(step.SourceRange(), "this cannot stand here", "write .name or [index]")
		}
	}
	return from
}

// attr returns the code of an attribute of an object, or of an entry of a map.
func (c *compiler) attr(from code, name string, at hcl.Range) code {
	whole := hcl.RangeBetween(from.at, at)
	switch from.typ.Shape {
	case rules.ObjectShape:
		return c.objectAttr(from, name, at, whole)
	case rules.MapShape, rules.AnyShape:
		return c.index(from, fixed(at, rules.TextType, name), at)
	case rules.ListShape:
		return c.fail(at, fmt.Sprintf("%s has no attribute %s", typeName(from.typ), quote(name)),
			fmt.Sprintf("ask each item: [for x in ... : x.%s], or ...[*].%s", name, name))
	}
	help := "leave the attribute out"
	if b, ok := builtinNamed(name); ok && from.path != "" {
		help = fmt.Sprintf("it is a function: write %s(%s)", b.Name, from.path)
	}
	return c.fail(at, fmt.Sprintf("%s has no attributes, and so no %s", typeName(from.typ), quote(name)), help)
}

// objectAttr returns the code of a published attribute.
func (c *compiler) objectAttr(from code, name string, at, whole hcl.Range) code {
	kind, _ := rules.KindOf(from.typ.Kind)
	a, ok := kind.Attribute(name)
	if !ok {
		return c.fail(at, fmt.Sprintf("%s has no attribute %s", typeName(from.typ), quote(name)), oneOf(name, kind.Names()))
	}
	out := code{at: whole, typ: a.Type, size: from.size + 1, attribute: &a, ofDoc: from.ofDoc}
	if from.path != "" {
		out.path = from.path + "." + name
	}
	if from.path == "self" {
		out.run = func(f *frame) any { return f.self.Attr(name) }
		return out
	}
	read := from.run
	out.run = func(f *frame) any {
		if o, ok := read(f).(rules.Object); ok {
			return o.Attr(name)
		}
		return nil
	}
	return out
}

// index returns the code of an item of a list, or of an entry of a map.
func (c *compiler) index(from, key code, at hcl.Range) code {
	if from.bad || key.bad {
		return broken(at)
	}
	typ := rules.AnyType
	switch from.typ.Shape {
	case rules.ListShape:
		if typ = *from.typ.Elem; !key.may(rules.NumberShape) {
			return c.fail(key.at, fmt.Sprintf("an item of a list has a number, and this is %s", typeName(key.typ)), "write a number, the first is 0, or look with contains or a for expression")
		}
	case rules.MapShape:
		if typ = *from.typ.Elem; !key.may(rules.TextShape) {
			return c.fail(key.at, fmt.Sprintf("an entry of a map has a name, and this is %s", typeName(key.typ)), `write a text in quotes, as ["x-owner"]`)
		}
	case rules.ObjectShape:
		if name, ok := key.value.(string); ok {
			return c.objectAttr(from, name, key.at, hcl.RangeBetween(from.at, at))
		}
		return c.fail(key.at, fmt.Sprintf("%s has attributes and no items", typeName(from.typ)), "write .name")
	case rules.AnyShape:
		if !key.may(rules.TextShape) && !key.may(rules.NumberShape) {
			return c.fail(key.at, fmt.Sprintf("this is %s and no index", typeName(key.typ)), "write a number or a text")
		}
	default:
		return c.fail(at, fmt.Sprintf("%s has no items", typeName(from.typ)), "leave the index out")
	}
	out := code{at: hcl.RangeBetween(from.at, at), typ: typ, size: from.size + key.size + 1, ofDoc: from.ofDoc && key.ofDoc}
	if name, ok := key.value.(string); ok && from.path != "" {
		out.path = from.path + "[" + quote(name) + "]"
	}
	read, which := from.run, key.run
	out.run = func(f *frame) any { return item(read(f), which(f)) }
	if name, ok := key.value.(string); ok {
		out.run = func(f *frame) any {
			m, _ := read(f).(map[string]any)
			return m[name]
		}
	}
	return c.folded(out, from, key)
}

// item returns an item of a list or an entry of a map, null where there is none.
func item(of, key any) any {
	switch of := of.(type) {
	case []any:
		if i, ok := key.(float64); ok && i == float64(int(i)) && i >= 0 && int(i) < len(of) {
			return of[int(i)]
		}
	case map[string]any:
		if name, ok := key.(string); ok {
			return of[name]
		}
	}
	return nil
}

// may reports whether the value can have the shape.
func (c code) may(shape rules.Shape) bool {
	return c.typ.Shape == shape || c.typ.Shape == rules.AnyShape
}

// typeName returns a type for a message: "a string", "an operation", "a list(string)".
func typeName(t rules.Type) string {
	switch t.Shape {
	case rules.AnyShape:
		return "a value of any type"
	case rules.BoolShape:
		return "true or false"
	}
	return article(t.String())
}

// folded returns the code with its value where all its parts are known, and
// broken where one of them is.
func (c *compiler) folded(out code, parts ...code) code {
	known := true
	for _, p := range parts {
		if p.bad {
			return broken(out.at)
		}
		known = known && p.known
	}
	if !known {
		return out
	}
	f := &frame{work: &work{left: maxFoldSteps}}
	v := out.run(f)
	if f.spent {
		return c.fail(out.at, "this takes too many steps", "it is the same for all objects: write its value, or smaller lists")
	}
	return fixed(out.at, out.typ, v)
}
