package ruleset

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/apiward/apiward/rules"
)

// want is what an argument of a function must be.
type want int

const (
	anything want = iota
	aText
	aNumber
	aCondition
	aList
	aListOfTexts
	aListOfConditions
	aListOfNumbers
	aMap
	counted  // a list, a map or a text
	aPattern // a text that is a regular expression
)

var wantNames = [...]string{
	anything: "any value", aText: "a string", aNumber: "a number", aCondition: "true or false", aList: "a list",
	aListOfTexts: "a list of strings", aListOfConditions: "a list of conditions", aListOfNumbers: "a list of numbers",
	aMap: "a map", counted: "a list, a map or a string", aPattern: "a pattern",
}

// takes reports whether an argument of the type may be what is wanted. Null may
// stand for everything.
func (w want) takes(c code) bool {
	if c.isNull() || c.typ.Shape == rules.AnyShape {
		return true
	}
	elem := rules.AnyType
	if c.typ.Elem != nil {
		elem = *c.typ.Elem
	}
	listOf := func(shape rules.Shape) bool {
		return c.typ.Shape == rules.ListShape && (elem.Shape == shape || elem.Shape == rules.AnyShape)
	}
	switch w {
	case aText, aPattern:
		return c.typ.Shape == rules.TextShape
	case aNumber:
		return c.typ.Shape == rules.NumberShape
	case aCondition:
		return c.typ.Shape == rules.BoolShape
	case aList:
		return c.typ.Shape == rules.ListShape
	case aListOfTexts:
		return listOf(rules.TextShape)
	case aListOfConditions:
		return listOf(rules.BoolShape)
	case aListOfNumbers:
		return listOf(rules.NumberShape)
	case aMap:
		return c.typ.Shape == rules.MapShape
	case counted:
		return c.typ.Shape == rules.ListShape || c.typ.Shape == rules.MapShape || c.typ.Shape == rules.TextShape
	}
	return true
}

// builtin is a function of the language. What it is given may always be null,
// or of another type where that is only known when it is called.
type builtin struct {
	Function
	wants  []want
	more   bool // the last want holds for any number of further arguments
	fewest int  // arguments; 0: all that are wanted
	result func(args []code) rules.Type
	run    func(f *frame, args []any) any
	// check finds mistakes that the types do not show. Nil: there are none.
	check func(args []code) (at hcl.Range, problem, help string)
	// special returns a faster way for arguments that are known in part, or nil.
	special func(args []code) func(*frame) any
}

// Function is a function of the language as it is documented.
type Function struct {
	Name string
	Form string // how it is called: "startswith(text, prefix)"
	Doc  string // one line: what it returns
}

// Functions returns the functions that conditions can call, sorted by name.
func Functions() []Function {
	all := builtins()
	out := make([]Function, len(all))
	for i, b := range all {
		out[i] = b.Function
	}
	return out
}

// builtins are the functions of the language, sorted by name.
var builtins = sync.OnceValue(func() []builtin {
	all := slices.Concat(textFunctions(), collectionFunctions(), otherFunctions())
	slices.SortFunc(all, func(a, b builtin) int { return strings.Compare(a.Name, b.Name) })
	return all
})

// builtinNamed returns the function of the name.
func builtinNamed(name string) (builtin, bool) {
	all := builtins()
	i, ok := slices.BinarySearchFunc(all, name, func(b builtin, name string) int { return strings.Compare(b.Name, name) })
	if !ok {
		return builtin{}, false
	}
	return all[i], true
}

// gives returns a result type that does not depend on the arguments.
func gives(t rules.Type) func([]code) rules.Type { return func([]code) rules.Type { return t } }

// sameAs returns the type of the argument i.
func sameAs(i int) func([]code) rules.Type {
	return func(args []code) rules.Type { return args[i].typ }
}

// call returns the code of a call.
func (c *compiler) call(e *hclsyntax.FunctionCallExpr, s scope) code {
	args := make([]code, len(e.Args))
	for i, a := range e.Args {
		args[i] = c.compile(a, s)
	}
	if e.ExpandFinal {
		return c.fail(e.Args[len(e.Args)-1].Range(), "the arguments of a function are written out", "call it once for each, in a for expression")
	}
	b, ok := builtinNamed(e.Name)
	switch {
	case ok:
		return c.callBuiltin(b, args, e)
	case c.functions[e.Name] != nil:
		return c.callFunction(c.functions[e.Name], args, e)
	}
	return c.fail(e.NameRange, "unknown function "+quote(e.Name), c.functionHelp(e.Name))
}

// otherNames are what functions are called elsewhere.
var otherNames = map[string]string{
	"any": "anytrue", "all": "alltrue", "len": "length", "count": "length", "size": "length", "match": "matches", "like": "matches",
	"regexmatch": "matches", "regex_match": "matches", "hasprefix": "startswith", "has_prefix": "startswith", "hassuffix": "endswith",
	"has_suffix": "endswith", "includes": "contains", "has": "contains", "in": "contains", "trim_prefix": "trimprefix", "tolower": "lower",
	"toupper": "upper", "uppercase": "upper", "lowercase": "lower", "unique": "distinct", "intersection": "setintersection", "substring": "substr",
	"default": "coalesce", "exists": "can", "toset": "distinct", "tolist": "distinct", "chomp": "trimspace", "merge": "concat", "union": "setunion",
	"intersect": "setintersection", "subtract": "setsubtract", "difference": "setsubtract", "filter": "compact", "map": "values",
	"string": "tostring", "number": "tonumber", "get": "lookup", "file": "", "templatefile": "", "timestamp": "",
}

// functionHelp returns help for a function that does not exist.
func (c *compiler) functionHelp(given string) string {
	switch meant, ok := otherNames[strings.ToLower(given)]; {
	case ok && meant == "":
		return "conditions read no file, no network and no clock; write the value as a param"
	case ok:
		b, _ := builtinNamed(meant)
		return "did you mean " + b.Form + "?"
	}
	var names []string
	for _, f := range Functions() {
		names = append(names, f.Name)
	}
	names = append(names, c.functionNames()...)
	if near := Suggest(given, names); near != "" {
		if b, ok := builtinNamed(near); ok {
			return "did you mean " + b.Form + "?"
		}
		return "did you mean " + near + "?"
	}
	return "expected one of " + strings.Join(names, ", ")
}

// callBuiltin returns the code of a call of a function of the language.
func (c *compiler) callBuiltin(b builtin, args []code, e *hclsyntax.FunctionCallExpr) code {
	at := e.Range()
	fewest := b.fewest
	if fewest == 0 {
		fewest = len(b.wants)
	}
	for _, a := range args {
		if a.bad {
			return broken(at)
		}
	}
	switch n := len(args); {
	case n < fewest:
		return c.fail(at, fmt.Sprintf("%s takes %s, and here %s", b.Name, counts(fewest, b.more || fewest < len(b.wants), "argument"), areOrIs(n)), "write "+b.Form)
	case n > len(b.wants) && !b.more:
		return c.fail(args[len(b.wants)].at, fmt.Sprintf("%s takes %s, and here %s", b.Name, counts(len(b.wants), false, "argument"), areOrIs(n)), "write "+b.Form)
	}
	for i, a := range args {
		w := b.wants[min(i, len(b.wants)-1)]
		if !w.takes(a) {
			return c.fail(a.at, fmt.Sprintf("%s takes %s here, and this is %s", b.Name, wantNames[w], typeName(a.typ)), b.Form+": "+b.Doc)
		}
		if w == aPattern && a.known && a.value != nil {
			if _, err := compilePattern(text(a.value)); err != nil {
				return c.fail(a.at, "the pattern "+quote(text(a.value))+" cannot be read: "+err.Error(), `write an RE2 expression, with \\ for each backslash`)
			}
		}
	}
	if b.check != nil {
		if at, problem, help := b.check(args); problem != "" {
			return c.fail(at, problem, help)
		}
	}
	out := code{at: at, typ: b.result(args), size: 1, ofDoc: true}
	runs := make([]func(*frame) any, len(args))
	for i, a := range args {
		runs[i] = a.run
		out.size += a.size
		out.ofDoc = out.ofDoc && a.ofDoc
	}
	out.counts = b.Name == "length"
	if b.special != nil {
		out.run = b.special(args)
	}
	if b.Name == "contains" && args[0].known && args[1].attribute != nil {
		if items, ok := args[0].value.([]any); ok && len(sought(items)) == len(items) {
			out.leaves = map[string][]string{args[1].path: sought(items)}
		}
	}
	if out.run == nil {
		out.run = general(b.run, runs)
	}
	return c.folded(out, args...)
}

// general returns a call whose arguments are evaluated each time.
func general(run func(*frame, []any) any, runs []func(*frame) any) func(*frame) any {
	if len(runs) == 1 {
		only := runs[0]
		return func(f *frame) any {
			args := [1]any{only(f)}
			return run(f, args[:])
		}
	}
	return func(f *frame) any {
		args := make([]any, len(runs))
		for i, r := range runs {
			args[i] = r(f)
		}
		return run(f, args)
	}
}

// counts returns "1 argument", "at least 2 arguments".
func counts(n int, atLeast bool, noun string) string {
	out := strconv.Itoa(n) + " " + noun
	if n != 1 {
		out += "s"
	}
	if atLeast {
		out = "at least " + out
	}
	return out
}

// areOrIs returns "is 1", "are 2".
func areOrIs(n int) string {
	if n == 1 {
		return "is 1"
	}
	return "are " + strconv.Itoa(n)
}

// function is a function that a policy defines.
type function struct {
	name   string
	file   *file
	at     hcl.Range // of its name
	params []string
	result hclsyntax.Expression

	state   int // of the first look at it
	trouble bool
	plain   functionCode // for arguments of any type
	byTypes map[string]functionCode
	called  bool
	depth   int // of calls below it
}

// functionCode is a function compiled for arguments of some types.
type functionCode struct {
	code
	slots    *int
	mistakes []mistake
}

// mistake is one that was found and not told yet.
type mistake struct {
	at            hcl.Range
	problem, help string
}

// The states of a function.
const (
	unseen = iota
	beingRead
	seen
)

// The bounds of functions.
const (
	maxCalls  = 64 // inside one another
	maxTyped  = 32 // kinds of arguments for which a function is compiled of its own
	maxParams = 16
)

// prepare compiles a function for arguments of any type and tells its mistakes,
// once. It reports false where it cannot be called.
func (h *language) prepare(fn *function) bool {
	if fn.state != unseen {
		return !fn.trouble
	}
	fn.state = beingRead
	h.reading = append(h.reading, fn)
	before := fn.file.count()
	fn.plain = h.compileFunction(fn, nil, fn.file.tell)
	fn.trouble = fn.trouble || fn.plain.bad || fn.file.count() > before
	h.reading = h.reading[:len(h.reading)-1]
	fn.state = seen
	if fn.depth > maxCalls && !fn.trouble {
		fn.trouble = true
		fn.file.tell(fn.at, fmt.Sprintf("calls in the function %s are more than %d deep", quote(fn.name), maxCalls), "write the innermost ones out")
	}
	return !fn.trouble
}

// compileFunction compiles a function for arguments of the types, nil for any.
func (h *language) compileFunction(fn *function, types []rules.Type, tell func(hcl.Range, string, string)) functionCode {
	c := &compiler{language: h, tell: tell}
	s := newScope()
	for i, name := range fn.params {
		typ := rules.AnyType
		if types != nil {
			typ = types[i]
		}
		s, _ = s.with(name, typ)
	}
	return functionCode{code: c.compile(fn.result, s), slots: s.slots}
}

// typed returns the function compiled for arguments of the types.
func (h *language) typed(fn *function, args []code) functionCode {
	key := ""
	types := make([]rules.Type, len(args))
	for i, a := range args {
		types[i] = a.typ
		key += a.typ.String() + ";"
	}
	if known, ok := fn.byTypes[key]; ok {
		return known
	}
	if len(fn.byTypes) >= maxTyped {
		return fn.plain
	}
	var found []mistake
	fn.byTypes[key] = fn.plain // what leads back here is told elsewhere
	out := h.compileFunction(fn, types, func(at hcl.Range, problem, help string) {
		found = append(found, mistake{at, problem, help})
	})
	out.mistakes = found
	fn.byTypes[key] = out
	return out
}

// callFunction returns the code of a call of a function of the policy.
func (c *compiler) callFunction(fn *function, args []code, e *hclsyntax.FunctionCallExpr) code {
	at := e.Range()
	fn.called = true
	if fn.state == beingRead {
		chain := ""
		for i := slices.Index(c.reading, fn); i < len(c.reading); i++ {
			chain += c.reading[i].name + " calls "
			c.reading[i].trouble = true
		}
		return c.fail(e.NameRange, "the function "+quote(fn.name)+" calls itself: "+chain+fn.name, "conditions end: write a for expression, or take the call out")
	}
	if !c.prepare(fn) {
		return broken(at)
	}
	for _, outer := range c.reading {
		outer.depth = max(outer.depth, fn.depth+1)
	}
	for _, a := range args {
		if a.bad {
			return broken(at)
		}
	}
	if len(args) != len(fn.params) {
		return c.fail(at, fmt.Sprintf("%s takes %s, and here %s", fn.name, counts(len(fn.params), false, "argument"), areOrIs(len(args))),
			fmt.Sprintf("write %s(%s)", fn.name, strings.Join(fn.params, ", ")))
	}
	body := c.typed(fn, args)
	if len(body.mistakes) > 0 {
		m := body.mistakes[0]
		return c.fail(at, fmt.Sprintf("%s cannot be called so: %s (%s:%d)", fn.name, m.problem, fn.file.name, m.at.Start.Line), m.help)
	}
	out := code{at: at, typ: body.typ, size: 1, ofDoc: true}
	runs := make([]func(*frame) any, len(args))
	for i, a := range args {
		runs[i] = a.run
		out.size += a.size
		out.ofDoc = out.ofDoc && a.ofDoc
	}
	run, cost, slots := body.run, body.size+1, body.slots
	if body.known {
		return fixed(at, body.typ, body.value)
	}
	out.run = func(f *frame) any {
		if !f.take(cost) {
			return nil
		}
		inner := &frame{work: f.work, locals: make([]any, *slots)}
		for i, r := range runs {
			inner.locals[i] = r(f)
		}
		return run(inner)
	}
	return c.folded(out, args...)
}
