package unbounded_schema

import (
	"fmt"
	"math/big"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// mistaken reports bounds that cannot be what was meant: two on one side, and a least
// that is above the most.
func (c *checker) mistaken(s *lint.Schema, use *lint.Use) {
	if c.ask&(low|high) != 0 {
		c.twice(s, use)
	}
	for _, pair := range []struct {
		least, most string
		asked       bound
	}{
		{"minimum", "maximum", low | high}, {"minLength", "maxLength", length}, {"minItems", "maxItems", count},
	} {
		if c.ask&pair.asked != 0 {
			c.crossed(s, use, pair.least, pair.most)
		}
	}
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

// crossed reports a schema that asks for more than it allows: no value is valid, so
// that nobody can be checking it.
func (c *checker) crossed(s *lint.Schema, use *lint.Use, least, most string) {
	low, high := s.Node.Field(least), s.Node.Field(most)
	if low.Kind() != spec.Number || high.Kind() != spec.Number || !above(low.Scalar(), high.Scalar()) {
		return
	}
	p := spec.Problem{
		Strength: rules.Hint, Range: high.KeyRange(), Pointer: high.Pointer(),
		Message: fmt.Sprintf("%s has a %s of %s above its %s of %s: no value is valid, and who takes some does not check%s",
			c.API.Subject(s), least, low.Scalar(), most, high.Scalar(), use.Takes()),
		Help: "write the bounds that are meant",
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
