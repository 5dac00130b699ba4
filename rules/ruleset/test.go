package ruleset

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/apiward/apiward/rules"
)

// test reads a test that stands beside the blocks.
func (b *block) test() { b.testOf("") }

// ownTest reads a test that stands in the block of a rule of the house: only
// this rule judges its fixture.
func (b *block) ownTest(src *hclsyntax.Block) {
	if inner, ok := b.block(src, blockType{name: "test", form: `test "what it shows" { ... }`, label: "what it shows"}); ok {
		inner.testOf(b.label)
	}
}

// testOf reads a test of a rule, of any where rule is "". What it says of rules
// is held against them when all files are read: they may come later.
func (b *block) testOf(rule string) {
	b.only("test block", "rules", "document", "code", "routes", "expect")
	if strings.TrimSpace(b.label) == "" {
		b.tell(b.labelAt, "the test has no name", `write what it shows, as test "a write without a scope is found" { ... }`)
	}
	b.once("test")
	t := rules.Test{Name: b.label, Rule: rule, At: b.at(b.head)}
	for _, item := range b.patterns("rules") {
		id := item.is.(string)
		b.judging(id, item.at)
		t.Rules = append(t.Rules, id)
	}
	slices.Sort(t.Rules)
	t.Rules = slices.Compact(t.Rules)
	b.fixtures(&t)
	for _, src := range b.blocks {
		if src.Type != "expect" {
			b.tell(src.TypeRange, "unknown block "+quote(src.Type)+" in the test block", `a test holds expect { ... }`)
			continue
		}
		if inner, ok := b.block(src, blockType{name: "expect", form: "expect { ... }"}); ok {
			t.Expect = append(t.Expect, inner.expect(&t))
		}
	}
	if a, ok := b.attribute("expect"); ok {
		b.expectations(a.Expr, &t)
	}
	b.tests = append(b.tests, t)
}

// expectations reads what the test expects where it is written as a value: an
// object with the attributes of an expect block, or a list of them.
func (b *block) expectations(e hclsyntax.Expression, t *rules.Test) {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		b.expectations(e.Expression, t)
		return
	case *hclsyntax.TupleConsExpr:
		for _, item := range e.Exprs {
			if _, nested := item.(*hclsyntax.TupleConsExpr); nested {
				b.tell(item.Range(), "this is no finding", expectForm)
				continue
			}
			b.expectations(item, t)
		}
		return
	case *hclsyntax.ObjectConsExpr:
		in := &block{body: &body{file: b.file}, kind: "expect", head: e.Range()}
		for _, item := range e.Items {
			name := keyOf(item.KeyExpr)
			if _, twice := in.attribute(name); name == "" || twice {
				b.tell(item.KeyExpr.Range(), "this is no name of a part of a finding, or one that stands there already", expectForm)
				continue
			}
			at := item.KeyExpr.Range()
			in.attributes = append(in.attributes, &hclsyntax.Attribute{Name: name, Expr: item.ValueExpr, NameRange: at, SrcRange: hcl.RangeBetween(at, item.ValueExpr.Range())})
		}
		t.Expect = append(t.Expect, in.expect(t))
		return
	}
	b.tell(e.Range(), "this is no finding", expectForm)
}

// keyOf returns the name that an entry of an object has, with quotes or without;
// "" where it is no plain name.
func keyOf(e hclsyntax.Expression) string {
	if key, ok := e.(*hclsyntax.ObjectConsKeyExpr); ok {
		if quoted, ok := key.Wrapped.(*hclsyntax.TemplateExpr); ok {
			name, _ := templateText(quoted)
			return name
		}
	}
	return hcl.ExprAsKeyword(e)
}

const expectForm = `write expect = [{ rule = "missing_auth", line = 3 }], or a block expect { ... } for each`

// judging has a rule that a test names looked up when all rules are known.
func (b *block) judging(id string, at hcl.Range) {
	b.later = append(b.later, func() { b.known(id, at) })
}

// fixtures reads what the test judges.
func (b *block) fixtures(t *rules.Test) {
	t.Document = b.fixture("document")
	t.Code = b.fixture("code")
	routes := b.fixture("routes")
	switch {
	case t.Code != nil && routes != nil:
		b.tell(b.head, "the test has code and routes", "both are code of one service: write one of them")
	case routes != nil:
		routes.Table = strings.HasPrefix(strings.TrimSpace(routes.Text), "{")
		t.Code = routes
	}
	for _, name := range []string{"document", "code", "routes"} {
		if _, given := b.attribute(name); given {
			return
		}
	}
	b.missing("fixture", "write what is judged, as document = <<-EOT ... EOT; code and routes take Go")
}

// fixture returns the text of an attribute, nil where there is none.
func (b *block) fixture(name string) *rules.Fixture {
	a, ok := b.attribute(name)
	if !ok {
		return nil
	}
	if template, ok := a.Expr.(*hclsyntax.TemplateExpr); ok {
		for _, part := range template.Parts {
			if _, literal := part.(*hclsyntax.LiteralValueExpr); !literal {
				b.tell(part.Range(), "the fixture holds an expression", "its text is taken as it is: write $${ for ${, and %%{ for %{")
				return nil
			}
		}
	}
	text, at, ok := b.string(name)
	if !ok {
		return nil
	}
	if strings.TrimSpace(text) == "" {
		b.tell(at, "the fixture is empty", "write the text that is judged")
		return nil
	}
	place := b.at(at)
	if at.Start.Line != at.End.Line {
		place.Line, place.Column = place.Line+1, 1 // a heredoc begins behind its mark
	}
	return &rules.Fixture{Text: text, At: place}
}

// expect reads one finding that the test expects.
func (b *block) expect(t *rules.Test) rules.Expectation {
	b.only("expect block", "rule", "line", "file", "on", "message", "route", "level")
	e := rules.Expectation{Rule: t.Rule, At: b.at(b.head)}
	id, at, ok := b.string("rule")
	_, given := b.attribute("rule")
	switch {
	case ok:
		e.Rule = id
		b.judging(id, at)
		if t.Narrow() && id != t.Rule && !slices.Contains(t.Rules, id) && len(t.Rules) > 0 {
			b.tell(at, "the rule "+quote(id)+" does not judge this test", "add it to the test's rules")
		}
	case given:
	case e.Rule == "" && len(t.Rules) == 1:
		e.Rule = t.Rules[0]
	case e.Rule == "":
		b.missing("rule", `name the rule that is to find it, as rule = "missing_auth"`)
	}
	e.Line = b.line()
	e.File, e.On, e.Message, e.Route = b.piece("file"), b.piece("on"), b.piece("message"), b.piece("route")
	if level, ok := b.level(); ok {
		if level == rules.Off {
			a, _ := b.attribute("level")
			b.tell(a.Expr.Range(), "nothing is found at the level off", "a test of silence has no expect")
		}
		e.Level = &level
	}
	return e
}

// piece returns a text that must not be empty: it would fit everything.
func (b *block) piece(name string) string {
	text, at, ok := b.string(name)
	if ok && strings.TrimSpace(text) == "" {
		b.tell(at, name+" is empty", "write what is expected there, or leave it out")
	}
	return text
}

// line returns the line that the block names, 0 where it names none.
func (b *block) line() int {
	a, ok := b.attribute("line")
	if !ok {
		return 0
	}
	v, ok := b.value(a.Expr)
	if !ok {
		return 0
	}
	number, ok := v.is.(float64)
	if !ok || number < 1 || number != math.Trunc(number) || number > maxSize {
		b.tell(v.at, "line is a line of the fixture, not "+fmt.Sprint(v.shown()), "lines are counted from 1, as line = 3")
		return 0
	}
	return int(number)
}

// shown returns a value as a message shows it.
func (v value) shown() string {
	switch is := v.is.(type) {
	case float64:
		return fmt.Sprint(is)
	case string:
		return quote(is)
	}
	return v.kind()
}
