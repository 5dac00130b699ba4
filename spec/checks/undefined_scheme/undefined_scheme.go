package undefined_scheme

import (
	"embed"
	"fmt"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.yaml testdata/good.yaml
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "undefined_scheme",
	Title:      "A requirement names a scheme that is not declared",
	Kind:       rules.Document,
	Severity:   rules.Medium,
	Confidence: rules.Certain,
	OWASP:      "API2:2023",
	CWE:        306,
	Since:      "0.1",
	Default:    rules.Warning,
}}

// Check reports each name once, where it is written first.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := &checker{Pass: p, places: map[string][]place{}}
	return lint.Visitor{Document: c.document}
})

type checker struct {
	*lint.Pass
	order     []string
	places    map[string][]place // by name
	suggested int
}

// place is where a name stands.
type place struct {
	requirement *lint.Requirement
	node        spec.Node
}

func (c *checker) document() {
	for _, r := range c.API.Requirements {
		if c.Opens(r) {
			continue // missing_security's
		}
		for _, n := range r.Needs {
			if n.Scheme != nil {
				continue
			}
			if c.places[n.Name] == nil {
				c.order = append(c.order, n.Name)
			}
			c.places[n.Name] = append(c.places[n.Name], place{r, n.Node})
		}
	}
	for _, name := range c.order {
		c.name(name, c.places[name])
	}
}

// name reports one name for all requirements that have it.
func (c *checker) name(name string, places []place) {
	first := places[0]
	problem := spec.Problem{
		Strength: rules.Unproven,
		Range:    first.node.KeyRange(),
		Pointer:  first.node.Pointer(),
		Message:  fmt.Sprintf("%s names the scheme %q, which is not declared: %s", whose(first.requirement), clip(name), c.effect(first.requirement)),
		Help:     c.help(name),
	}
	for _, p := range places {
		if len(p.requirement.Operations()) > 0 {
			problem.Strength = rules.Proven
			break
		}
	}
	if len(places) > 1 {
		problem.Message += fmt.Sprintf("; %d more name it", len(places)-1)
	}
	const most = 5
	for _, p := range places[1:min(len(places), most)] {
		problem.Related = append(problem.Related, spec.Related{Range: p.node.KeyRange(), Message: whose(p.requirement) + " names it too"})
	}
	c.Report(problem)
}

// whose says what has the requirement.
func whose(r *lint.Requirement) string {
	ops := r.Operations()
	switch {
	case r.List().Origin == lint.AtRoot:
		return "the document's security"
	case len(ops) == 1:
		return "the security of " + ops[0].String()
	}
	return "the security of " + lint.Count(len(ops), "operation")
}

// effect says what the requirement asks for without the name.
func (c *checker) effect(r *lint.Requirement) string {
	var rest []string
	for _, n := range r.Needs {
		if n.Scheme != nil {
			rest = append(rest, fmt.Sprintf("%q", clip(n.Name)))
		}
	}
	const most = 3
	switch {
	case len(c.API.Schemes) == 0:
		return "the document declares no scheme at all"
	case len(rest) == 0:
		return "the alternative asks for nothing"
	case len(rest) > most:
		return lint.Count(len(rest), "other scheme") + " alone are left"
	case len(rest) > 1:
		return strings.Join(rest, ", ") + " alone are left"
	}
	return rest[0] + " alone is left"
}

// help suggests a name. After a hundred misspelled ones no one is helped by one
// more suggestion.
func (c *checker) help(name string) string {
	const most = 100
	if c.suggested++; c.suggested <= most {
		if near := spec.Closest(name, c.API.SchemeNames()); near != "" {
			return fmt.Sprintf("did you mean %q?", near)
		}
	}
	if len(c.API.Schemes) == 0 {
		return "declare it, or write security: [] where everyone is let in"
	}
	return "name a scheme that is declared, or declare this one"
}

// clip bounds what a message repeats.
func clip(s string) string {
	const most = 100
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
