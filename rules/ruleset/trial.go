package ruleset

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/apiward/apiward/rules"
)

// compiled is a house rule as it is evaluated. It is not changed once it is
// made, and may be at work in several trials at a time.
type compiled struct {
	overall []code // conditions of where that are the same for a whole document
	where   []code // the others, the cheapest first
	asserts []compiledAssert
	title   string
	slots   *int
}

// compiledAssert is one assertion of a rule.
type compiledAssert struct {
	condition, message code
	help               func(*frame) any // may be nil
	at                 func(*frame) any // may be nil
	related            []func(*frame) any
}

// check compiles the rule. Mistakes are told, and the check is then never used.
func (r *houseRule) check() *rules.Check {
	c := &compiler{language: r.language, tell: r.file.tell, roots: rootsOf(r.kind)}
	s := newScope()
	out := &compiled{title: r.entry.Title, slots: s.slots}
	if r.where != nil {
		c.where(r, s, out)
	}
	for _, a := range r.asserts {
		out.asserts = append(out.asserts, c.assert(a, r.kind, s))
	}
	return &rules.Check{Rule: r.entry, Kind: r.kind.Name, Only: out.only(r.kind), Begin: out.begin}
}

// rootsOf returns the names that a condition on objects of the kind begins with.
func rootsOf(kind rules.ObjectKind) []root {
	self := root{"self", rules.ObjectOf(kind.Name), func(f *frame) rules.Object { return f.self }}
	if kind.Block != "spec_rule" {
		return []root{self} // what it is about may be in several documents, or in none
	}
	doc := root{"doc", rules.ObjectOf("document"), func(f *frame) rules.Object { return f.doc }}
	return []root{self, doc}
}

// where compiles what says which objects a rule applies to.
func (c *compiler) where(r *houseRule, s scope, out *compiled) {
	w := c.condition(r.where, "where", s)
	switch {
	case w.bad:
		return
	case w.known && truth(w.value):
		c.tell(w.at, "where is always true", "leave it out: the rule then looks at every "+r.kind.Name)
		return
	case w.known:
		c.tell(w.at, "where is never true, so that the rule applies to nothing", "ask what differs between objects, as self."+r.kind.Attributes[0].Name)
		return
	}
	for _, part := range w.parts() {
		if part.ofDoc {
			out.overall = append(out.overall, part)
		} else {
			out.where = append(out.where, part)
		}
	}
	slices.SortStableFunc(out.where, func(a, b code) int { return a.size - b.size })
}

// only returns what the conditions leave of attributes of the object itself.
func (c *compiled) only(kind rules.ObjectKind) (out []rules.Only) {
	for _, part := range c.where {
		for _, path := range slices.Sorted(maps.Keys(part.leaves)) {
			name, own := strings.CutPrefix(path, "self.")
			if a, ok := kind.Attribute(name); own && ok && a.Type.Shape == rules.TextShape {
				out = append(out, rules.Only{Attribute: name, Values: part.leaves[path]})
			}
		}
	}
	return out
}

// parts returns the conditions that must all be true for the code to be.
func (c code) parts() []code {
	if len(c.conjuncts) > 0 {
		return c.conjuncts
	}
	return []code{c}
}

// condition compiles what is true or false.
func (c *compiler) condition(e hclsyntax.Expression, name string, s scope) code {
	out := c.compile(e, s)
	if !out.bad && !out.may(rules.BoolShape) {
		return c.fail(out.at, fmt.Sprintf("%s is a condition, and this is %s", name, typeName(out.typ)), comparison(out))
	}
	return out
}

// assert compiles one assertion.
func (c *compiler) assert(a assertion, kind rules.ObjectKind, s scope) (out compiledAssert) {
	if a.condition != nil {
		out.condition = c.condition(a.condition, "condition", s)
		if out.condition.known && !out.condition.bad {
			what := "is never true, so that the rule reports every " + kind.Name
			if truth(out.condition.value) {
				what = "is always true, so that the rule reports nothing"
			}
			c.tell(out.condition.at, "the condition "+what, "ask what differs between objects, as self."+kind.Attributes[0].Name+c.involved(a.condition))
		}
	}
	if a.message != nil {
		out.message = c.message(a.message, "error_message", s)
	}
	if a.direction != nil {
		out.help = c.message(a.direction, "help", s).run
	}
	if a.origin != nil {
		out.at = c.spot(c.compile(a.origin, s), "at").run
	}
	if a.related != nil {
		out.related = c.spots(a.related, s)
	}
	return out
}

// involved lists the params that an expression names with their values.
func (c *compiler) involved(e hclsyntax.Expression) string {
	var out []string
	for _, t := range e.Variables() {
		if t.RootName() != "param" || len(t) < 2 {
			continue
		}
		if step, ok := t[1].(hcl.TraverseAttr); ok && c.params[step.Name] != nil {
			if text := fmt.Sprintf("param.%s is %s", step.Name, shown(c.params[step.Name].value)); !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "; " + strings.Join(out, ", ")
}

// message compiles a text for readers.
func (c *compiler) message(e hclsyntax.Expression, name string, s scope) code {
	out := c.compile(e, s)
	switch known, isText := out.value.(string); {
	case out.bad:
	case !out.may(rules.TextShape):
		return c.fail(out.at, fmt.Sprintf("%s is a text, and this is %s", name, typeName(out.typ)), `write it in quotes, with ${...} for values`)
	case out.isNull(), isText && !hasLetter(known):
		return c.fail(out.at, name+" says nothing", `write what is wrong, as "${self.method} ${self.path} has no tag"`)
	}
	return out
}

// spot tells what is no place.
func (c *compiler) spot(of code, name string) code {
	if !of.bad && of.typ.Shape != rules.OriginShape && of.typ.Shape != rules.ObjectShape {
		return c.fail(of.at, fmt.Sprintf("%s is a place, and this is %s", name, typeName(of.typ)), "write self.origin, or another attribute of the type origin")
	}
	return of
}

// spots compiles a list of places.
func (c *compiler) spots(e hclsyntax.Expression, s scope) []func(*frame) any {
	if list, ok := e.(*hclsyntax.TupleConsExpr); ok {
		var out []func(*frame) any
		for _, item := range list.Exprs {
			out = append(out, c.spot(c.compile(item, s), "each item of related").run)
		}
		return out
	}
	of := c.compile(e, s)
	if of.typ.Shape == rules.OriginShape || of.typ.Shape == rules.ObjectShape {
		return []func(*frame) any{of.run} // a single one
	}
	if !of.bad && (of.typ.Shape != rules.ListShape || of.typ.Elem.Shape != rules.OriginShape && of.typ.Elem.Shape != rules.ObjectShape) {
		c.tell(of.at, fmt.Sprintf("related is a list of places, and this is %s", typeName(of.typ)), "write [doc.security.origin], or [for s in ... : s.origin]")
	}
	return []func(*frame) any{of.run}
}

// trial is a rule at work.
type trial struct {
	*compiled
	frame  frame
	counts rules.Counts
	off    bool // where is not true of anything in this document
}

// begin returns the rule at work on a document.
func (c *compiled) begin(doc rules.Object) rules.Trial {
	t := &trial{compiled: c}
	t.frame = frame{work: &work{doc: doc, left: maxSteps}, locals: make([]any, *c.slots)}
	for _, w := range c.overall {
		t.off = t.off || !t.holds(w)
	}
	return t
}

// holds evaluates a condition.
func (t *trial) holds(c code) bool { return t.frame.take(c.size) && truth(c.run(&t.frame)) }

// Counts implements rules.Trial.
func (t *trial) Counts() rules.Counts {
	t.counts.Spent = t.frame.spent
	return t.counts
}

// Judge implements rules.Trial.
func (t *trial) Judge(self rules.Object) []rules.Outcome {
	t.counts.Seen++
	if t.off || t.frame.spent {
		return nil
	}
	t.frame.self = self
	for i := range t.where {
		if !t.holds(t.where[i]) {
			return nil
		}
	}
	t.counts.Matched++
	var out []rules.Outcome
	for i := range t.asserts {
		a := &t.asserts[i]
		if t.holds(a.condition) || t.frame.spent {
			continue
		}
		if o := t.outcome(a, self); !t.frame.spent {
			out = append(out, o)
		}
	}
	t.counts.Broken += len(out)
	return out
}

// outcome puts together what is said of an object.
func (t *trial) outcome(a *compiledAssert, self rules.Object) rules.Outcome {
	o := rules.Outcome{Message: line(a.message.run(&t.frame))}
	if o.Message == "" {
		o.Message = t.title
	}
	if a.help != nil {
		o.Help = line(a.help(&t.frame))
	}
	at := []rules.Spot(nil)
	if a.at != nil {
		at = spotsOf(a.at(&t.frame))
	}
	if len(at) == 0 {
		at = []rules.Spot{self.Origin()}
	}
	if o.At = at[0]; o.At.Method == "" {
		own := self.Origin()
		o.At.Method, o.At.Path = own.Method, own.Path
	}
	for _, r := range a.related {
		o.Related = append(o.Related, spotsOf(r(&t.frame))...)
	}
	o.Related = o.Related[:min(len(o.Related), maxRelated)]
	return o
}

// maxRelated bounds the places beside one outcome.
const maxRelated = 10

// spotsOf returns the places that a value is: one, or those of a list.
func spotsOf(v any) []rules.Spot {
	switch v := v.(type) {
	case rules.Spot:
		if v.File != "" {
			return []rules.Spot{v}
		}
	case rules.Object:
		return []rules.Spot{v.Origin()}
	case []any:
		var out []rules.Spot
		for _, item := range v[:min(len(v), maxRelated)] {
			out = append(out, spotsOf(item)...)
		}
		return out
	}
	return nil
}

// maxMessage bounds a message in characters. It is one line of a report.
const maxMessage = 1000

// line returns a value as one line of text.
func line(v any) string {
	s, _ := v.(string)
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > maxMessage {
		return string(runes[:maxMessage]) + "..."
	}
	return s
}
