package method_drift

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/contract"
)

//go:embed doc.go testdata/bad.go testdata/good.go
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "method_drift",
	Title:      "Document and code have different methods on a path",
	Kind:       rules.Contract,
	Severity:   rules.Medium,
	Confidence: rules.Firm,
	OWASP:      "API9:2023",
	CWE:        1059,
	Since:      "0.1",
	Default:    rules.Warning,
}}

// Check reports each operation in the document.
var Check = contract.New(Rule, func(p *contract.Pass, c *contract.Comparison) {
	for _, g := range c.Ghosts {
		if len(g.SamePath) > 0 && g.Documented.Method != "OPTIONS" {
			p.Report(problem(c, g))
		}
	}
})

func problem(c *contract.Comparison, g contract.Ghost) spec.Problem {
	op := g.Documented
	out := spec.Problem{
		Range:   op.Node.KeyRange(),
		Pointer: op.Node.Pointer(),
		Method:  op.Method,
		Path:    op.Path,
		Message: fmt.Sprintf("%s is documented, and %s answers that path with %s only", op, c.Service, methods(g.SamePath)),
		Help:    "correct the method in the document, or register the route",
	}
	if g.Doubt != "" {
		out.Strength = rules.Hint
		out.Message += ": " + g.Doubt
	}
	const most = 5
	for _, r := range g.SamePath[:min(len(g.SamePath), most)] {
		related := r.Registration()
		related.Message = r.Method + ": " + related.Message
		out.Related = append(out.Related, related)
	}
	return out
}

func methods(routes []*contract.Operation) string {
	var names []string
	for _, r := range routes {
		if !slices.Contains(names, r.Method) {
			names = append(names, r.Method)
		}
	}
	return strings.Join(names, ", ")
}
