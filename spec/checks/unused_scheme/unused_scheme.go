package unused_scheme

import (
	"embed"
	"fmt"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.yaml testdata/good.yaml
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "unused_scheme",
	Title:      "A security scheme is declared and never asked for",
	Kind:       rules.Document,
	Severity:   rules.Low,
	Confidence: rules.Firm,
	OWASP:      "API9:2023",
	CWE:        1059,
	Since:      "0.1",
	Default:    rules.Note,
}}

// Check reports each scheme that nothing names.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	readable := false
	return lint.Visitor{
		Document: func() { readable = isReadable(p.API) },
		Scheme: func(s *lint.Scheme) {
			if s.Named || !readable {
				return
			}
			p.Report(spec.Problem{
				Range:   s.Node.KeyRange(),
				Pointer: s.Node.Pointer(),
				Message: fmt.Sprintf("security scheme %q is declared, and no security asks for it", s.Name),
				Help:    "name it where it is meant to guard, or remove it",
			})
		},
	}
})

// isReadable reports whether everything that could name a scheme was seen.
func isReadable(api *lint.API) bool {
	if api.Truncated || len(api.Operations) == 0 || api.Security.Access == lint.Malformed {
		return false
	}
	for _, op := range api.Operations {
		if op.Security.Access == lint.Malformed {
			return false
		}
	}
	return true
}
