package exposed_field

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sensitive"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.yaml testdata/good.yaml
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "exposed_field",
	Title:      "A response carries what should not be shown",
	Kind:       rules.Document,
	Severity:   rules.High,
	Confidence: rules.Firm,
	OWASP:      "API3:2023",
	CWE:        213,
	Since:      "0.1",
	Default:    rules.Error,
}}

// Check reports properties and headers of what the service sends, once where
// each is written.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := &checker{Pass: p, names: sensitive.New(p.Policy), labels: labelsOf(p.Policy), texts: map[*lint.Schema]bool{}}
	return lint.Visitor{Property: c.property, Header: c.header}
})

type checker struct {
	*lint.Pass
	names  *sensitive.Vocabulary
	labels []label // of the policy
	texts  map[*lint.Schema]bool
}

// verdict is what a place is found to carry.
type verdict struct {
	class    sensitive.Class
	strength rules.Strength
	words    []string // that told it; none where it was declared
}

// property judges one property that the service sends.
func (c *checker) property(p *lint.Property, use *lint.Use) {
	if use.Direction != lint.Sent || use.Hidden {
		return
	}
	v, ok := c.judge(p, use)
	if !ok || c.isTexts(p.Owner) || v.class == sensitive.Credential && c.expected(v, use) {
		return
	}
	if use.Unused() {
		if asksFor(p.Owner.Path()) || v.strength == rules.Hint {
			return
		}
		v.strength = weaker(v.strength)
	}
	if v.class == sensitive.Credential && onlyCreates(use) {
		v.strength = weaker(v.strength)
	}
	if !c.level(&v) {
		return
	}
	c.report(p.Node, subject(p), v, use, c.hide(p, v))
}

// isTexts reports whether an object is a table of texts by their names, as what a
// page shows in one language: a hundred properties and more, of which each is a plain
// string. "settings.password" is a label there. It is found out once.
func (c *checker) isTexts(owner *lint.Schema) bool {
	const many = 100
	known, ok := c.texts[owner]
	if !ok {
		properties := owner.Properties()
		known = len(properties) >= many && !slices.ContainsFunc(properties, func(p *lint.Property) bool {
			return !slices.Equal(p.Schema.Types(), []string{"string"}) || p.Schema.Keyword("format").Exists() || p.WriteOnly()
		})
		c.texts[owner] = known
	}
	return known
}

// judge returns what a property carries: by what the document declares, by its
// format, or by its name.
func (c *checker) judge(p *lint.Property, use *lint.Use) (verdict, bool) {
	if v, harmless := c.declared(p); harmless {
		return v, false
	} else if v.class != "" {
		return v, true
	}
	context := sensitive.Context{
		Owner:   p.OwnerName(use),
		Failure: use.Statuses != 0 && use.Statuses&^lint.Errors == 0,
		Value:   p.Schema.Value,
	}
	term, ok := c.names.Find(p.Name, context)
	if !ok {
		if p.Schema.Keyword("format").Text() != "password" {
			return verdict{}, false
		}
		term.Class = sensitive.Credential
	}
	v := verdict{class: term.Class, strength: term.Strength, words: term.Words}
	switch disclosed(p) {
	case never:
		return verdict{}, false
	case sometimes:
		v.strength = weaker(v.strength)
	}
	if v.class == sensitive.Personal && context.OfPerson() && slices.ContainsFunc(use.Operations, saidOpen) {
		v.strength = rules.Unproven // strangers read of people
	}
	return v, true
}

// saidOpen reports whether a document says of an operation that anyone may call
// it.
func saidOpen(op *lint.Operation) bool {
	return op.Surface == lint.Path && (op.Security.Access == lint.Public || op.Security.Access == lint.Optional) &&
		op.Security.Origin == lint.AtOperation && op.Purpose() == lint.Business
}

// level applies what the policy says of a class, and reports whether it is on.
func (c *checker) level(v *verdict) bool {
	level, ok := c.names.Level(v.class)
	switch {
	case !ok:
		return true
	case level == rules.Off:
		return false
	}
	v.strength = rules.Strength(rules.Error - level)
	return true
}

// weaker returns the next strength.
func weaker(s rules.Strength) rules.Strength { return min(s+1, rules.Hint) }

// report records a finding.
func (c *checker) report(at spec.Node, what string, v verdict, use *lint.Use, fix *spec.Fix) {
	problem := spec.Problem{
		Strength: v.strength,
		Range:    at.KeyRange(),
		Pointer:  at.Pointer(),
		Message:  fmt.Sprintf("%s is %s, and %s", what, v.class.Title(), sends(use)),
		Help:     c.help(v),
		Related:  use.Related(),
		Fix:      fix,
	}
	if op := use.First(); op != nil && len(use.Operations) == 1 {
		problem.Method, problem.Path = op.Method, op.Path
	}
	c.Report(problem)
}

// sends says who sends something.
func sends(use *lint.Use) string {
	switch n := len(use.Operations); {
	case n == 0:
		return "no operation uses it yet: responses would carry it"
	case n == 1 && !use.More:
		return use.String() + " sends it"
	}
	return use.String() + " send it"
}

// subject names a property for a message.
func subject(p *lint.Property) string {
	name := p.String()
	if len(name) > 200 {
		name = strings.ToValidUTF8(name[:200], "") + "…"
	}
	if p.Pattern {
		return "the pattern " + name
	}
	if p.Owner.Path() == "" {
		return "the property " + name
	}
	return name
}

// help says what to do about a class.
func (c *checker) help(v verdict) string {
	hide := "mark it writeOnly: true"
	if c.API.Doc.Version == spec.V2_0 {
		hide = "give responses a schema of their own"
	}
	switch v.class {
	case sensitive.Credential:
		return "leave it out of responses, or " + hide + " where only clients send it"
	case sensitive.Internal:
		return "leave it out: what happens inside the service helps attackers and no client"
	case sensitive.Personal:
		return "leave it out where the client does not need it, and say so with x-data-classification where it does"
	}
	return "leave it out, mask it, or " + hide + " where only clients send it"
}
