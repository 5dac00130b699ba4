package secret_in_example

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/secret"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.yaml testdata/good.yaml
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "secret_in_example",
	Title:      "A credential is written in the document",
	Kind:       rules.Document,
	Severity:   rules.High,
	Confidence: rules.Firm,
	OWASP:      "API2:2023",
	CWE:        798,
	Since:      "0.1",
	Default:    rules.Error,
}}

// Check reports each credential once, however often it is written.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := &checker{Pass: p, known: map[string]int{}}
	return lint.Visitor{Document: c.document}
})

type checker struct {
	*lint.Pass
	found []spec.Problem
	known map[string]int // the credential → its problem
}

// The bounds of a report. Every further place of a credential is covered, but
// not told.
const (
	maxFound   = 1000
	maxRelated = 10
)

func (c *checker) document() {
	c.API.Doc.Scalars(c.scalar)
	for _, p := range c.found {
		c.Report(p)
	}
}

// scalar judges one value, by its shape wherever it stands and by its place
// where it is data.
func (c *checker) scalar(at *spec.Place) {
	text := at.Text()
	const shortest = 8 // a password that is one
	if len(text) < shortest {
		return
	}
	if m, ok := shaped(at, text); ok {
		c.add(at, text[m.Start:m.End], m.Strength, "holds "+m.Describe())
		return
	}
	if at.Role == spec.Prose {
		return
	}
	if number, ok := card(at, text); ok {
		c.add(at, number, rules.Hint, "holds what looks like the number of a payment card that is in use")
		return
	}
	if !at.IsString() {
		return
	}
	for name, value := range credentials(at, text) {
		if m, ok := placed(name, value); ok {
			c.add(at, m, weight(at), "is random text where a credential belongs, as a real one is")
			return
		}
	}
}

// shaped returns the credential that a text has by its shape.
func shaped(at *spec.Place, text string) (secret.Match, bool) {
	m, ok := secret.Find(text)
	if !ok || secret.IsSample(text[m.Start:m.End]) {
		return m, false
	}
	shown := at.Role == spec.Prose || at.Role == spec.Sample || isCodeSample(at)
	switch m.Form {
	case secret.Token:
		switch {
		case m.Doubt != "":
			m.Strength = rules.Hint
		case shown && at.Role != spec.Sample:
			m.Strength = max(m.Strength, rules.Unproven)
		}
	case secret.WebToken:
		if at.Role == spec.Prose {
			return m, false // what a token looks like
		}
		m.Strength = max(m.Strength, rules.Unproven)
	case secret.Connection:
		if at.Role == spec.Prose || isCodeSample(at) || isReserved(text[m.Start:m.End]) {
			return m, false
		}
	case secret.PrivateKey:
	}
	return m, true
}

// isReserved reports whether a connection leads to a host that is reserved for
// examples and opens nothing.
func isReserved(connection string) bool {
	host := strings.ToLower(connection[strings.LastIndexByte(connection, '@')+1:])
	for _, name := range []string{"example.com", "example.org", "example.net", ".example", ".test", ".invalid", "{"} {
		if strings.Contains(host, name) {
			return true
		}
	}
	return false
}

// weight says how far random text in the place of a credential proves that it
// is one: what a client sends where it is told nothing else is in use, and an
// example may have been drawn to be shown.
func weight(at *spec.Place) rules.Strength {
	switch at.Role {
	case spec.Default, spec.Constant, spec.Choice, spec.Keyword:
		return rules.Unproven
	}
	return rules.Hint
}

// add records that a credential stands at a place, or that it stands there too.
func (c *checker) add(at *spec.Place, value string, strength rules.Strength, what string) {
	node := at.Node()
	hidden := node.Whole()
	place := hidden
	if start := strings.Index(node.Text(), value); start >= 0 {
		if part := node.Inside(start, start+len(value)); part.Line == part.EndLine {
			place, hidden = part, part
		}
	}
	i, known := c.known[value]
	switch {
	case !known && len(c.found) == maxFound:
		c.found[maxFound-1].Hidden = append(c.found[maxFound-1].Hidden, hidden)
		return
	case known && c.found[i].Strength <= strength:
		p := &c.found[i]
		p.Hidden = append(p.Hidden, hidden)
		if len(p.Related) < maxRelated {
			p.Related = append(p.Related, spec.Related{Range: place, Message: "it is written here too"})
		}
		return
	}
	p := spec.Problem{
		Strength: strength, Range: place, Pointer: node.Pointer(), Hidden: []spec.Range{hidden},
		Message: fmt.Sprintf("%s %s", describe(at), what),
		Help:    "write a placeholder, such as <token>, and have this one revoked if it was ever in use: whoever has read the document has it",
	}
	if op, ok := operation(at); ok {
		p.Method, p.Path = op.method, op.path
	}
	if known {
		weaker := c.found[i]
		p.Hidden = slices.Concat(weaker.Hidden, p.Hidden)
		p.Related = append([]spec.Related{{Range: weaker.Range, Message: "it is written here too"}}, weaker.Related...)
		p.Related = p.Related[:min(len(p.Related), maxRelated)]
		c.found[i] = p
		return
	}
	c.known[value] = len(c.found)
	c.found = append(c.found, p)
}
