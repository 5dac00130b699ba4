package unsafe_markdown

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.yaml testdata/good.yaml
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "unsafe_markdown",
	Title:      "A description runs code in the browser of its readers",
	Kind:       rules.Document,
	Severity:   rules.Medium,
	Confidence: rules.Firm,
	OWASP:      "API8:2023",
	CWE:        79,
	Since:      "0.1",
	Default:    rules.Warning,
}}

// Check reports each piece of active text where it stands.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := checker{p}
	return lint.Visitor{Document: func() { p.API.Doc.Strings(worthReading, c.text) }}
})

type checker struct{ *lint.Pass }

// maxPerText bounds the findings in one text: who has ten starts over.
const maxPerText = 10

// addresses are the keys whose strings are shown as links.
var addresses = []string{"url", "termsOfService", "href"}

// worthReading is the cheap question whether a string can hold anything active.
func worthReading(key, text string) bool {
	return isProse(key) && strings.ContainsAny(text, "<:") || slices.Contains(addresses, key) && strings.Contains(text, ":")
}

// isProse reports whether what stands under the key is shown as Markdown: the
// keywords of the specification, and extensions that are named after them.
func isProse(key string) bool {
	switch key {
	case "description", "summary", "title":
		return true
	}
	return strings.HasPrefix(key, "x-") && slices.ContainsFunc(lint.Words(key), func(w string) bool {
		return w == "description" || w == "summary" || w == "markdown" || w == "title"
	})
}

func (c checker) text(key string, n spec.Node) {
	text := n.Text()
	if slices.Contains(addresses, key) {
		if scheme := activeScheme(text); scheme != "" {
			c.report(n, key, piece{0, len(text), fmt.Sprintf("an address of %s:", scheme), "write an address of https"})
		}
		return
	}
	for i, p := range activePieces(text) {
		if i == maxPerText {
			return
		}
		c.report(n, key, p)
	}
}

func (c checker) report(n spec.Node, key string, p piece) {
	c.Report(spec.Problem{
		Range:   n.Inside(p.start, p.end),
		Pointer: n.Pointer(),
		Message: fmt.Sprintf("the %s holds %s, which runs in the browser of whoever reads the documentation", key, p.what),
		Help:    p.help,
	})
}
