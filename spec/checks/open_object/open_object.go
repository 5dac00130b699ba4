package open_object

import (
	"embed"
	"fmt"
	"slices"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.yaml testdata/good.yaml
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "open_object",
	Title:      "A request may have properties that nobody named",
	Kind:       rules.Document,
	Severity:   rules.Medium,
	Confidence: rules.Certain,
	OWASP:      "API3:2023",
	CWE:        915,
	Since:      "0.1",
	Default:    rules.Warning,
}}

// Check reports objects of requests that are open, at what opens them, and
// closed ones that are put together with others, which no value satisfies.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := &checker{Pass: p, told: map[spec.Identity]bool{}, joined: map[*lint.Schema]bool{}}
	return lint.Visitor{Schema: c.schema, End: c.end}
})

type checker struct {
	*lint.Pass
	told map[spec.Identity]bool
	// joined are alternatives of a schema that has properties itself: closed,
	// they would refuse those.
	joined map[*lint.Schema]bool
	met    []met
	steps  int
}

// maxSteps bounds what is compared over a document: a part of a hundred thousand
// schemas is compared as often.
const maxSteps = 4_000_000

// step takes one from what may be compared.
func (c *checker) step() bool {
	c.steps++
	return c.steps <= maxSteps
}

// met is a schema that is to be judged when all were seen.
type met struct {
	schema *lint.Schema
	use    *lint.Use
}

func (c *checker) schema(s *lint.Schema, use *lint.Use) {
	c.composed(s, use)
	if use.Direction == lint.Received && use.Roles.Has(lint.Whole|lint.Value|lint.Item|lint.Branch) {
		c.met = append(c.met, met{s, use})
	}
}

func (c *checker) end() {
	for _, m := range c.met {
		c.judge(m.schema, m.use)
	}
	if c.steps > maxSteps {
		root := c.API.Doc.Root()
		c.Report(spec.Problem{
			Strength: rules.Hint, Range: root.Range(), Pointer: root.Pointer(),
			Message: "the schemas are put together from more parts than are looked at: some of them were not compared",
			Help:    "refer to fewer parts in allOf, or split the document",
		})
	}
}

// judge reports what opens an object, the worst alone.
func (c *checker) judge(s *lint.Schema, use *lint.Use) {
	if !isObject(s) || s.Keyword("maxProperties").Kind() == spec.Number || s.Keyword("enum").Exists() || s.Keyword("const").Exists() {
		return
	}
	parts := s.All()
	for _, keyword := range c.keywords() {
		for _, part := range parts {
			switch rest := part.Node.Field(keyword); opens(rest) {
			case open:
				c.tell(s, use, rest, opened(s, use), fmt.Sprintf("%s is open", keyword), "name the properties and write "+keyword+": false, or bound them with a schema and maxProperties")
				return
			case schema:
				c.tell(s, use, rest, rules.Unproven, fmt.Sprintf("%s bounds their values and not their number", keyword), "add maxProperties")
				return
			case closed, broken:
				return
			case unsaid:
			}
		}
	}
	if s.Keyword("propertyNames").Exists() || slices.ContainsFunc(parts, func(part *lint.Schema) bool { return part.Node.Field("$dynamicRef").Exists() }) {
		return
	}
	c.byDefault(s, use)
}

// opened returns how sure it is that somebody should mind an object that is open on
// purpose. A field that names no properties at all is a dictionary, as labels and
// metadata are, and there is nothing beside which one could be slipped in.
func opened(s *lint.Schema, use *lint.Use) rules.Strength {
	if !hasProperties(s) && !use.Roles.Has(lint.Whole|lint.Branch|lint.Item) {
		return rules.Unproven
	}
	return rules.Proven
}

// keywords are those that say which properties a schema has beside its own.
func (c *checker) keywords() []string {
	if c.API.Doc.Version >= spec.V3_1 {
		return []string{"unevaluatedProperties", "additionalProperties"}
	}
	return []string{"additionalProperties"}
}

// byDefault reports an object that says nothing of further properties, which
// allows them, where it can be closed: what others are put together with cannot,
// and what is put together cannot before OpenAPI 3.1.
func (c *checker) byDefault(s *lint.Schema, use *lint.Use) {
	keyword := "additionalProperties"
	if composed := len(s.Parts()) > 0 || len(s.Alternatives()) > 0; composed {
		if c.API.Doc.Version < spec.V3_1 {
			return
		}
		keyword = "unevaluatedProperties"
	}
	if c.isPart(s) || c.joined[s] || len(s.Subtypes()) > 0 {
		return
	}
	switch {
	case hasProperties(s) && s.Node.Field("discriminator").Exists():
		return // subtypes add to it, wherever they are
	case !hasProperties(s):
		c.tell(s, use, spec.Node{}, rules.Unproven, "it names none", "name the properties and write "+keyword+": false")
	default:
		c.tell(s, use, spec.Node{}, rules.Hint, "nothing forbids them", "write "+keyword+": false")
	}
}

// isPart reports whether others are put together with the schema.
func (c *checker) isPart(s *lint.Schema) bool {
	for _, d := range []lint.Direction{lint.Received, lint.Sent} {
		if u := s.Use(d); u != nil && u.Roles.Has(lint.Part) {
			return true
		}
	}
	return false
}

func isObject(s *lint.Schema) bool {
	if types := s.Types(); len(types) > 0 {
		return slices.Contains(types, "object")
	}
	return hasProperties(s) || s.Keyword("additionalProperties").Exists()
}

func hasProperties(s *lint.Schema) bool {
	return slices.ContainsFunc(s.All(), func(part *lint.Schema) bool { return len(part.Properties()) > 0 })
}

// openness is what a schema says of properties that it does not name.
type openness int

const (
	unsaid openness = iota
	closed
	open   // any
	schema // those with a value of some kind
	broken // what is no schema, of which nobody knows what it means
)

func opens(n spec.Node) openness {
	switch n.Kind() {
	case spec.Bool:
		if n.True() {
			return open
		}
		return closed
	case spec.Mapping:
		for name := range n.Names() {
			if name != "description" && name != "title" && name != "example" {
				return schema
			}
		}
		return open
	case spec.String: // a quoted boolean is an error of the document, and what it means is plain
		switch n.Text() {
		case "true":
			return open
		case "false":
			return closed
		}
	}
	if n.Exists() {
		return broken
	}
	return unsaid
}

// tell reports a schema at what opens it, or at itself.
func (c *checker) tell(s *lint.Schema, use *lint.Use, at spec.Node, strength rules.Strength, why, help string) {
	key := s.Node
	if at.Exists() {
		key = at
	}
	if c.told[key.Identity()] {
		return
	}
	c.told[key.Identity()] = true
	if use.Unused() {
		strength = rules.Hint // clients may never send it
	}
	p := spec.Problem{
		Strength: strength, Range: c.API.Place(s), Pointer: s.Node.Pointer(),
		Message: fmt.Sprintf("%s takes properties that nobody named%s: %s", c.API.Subject(s), use.Takes(), why),
		Help:    help,
	}
	if at.Exists() {
		p.Range, p.Pointer = at.KeyRange(), at.Pointer()
	}
	if use.More || len(use.Operations) > 1 {
		p.Related = use.Related()
	}
	use.Name(&p)
	c.Report(p)
}

// composed reports closed schemas that others are put together with: each
// refuses what the others ask for.
func (c *checker) composed(s *lint.Schema, use *lint.Use) {
	lists := s.Alternatives()
	if len(s.Parts()) == 0 && len(lists) == 0 {
		return
	}
	parts := s.All()
	for _, part := range parts {
		c.refuses(part, s, parts, use)
	}
	if !hasProperties(s) {
		return
	}
	for _, list := range lists {
		for _, alternative := range list {
			c.joined[alternative] = true
			c.refuses(alternative, s, parts, use)
		}
	}
}

// refuses reports a closed schema where one of the others has a property that it
// does not name.
func (c *checker) refuses(part, whole *lint.Schema, others []*lint.Schema, use *lint.Use) {
	rest := part.Node.Field("additionalProperties")
	if opens(rest) != closed && part != whole && c.API.Doc.Version >= spec.V3_1 {
		rest = part.Node.Field("unevaluatedProperties")
	}
	if opens(rest) != closed || c.told[rest.Identity()] {
		return
	}
	known := map[string]bool{}
	for _, p := range part.Properties() {
		if p.Pattern || !c.step() {
			return // a pattern may name them
		}
		known[p.Name] = true
	}
	if rest.Pointer() != "" && part != whole && part.Node.Field("unevaluatedProperties").Identity() == rest.Identity() {
		for _, own := range part.All() {
			for _, p := range own.Properties() {
				known[p.Name] = true
			}
		}
	}
	for _, other := range others {
		if other == part {
			continue
		}
		for _, p := range other.Properties() {
			if p.Pattern || known[p.Name] {
				if !c.step() {
					return
				}
				continue
			}
			c.told[rest.Identity()] = true
			problem := spec.Problem{
				Strength: rules.Unproven, Range: rest.KeyRange(), Pointer: rest.Pointer(),
				Message: fmt.Sprintf("%s is closed, and put together with property %q, which it refuses%s", c.API.Subject(part), p.Name, use.Takes()),
				Help:    c.whole(),
				Related: []spec.Related{{Range: p.Node.KeyRange(), Message: "the property that it refuses"}},
			}
			use.Name(&problem)
			c.Report(problem)
			return
		}
	}
}

// whole says how to close what is put together.
func (c *checker) whole() string {
	if c.API.Doc.Version >= spec.V3_1 {
		return "remove it here, and write unevaluatedProperties: false beside allOf"
	}
	return "remove it here: nobody who checks it can let a value through, so that nobody checks"
}
