package ruleset

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/apiward/apiward/rules"
)

// language is what a policy and all that it extends declare of their own: values,
// functions and rules. Expressions are compiled when all files are read, so that
// the order of files and blocks does not matter to them.
type language struct {
	params    map[string]*param
	functions map[string]*function
	ruled     []*houseRule
	reading   []*function // that are being compiled, outermost first
	notices   Diagnostics
}

func newLanguage() *language {
	return &language{params: map[string]*param{}, functions: map[string]*function{}}
}

// functionNames returns the names of the policy's functions, sorted.
func (h *language) functionNames() []string { return slices.Sorted(maps.Keys(h.functions)) }

// param is a value that conditions can name.
type param struct {
	name  string
	file  *file
	at    hcl.Range
	typ   rules.Type
	value any
	used  bool
	bad   bool // its mistake was told
}

// houseRule is a rule that looks at objects, as it was read.
type houseRule struct {
	*block
	entry   rules.Entry
	kind    rules.ObjectKind
	where   hclsyntax.Expression // nil: it looks at all objects of the kind
	asserts []assertion
}

// assertion is one thing that must be true of an object.
type assertion struct {
	head                       hcl.Range
	condition, message         hclsyntax.Expression
	origin, related, direction hclsyntax.Expression // may be nil
}

// sinceHouse is what stands for a release in a house rule.
const sinceHouse = "house"

// param reads a value that conditions can name. A file that extends the one
// which declares it may give it another value.
func (b *block) param() {
	b.only("param block", "type", "default", "doc")
	if !b.nameOf("param") || !b.once("param") {
		return
	}
	p := b.language.params[b.label]
	declared := p != nil
	if !declared {
		p = &param{name: b.label, typ: rules.AnyType}
		b.language.params[b.label] = p
	}
	p.file, p.at = b.file, b.labelAt
	if a, ok := b.attribute("type"); ok {
		typ, ok := b.readType(a.Expr)
		if ok && declared && !p.bad && !p.typ.Same(typ) {
			b.tell(a.Expr.Range(), fmt.Sprintf("param.%s is %s where it is declared, and here %s", b.label, typeName(p.typ), typeName(typ)), "leave the type out, or write the same one")
			ok = false
		}
		p.typ, p.bad = typ, p.bad || !ok
		declared = declared || ok
	}
	b.string("doc")
	a, ok := b.attribute("default")
	if !ok {
		b.missing("default", `write its value, as default = ["/admin"]`)
		p.bad = true
		return
	}
	c := &compiler{language: b.language, tell: b.file.tell}
	v := c.compile(a.Expr, newScope())
	switch {
	case v.bad:
		p.bad = true
	case !v.known:
		b.tell(a.Expr.Range(), "the value of a param is not known before", "write a value: a text, a number, true, false, a list or a map of those")
		p.bad = true
	case !declared:
		p.typ, p.value = v.typ, v.value
	case !fits(p.typ, v.value):
		b.tell(a.Expr.Range(), fmt.Sprintf("param.%s is %s, and %s is none", b.label, typeName(p.typ), shown(v.value)), "write a value of the type "+p.typ.String())
		p.bad = true
	default:
		p.value = v.value
	}
}

// nameOf tells a label that is no name.
func (b *block) nameOf(what string) bool {
	if nameForm(b.label) {
		return true
	}
	b.tell(b.labelAt, quote(b.label)+" is no name of a "+what, "write small letters, digits and _, as \"admin_paths\"")
	return false
}

// nameForm reports whether a name is in snake_case, as rules are.
func nameForm(name string) bool {
	return name != "" && len(name) <= 100 && name[0] >= 'a' && name[0] <= 'z' &&
		strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// readType reads a type: string, number, bool, any, list(...), map(...).
func (b *block) readType(e hclsyntax.Expression) (rules.Type, bool) {
	const help = "expected string, number, bool, any, list(string), map(number), ..."
	switch word := hcl.ExprAsKeyword(e); word {
	case "string":
		return rules.TextType, true
	case "number":
		return rules.NumberType, true
	case "bool":
		return rules.BoolType, true
	case "any":
		return rules.AnyType, true
	case "":
	default:
		b.tell(e.Range(), "unknown type "+quote(word), help)
		return rules.AnyType, false
	}
	call, ok := e.(*hclsyntax.FunctionCallExpr)
	if !ok || len(call.Args) != 1 || !slices.Contains([]string{"list", "set", "map"}, call.Name) {
		b.tell(e.Range(), "this is no type", help)
		return rules.AnyType, false
	}
	elem, ok := b.readType(call.Args[0])
	if call.Name == "map" {
		return rules.MapOf(elem), ok
	}
	return rules.ListOf(elem), ok
}

// fits reports whether a value is of the type.
func fits(t rules.Type, v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case bool:
		return t.Shape == rules.BoolShape || t.Shape == rules.AnyShape
	case float64:
		return t.Shape == rules.NumberShape || t.Shape == rules.AnyShape
	case string:
		return t.Shape == rules.TextShape || t.Shape == rules.AnyShape
	case []any:
		return t.Shape == rules.AnyShape || t.Shape == rules.ListShape && !slices.ContainsFunc(v, func(item any) bool { return !fits(*t.Elem, item) })
	case map[string]any:
		if t.Shape != rules.MapShape {
			return t.Shape == rules.AnyShape
		}
		for _, item := range v {
			if !fits(*t.Elem, item) {
				return false
			}
		}
		return true
	}
	return false
}

// param returns the code of what begins with param.
func (c *compiler) param(e *hclsyntax.ScopeTraversalExpr) code {
	names := slices.Sorted(maps.Keys(c.params))
	if len(e.Traversal) < 2 {
		return c.fail(e.Range(), "param stands alone", "write param.NAME")
	}
	step, ok := e.Traversal[1].(hcl.TraverseAttr)
	if !ok {
		return c.fail(e.Traversal[1].SourceRange(), "a param has a name", "write param.NAME")
	}
	p := c.params[step.Name]
	switch {
	case p == nil && len(names) == 0:
		return c.fail(step.SrcRange, "unknown param "+quote(step.Name), fmt.Sprintf("declare it: param %q { default = ... }", step.Name))
	case p == nil:
		return c.fail(step.SrcRange, "unknown param "+quote(step.Name), oneOf(step.Name, names))
	}
	p.used = true
	if p.bad {
		return broken(e.Range())
	}
	from := fixed(hcl.RangeBetween(e.Traversal[0].SourceRange(), step.SrcRange), p.typ, p.value)
	from.path = "param." + p.name
	return c.walk(from, e.Traversal[2:])
}

// function reads a function that conditions can call.
func (b *block) function() {
	b.only("function block", "params", "result", "doc")
	if !b.nameOf("function") || !b.once("function") {
		return
	}
	fn := &function{name: b.label, file: b.file, at: b.labelAt, byTypes: map[string]functionCode{}}
	if known, ok := builtinNamed(b.label); ok {
		b.tell(b.labelAt, "there is a function "+quote(b.label)+" in the language", known.Form+": "+known.Doc+"; give yours another name")
		return
	}
	if other := b.language.functions[b.label]; other != nil {
		b.tell(b.labelAt, "the function "+quote(b.label)+" is declared twice", fmt.Sprintf("the other one stands in %s:%d; give one another name", other.file.name, other.at.Start.Line))
		return
	}
	b.language.functions[b.label] = fn
	b.string("doc")
	fn.trouble = !b.parameters(fn)
	a, ok := b.attribute("result")
	if !ok {
		b.missing("result", `write what it returns, as result = startswith(path, "/admin")`)
		fn.trouble = true
		fn.state = seen
		return
	}
	fn.result = a.Expr
}

// parameters reads the names of a function's parameters.
func (b *block) parameters(fn *function) bool {
	a, ok := b.attribute("params")
	if !ok {
		return true // a function of nothing is a value with a name
	}
	items, mistakes := hcl.ExprList(a.Expr)
	if mistakes.HasErrors() || len(items) > maxParams {
		b.tell(a.Expr.Range(), fmt.Sprintf("params is a list of at most %d names", maxParams), "write params = [path, method]")
		return false
	}
	for _, item := range items {
		name := hcl.ExprAsKeyword(item)
		switch {
		case !nameForm(name):
			b.tell(item.Range(), "this is no name of a parameter", "write a name without quotes, as params = [path, method]")
			return false
		case slices.Contains(fn.params, name):
			b.tell(item.Range(), "two parameters have the name "+quote(name), "give one another name")
			return false
		}
		fn.params = append(fn.params, name)
	}
	return true
}

// specRule reads a rule on the objects of documents.
func (b *block) specRule() { b.houseRule("spec_rule", rules.Document) }

// routeRule reads a rule on the routes of the code.
func (b *block) routeRule() { b.houseRule("route_rule", rules.Code) }

// contractRule reads a rule on routes beside the documents that describe them.
func (b *block) contractRule() { b.houseRule("contract_rule", rules.Contract) }

// ruleAttributes are those that all house rules have.
var ruleAttributes = []string{"title", "severity", "level", "maturity", "owasp", "cwe", "help"}

// houseRule reads a rule on objects and puts it into the catalog, so that the
// rest of the policy can name it.
func (b *block) houseRule(blockType string, kind rules.Kind) {
	b.only(blockType, append(slices.Clone(ruleAttributes), "for_each", "where")...)
	entry, _ := b.entry(blockType, kind)
	r := &houseRule{block: b, entry: entry}
	r.kind = b.forEach(blockType)
	if a, given := b.attribute("where"); given {
		r.where = a.Expr
	}
	for _, inner := range b.blocks {
		switch inner.Type {
		case "assert":
			r.asserts = append(r.asserts, b.assertion(inner))
		case "test":
			b.ownTest(inner)
		default:
			b.tell(inner.TypeRange, fmt.Sprintf("unknown block %s in the block %s", quote(inner.Type), blockType), oneOf(inner.Type, []string{"assert", "test"}))
		}
	}
	if len(r.asserts) == 0 {
		b.missing("assert", "write what must be true: assert { condition = ...  error_message = \"...\" }")
	}
	if r.kind.Name != "" { // else nobody knows what its conditions mean
		b.language.ruled = append(b.language.ruled, r)
	}
}

// entry reads what the catalog holds of a house rule, and adds it there.
func (b *block) entry(blockType string, kind rules.Kind) (rules.Entry, bool) {
	named := b.nameOf("rule")
	rule := &rules.Rule{ID: b.label, Kind: kind, Severity: rules.Medium, Confidence: rules.Firm, Since: sinceHouse}
	entry := rules.Entry{Rule: rule, At: b.at(b.head)}
	title, at, ok := b.string("title")
	rule.Title = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(title), "."))
	switch _, given := b.attribute("title"); {
	case !given:
		b.missing("title", `write what is wrong in one line, as title = "Write without a scope"`)
	case ok && (rule.Title == "" || strings.Contains(rule.Title, "\n")):
		b.tell(at, "the title is no line of text", "write what is wrong in one line")
	}
	rule.Title = cmp.Or(strings.ReplaceAll(rule.Title, "\n", " "), b.label)
	if name, at, ok := b.string("severity"); ok {
		severity, err := rules.ParseSeverity(name)
		if err != nil {
			b.tell(at, "unknown severity "+quote(name), oneOf(name, []string{"low", "medium", "high", "critical"}))
		} else {
			rule.Severity = severity
		}
	}
	rule.Default = rule.Severity.Level()
	if level, ok := b.level(); ok {
		rule.Default = level
	}
	if name, at, ok := b.string("maturity"); ok {
		maturity, err := rules.ParseMaturity(name)
		if err != nil {
			b.tell(at, "unknown maturity "+quote(name), oneOf(name, []string{"stable", "preview"}))
		}
		rule.Maturity = maturity
	}
	b.category(rule)
	entry.About = b.about(rule)
	return entry, named && b.enter(entry, blockType)
}

// enter adds a house rule to the catalog.
func (b *block) enter(entry rules.Entry, blockType string) bool {
	if known, ok := b.Catalog.Lookup(entry.ID); ok {
		help := "it is a rule of apiward; give yours another name, or set the level of that one with rule " + quote(entry.ID) + " { ... }"
		if known.At.Line > 0 {
			help = fmt.Sprintf("the other one stands in %s; give one another name", place(known.At))
		}
		b.tell(b.labelAt, "there is a rule "+quote(entry.ID)+" already", help)
		return false
	}
	catalog, err := b.Catalog.With(entry)
	if err != nil {
		b.tell(b.head, err.Error(), "write the "+blockType+" as the others are")
		return false
	}
	b.loader.Catalog = catalog
	return true
}

// owaspForm is how a category is written.
var owaspForm = regexp.MustCompile(`^API(10|[1-9]):20(19|23)$`)

// category reads where the rule belongs in the catalogues of others.
func (b *block) category(rule *rules.Rule) {
	if name, at, ok := b.string("owasp"); ok {
		if !owaspForm.MatchString(name) {
			b.tell(at, quote(name)+" is no category of the OWASP API Security Top 10", `write it as "API2:2023"`)
		} else {
			rule.OWASP = name
		}
	}
	a, ok := b.attribute("cwe")
	if !ok {
		return
	}
	v, ok := b.value(a.Expr)
	n, isNumber := v.is.(float64)
	switch {
	case !ok:
	case !isNumber || n != float64(int(n)) || n < 1 || n > 99_999:
		b.tell(v.at, "cwe is the number of a weakness", "write cwe = 285")
	default:
		rule.CWE = int(n)
	}
}

// about reads the help of a rule: what it reports, and under the headings Why,
// Avoid, Prefer and Limits what else there is to say.
func (b *block) about(rule *rules.Rule) *rules.Help {
	text, at, ok := b.string("help")
	h := &rules.Help{}
	if !ok || strings.TrimSpace(text) == "" {
		h.What = rule.Title + "."
		return h
	}
	into := &h.What
	sections := map[string]*string{"Why": &h.Why, "Avoid": &h.Avoid, "Prefer": &h.Prefer, "Limits": &h.Limits}
	for line := range strings.Lines(text) {
		heading, ok := strings.CutPrefix(strings.TrimSpace(line), "# ")
		if !ok {
			*into += line
			continue
		}
		if into = sections[heading]; into == nil {
			b.tell(at, "help has the heading "+quote(heading), oneOf(heading, []string{"Why", "Avoid", "Prefer", "Limits"}))
			return h
		}
	}
	for _, s := range []*string{&h.What, &h.Why, &h.Avoid, &h.Prefer, &h.Limits} {
		*s = strings.TrimSpace(*s)
	}
	h.What = cmp.Or(h.What, rule.Title+".")
	return h
}

// forEach reads which objects the rule looks at, the zero kind where its mistake
// was told.
func (b *block) forEach(blockType string) rules.ObjectKind {
	var names []string
	for _, k := range rules.ObjectKinds() {
		if k.Block == blockType {
			names = append(names, k.Name)
		}
	}
	a, given := b.attribute("for_each")
	if !given && len(names) == 1 {
		kind, _ := rules.KindOf(names[0])
		return kind
	}
	if !given {
		b.missing("for_each", "write what it looks at: for_each = "+listed(names))
		return rules.ObjectKind{}
	}
	word := hcl.ExprAsKeyword(a.Expr)
	if t, isText := a.Expr.(*hclsyntax.TemplateExpr); isText && word == "" {
		word, _ = templateText(t)
	}
	if !slices.Contains(names, word) {
		problem := "for_each is no kind of object"
		if word != "" {
			problem = "for_each cannot be " + quote(word)
		}
		b.tell(a.Expr.Range(), problem, oneOf(word, names))
		return rules.ObjectKind{}
	}
	kind, _ := rules.KindOf(word)
	return kind
}

// assertion reads what must be true.
func (b *block) assertion(src *hclsyntax.Block) assertion {
	in := &block{body: b.file.body(src.Body, maxSize), head: src.DefRange()}
	in.only("assert block", "condition", "error_message", "at", "related", "help")
	for i := range src.Labels {
		b.tell(src.LabelRanges[i], "the block assert has a label", "write assert { ... }")
	}
	for _, inner := range in.blocks {
		b.tell(inner.TypeRange, "the block assert holds no blocks, and this is one: "+quote(inner.Type), "its settings are attributes: write name = value")
	}
	out := assertion{head: in.head}
	for name, into := range map[string]*hclsyntax.Expression{
		"condition": &out.condition, "error_message": &out.message, "at": &out.origin, "related": &out.related, "help": &out.direction,
	} {
		if a, ok := in.attribute(name); ok {
			*into = a.Expr
		}
	}
	if out.condition == nil {
		in.missing("condition", "write what is true where all is well, as condition = length(self.tags) > 0")
	}
	if out.message == nil {
		in.missing("error_message", `write what is wrong where it is not, as error_message = "${self.method} ${self.path} has no tag"`)
	}
	return out
}

// finishLanguage compiles what was declared, once all files are read, and returns
// the rules, sorted by ID.
func (l *loader) finishLanguage() ([]rules.Entry, []*rules.Check) {
	h := l.language
	for _, name := range h.functionNames() {
		h.prepare(h.functions[name])
	}
	slices.SortFunc(h.ruled, func(a, b *houseRule) int { return cmp.Compare(a.entry.ID, b.entry.ID) })
	var entries []rules.Entry
	var checks []*rules.Check
	digest := hex.EncodeToString(l.read.Sum(nil)) // conditions, and the params and functions in them, whichever file they are in
	for _, r := range h.ruled {
		if l.full() {
			break
		}
		check := r.check()
		check.Digest = digest
		entries, checks = append(entries, r.entry), append(checks, check)
	}
	h.unused()
	return entries, checks
}

// unused notes what no rule uses. It is no mistake: a file that others extend
// has more than each of them needs.
func (h *language) unused() {
	for _, name := range h.functionNames() {
		if fn := h.functions[name]; !fn.called {
			h.notices = append(h.notices, fn.file.diagnostic(fn.at, "nothing calls the function "+quote(name), "call it, or take it out"))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(h.params)) {
		if p := h.params[name]; !p.used {
			h.notices = append(h.notices, p.file.diagnostic(p.at, "nothing reads param."+name, "read it in a condition, or take it out"))
		}
	}
}

// hasLetter reports whether a text says something.
func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }
