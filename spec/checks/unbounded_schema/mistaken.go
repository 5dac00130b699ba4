package unbounded_schema

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// mistaken reports bounds that cannot be what was meant: two on one side, and a least
// that is above the most. That of a pattern which says nothing is broad. What is only
// sent has no side that is missing, but no value either where its bounds exclude
// one another.
func (c *checker) mistaken(s *lint.Schema, use *lint.Use) {
	if c.ask&(low|high) != 0 && use.Direction == lint.Received {
		c.twice(s, use)
	}
	for _, pair := range crossable {
		if c.ask&pair.asked != 0 {
			c.crossed(s, use, pair)
		}
	}
}

// ends are two keywords of which one says the least and the other the most.
type ends struct {
	least, most string
	of          []string // types, for whose values alone they hold
	asked       bound
}

var crossable = []ends{
	{"minimum", "maximum", []string{"integer", "number"}, low | high},
	{"minLength", "maxLength", []string{"string"}, length},
	{"minItems", "maxItems", []string{"array"}, count},
	{"minProperties", "maxProperties", []string{"object"}, everything},
}

// twice reports a number with two bounds on one side, of which one says nothing: who
// loosens that one has changed nothing. Before OpenAPI 3.1 both belong together.
func (c *checker) twice(s *lint.Schema, use *lint.Use) {
	if c.API.Doc.Version < spec.V3_1 {
		return
	}
	for _, pair := range [][2]string{{"minimum", "exclusiveMinimum"}, {"maximum", "exclusiveMaximum"}} {
		plain, exclusive := s.Node.Field(pair[0]), s.Node.Field(pair[1])
		if plain.Kind() != spec.Number || exclusive.Kind() != spec.Number {
			continue
		}
		p := spec.Problem{
			Strength: rules.Hint, Range: exclusive.KeyRange(), Pointer: exclusive.Pointer(),
			Message: fmt.Sprintf("%s has both %s and %s, of which only the stricter counts%s", c.API.Subject(s), pair[0], pair[1], use.Takes()),
			Help:    "remove the one that is not meant",
		}
		use.Name(&p)
		c.Report(p)
	}
}

// crossed reports a schema that asks for more than it allows, by itself or with its
// parts: no value is valid, so that nobody can be checking it.
func (c *checker) crossed(s *lint.Schema, use *lint.Use, e ends) {
	high := strictest(s, e.most, func(one, other string) bool { return above(other, one) })
	if !high.Exists() {
		return
	}
	low := strictest(s, e.least, above)
	if !low.Exists() || !above(low.Scalar(), high.Scalar()) || c.told[high.Identity()] {
		return
	}
	if types := s.Types(); len(types) > 0 && !slices.ContainsFunc(e.of, func(t string) bool { return slices.Contains(types, t) }) {
		return
	}
	c.told[high.Identity()] = true
	verb := "takes"
	if use.Direction == lint.Sent {
		verb = "sends"
	}
	p := spec.Problem{
		Strength: rules.Hint, Range: high.KeyRange(), Pointer: high.Pointer(),
		Message: fmt.Sprintf("%s has a %s of %s above its %s of %s: no value is valid, and who %s some does not check%s",
			c.API.Subject(s), e.least, low.Scalar(), e.most, high.Scalar(), verb, use.Takes()),
		Help: "write the bounds that are meant",
	}
	use.Name(&p)
	c.Report(p)
}

// strictest returns the number that a keyword has in a schema and its parts, of several
// the one that is stricter than the others, and the absent node where none has one.
func strictest(s *lint.Schema, keyword string, stricter func(one, other string) bool) (found spec.Node) {
	if len(s.Parts()) == 0 {
		if n := s.Node.Field(keyword); n.Kind() == spec.Number {
			return n
		}
		return spec.Node{}
	}
	for _, part := range s.All() {
		if n := part.Node.Field(keyword); n.Kind() == spec.Number && (!found.Exists() || stricter(n.Scalar(), found.Scalar())) {
			found = n
		}
	}
	return found
}

// broad reports a pattern that every text matches: it looks like a check and is none.
// Where a string needs bounds the finding about them says so too.
func (c *checker) broad(s *lint.Schema, use *lint.Use) {
	if !s.Is("string") {
		return
	}
	var all spec.Node
	for _, part := range s.All() {
		if part.Node.Field("enum").Exists() || part.Node.Field("const").Exists() {
			return
		}
		switch n := part.Node.Field("pattern"); {
		case n.Text() == "":
		case isBroad(n.Text()) && !isBounded(n.Text()):
			all = n
		default:
			return
		}
	}
	if !all.Exists() || c.told[all.Identity()] {
		return
	}
	c.told[all.Identity()] = true
	p := spec.Problem{
		Strength: rules.Hint, Range: all.KeyRange(), Pointer: all.Pointer(),
		Message: fmt.Sprintf("%s has the pattern %q, which every text matches%s", c.API.Subject(s), all.Text(), use.Takes()),
		Help:    "write which characters are meant, or leave it out",
	}
	use.Name(&p)
	c.Report(p)
}

// above reports whether one number is more than another. One that is too long to be
// meant is not compared: 1e999999999 would be a gigabyte of digits.
func above(one, other string) bool {
	const longest = 20
	if len(one) > longest || len(other) > longest {
		return false
	}
	a, _, errA := big.ParseFloat(one, 10, 64, big.ToNearestEven)
	b, _, errB := big.ParseFloat(other, 10, 64, big.ToNearestEven)
	return errA == nil && errB == nil && a.Cmp(b) > 0
}
