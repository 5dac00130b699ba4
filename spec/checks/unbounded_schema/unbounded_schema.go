package unbounded_schema

import (
	"embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.yaml testdata/good.yaml
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "unbounded_schema",
	Title:      "A request may be of any size",
	Kind:       rules.Document,
	Severity:   rules.Medium,
	Confidence: rules.Certain,
	OWASP:      "API4:2023",
	CWE:        770,
	Since:      "0.1",
	Default:    rules.Note,
	Options: []rules.Option{{
		Name: "ask", Type: rules.Strings, Default: []string{"length", "items", "range", "upload"},
		Doc: "what is asked of schemas: length of strings, characters of those that have a length, items of arrays, range of numbers, format of numbers, upload: size of files; responses: all this also of what is only sent",
	}, {
		Name: "max_items", Type: rules.Number, Default: 0.0,
		Doc: "the maxItems that --fix adds to arrays that have none; 0: none, since nobody else knows how many there may be",
	}, {
		Name: "max_length", Type: rules.Number, Default: 0.0,
		Doc: "the maxLength that --fix adds to strings that have none; 0: none, since nobody else knows how long they may be",
	}},
}}

// Check reports each schema that requests lead to, once, with all that it leaves
// open.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := &checker{Pass: p, lent: map[*lint.Schema]bound{}, told: map[spec.Identity]bool{}, deep: map[*lint.Schema]bound{}}
	c.maxItems, c.maxLength = whole(p, "max_items"), whole(p, "max_length")
	ask := rules.Value[[]string](p.Policy, Rule.Rule, "ask")
	c.ask, c.sent = c.asked(ask), slices.Contains(ask, "responses")
	return lint.Visitor{Body: c.body, Schema: c.schema, End: c.end}
})

// whole returns an option that is a count.
func whole(p *lint.Pass, name string) int {
	return int(min(max(rules.Value[float64](p.Policy, Rule.Rule, name), 0), math.MaxInt32))
}

type checker struct {
	*lint.Pass
	ask       bound
	sent      bool // what only responses carry is asked too
	maxItems  int  // that a fix adds, 0: none
	maxLength int  // likewise
	// lent is what others say of a property: in
	//
	//	allOf: [{properties: {name: {type: string}}}, {properties: {name: {maxLength: 9}}}]
	//
	// the name is bounded.
	lent map[*lint.Schema]bound
	met  []met
	told map[spec.Identity]bool
	deep map[*lint.Schema]bound // of alternatives

	steps, merged int
}

// merge takes one from the properties that may be compared over the document.
func (c *checker) merge() bool {
	c.merged++
	return c.merged <= maxMerged
}

// The bounds of what is looked at and compared over a document: a part of a
// hundred thousand schemas is looked at as often.
const (
	maxSteps  = 20_000_000
	maxMerged = 2_000_000
)

// step takes one from what may be looked at.
func (c *checker) step() bool {
	c.steps++
	return c.steps <= maxSteps
}

// met is a schema that is to be judged when all were seen.
type met struct {
	schema *lint.Schema
	use    *lint.Use
}

// asked returns the bounds that an option names.
func (c *checker) asked(names []string) (b bound) {
	for _, name := range names {
		b |= map[string]bound{"length": length, "characters": characters, "items": count, "range": low | high, "format": stated, "upload": size}[name]
	}
	return b
}

// asks reports whether the use is one in which bounds are asked of a schema, which
// is one of its two.
func (c *checker) asks(s *lint.Schema, use *lint.Use) bool {
	return use.Direction == lint.Received || c.sent && s.Use(lint.Received) == nil
}

// schema notes what requests carry. What is only a part of others is judged with
// them, and an alternative with what it is an alternative of.
func (c *checker) schema(s *lint.Schema, use *lint.Use) {
	if !c.asks(s, use) {
		if use.Direction == lint.Sent && s.Use(lint.Received) == nil {
			c.mistaken(s, use)
		}
		return
	}
	if len(s.Parts()) > 0 {
		c.lend(s)
	}
	if use.Roles.Has(lint.Whole | lint.Value | lint.Item) {
		c.met = append(c.met, met{s, use})
	}
}

// lend hands what the parts of a schema say of a property to the other parts.
func (c *checker) lend(s *lint.Schema) {
	first := map[string]*lint.Schema{}
	for _, part := range s.All() {
		for _, p := range part.Properties() {
			if !c.merge() {
				return
			}
			other := first[p.Name]
			if other == nil {
				first[p.Name] = p.Schema
				continue
			}
			both := c.bounds(other) | c.bounds(p.Schema)
			c.lent[other] |= both
			c.lent[p.Schema] |= both
		}
	}
}

func (c *checker) end() {
	for _, m := range c.met {
		c.judge(m.schema, m.use, 0, 0)
	}
	if c.merged > maxMerged || c.steps > maxSteps {
		root := c.API.Doc.Root()
		c.Report(spec.Problem{
			Strength: rules.Hint, Range: root.Range(), Pointer: root.Pointer(),
			Message: "the schemas are put together from more parts than are looked at: some of their bounds were not compared",
			Help:    "refer to fewer parts in allOf, or split the document",
		})
	}
}

// judge reports what a schema leaves open under the bounds that hold anyway. An
// alternative that has a type is judged by itself; one that has none only adds
// bounds, and all of a list must add them.
func (c *checker) judge(s *lint.Schema, use *lint.Use, given bound, depth int) {
	const maxDepth = 20 // alternatives of alternatives
	if depth > maxDepth || c.told[s.Node.Identity()] {
		return
	}
	c.told[s.Node.Identity()] = true
	c.mistaken(s, use)
	has := c.bounds(s) | given | c.lent[s]
	types := s.Types()
	for _, list := range alternatives(s) {
		common := everything
		for _, a := range list {
			common &= c.deepBounds(a, 0).settle()
			if len(a.Types()) > 0 || len(a.Parts()) > 0 {
				if u := a.Use(use.Direction); u != nil && !u.Roles.Has(lint.Whole|lint.Value|lint.Item) {
					c.judge(a, use, has, depth+1)
				}
			}
		}
		has |= common
	}
	missing := needs(types, s) &^ has.settle()
	asked := missing & c.ask
	if asked&length != 0 {
		asked |= missing & characters
	}
	if asked != 0 {
		c.tell(s, use, types, asked)
	}
	if c.ask&(length|characters) != 0 && asked&characters == 0 {
		c.broad(s, use)
	}
}

// alternatives returns the lists of alternatives of a schema and its parts.
func alternatives(s *lint.Schema) (lists [][]*lint.Schema) {
	for _, part := range s.All() {
		lists = append(lists, part.Alternatives()...)
	}
	return lists
}

// deepBounds returns what is bounded in an alternative, by itself or by its own
// alternatives. What its type does not have is bounded. It is found out once: a
// few schemas can name one another as alternatives in endless ways.
func (c *checker) deepBounds(s *lint.Schema, depth int) bound {
	if known, ok := c.deep[s]; ok {
		return known
	}
	b := c.bounds(s)
	if types := s.Types(); len(types) > 0 {
		b |= everything &^ needs(types, s)
	}
	c.deep[s] = b // what a circle leads back to adds nothing
	const maxDepth = 100
	if depth > maxDepth {
		return b
	}
	for _, list := range s.Alternatives() {
		common := everything
		for _, a := range list {
			common &= c.deepBounds(a, depth+1).settle()
		}
		b |= common
	}
	c.deep[s] = b
	return b
}

// body reports a form of a body that is no text and has no schema: a file.
func (c *checker) body(b *lint.Body) {
	if b.Direction == lint.Sent || c.ask&size == 0 {
		return
	}
	for _, m := range b.Media {
		if m.Schema != nil || m.Item != nil || !isFile(m.Name) {
			continue
		}
		p := spec.Problem{
			Range: m.Node.KeyRange(), Pointer: m.Node.Pointer(),
			Message: fmt.Sprintf("the body as %s takes uploads of any size%s", m.Name, b.Takes()),
			Help:    "give it a schema with maxLength, and refuse what is longer while it is read",
		}
		b.Name(&p)
		c.Report(p)
	}
}

func isFile(media string) bool {
	kind, sub, _ := strings.Cut(strings.ToLower(media), "/")
	sub, _, _ = strings.Cut(sub, ";")
	switch kind {
	case "image", "audio", "video":
		return true
	case "application":
		return slices.Contains([]string{"octet-stream", "pdf", "zip", "gzip", "x-tar", "x-gzip", "x-zip-compressed", "vnd.ms-excel"}, sub)
	}
	return false
}

// tell reports what is missing, in one sentence.
func (c *checker) tell(s *lint.Schema, use *lint.Use, types []string, missing bound) {
	p := spec.Problem{Range: c.API.Place(s), Pointer: s.Node.Pointer()}
	takes, help := words(types, missing)
	verb := " takes "
	if use.Direction == lint.Sent {
		verb = " sends "
	}
	p.Message = c.API.Subject(s) + verb + join(takes) + use.Takes()
	p.Help = "add " + join(help)
	if use.More || len(use.Operations) > 1 {
		p.Related = use.Related()
	}
	p.Fix = c.fix(s, missing)
	use.Name(&p)
	c.Report(p)
}

// fix adds the bound that the policy has a number for; nil where it has none.
func (c *checker) fix(s *lint.Schema, missing bound) *spec.Fix {
	switch {
	case missing == count && c.maxItems > 0:
		if edit, ok := s.Node.With("maxItems", strconv.Itoa(c.maxItems), "items"); ok {
			return &spec.Fix{Message: fmt.Sprintf("allow %d items at most", c.maxItems), Edits: []spec.Edit{edit}}
		}
	case missing&^characters == length && c.maxLength > 0:
		if edit, ok := s.Node.With("maxLength", strconv.Itoa(c.maxLength), "type"); ok {
			return &spec.Fix{Message: fmt.Sprintf("allow %d characters at most", c.maxLength), Edits: []spec.Edit{edit}}
		}
	}
	return nil
}

// words says what is missing and what to add.
func words(types []string, missing bound) (takes, help []string) {
	say := func(what, add string) {
		takes, help = append(takes, what), append(help, add)
	}
	switch missing & (length | characters) {
	case length | characters:
		say("strings of any length and any characters", "maxLength and a pattern, or a format or enum that says both")
	case length:
		say("strings of any length", "maxLength")
	case characters:
		say("strings of any characters", "a pattern, format or enum")
	}
	if missing&size != 0 {
		say("uploads of any size", "maxLength")
	}
	if missing&count != 0 {
		say("any number of items", "maxItems")
	}
	number := "numbers"
	if slices.Contains(types, "integer") {
		number = "integers"
	}
	switch missing & (low | high) {
	case low | high:
		say(number+" of any size", "minimum and maximum, or a format of a fixed width")
	case low:
		say(number+" without a minimum", "minimum")
	case high:
		say(number+" without a maximum", "maximum")
	}
	if missing&stated != 0 {
		say(number+" whose width no format says", "format")
	}
	return takes, help
}

func join(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}
