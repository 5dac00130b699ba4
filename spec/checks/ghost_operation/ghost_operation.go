package ghost_operation

import (
	"embed"
	"fmt"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.go testdata/good.go
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "ghost_operation",
	Title:      "A documented operation that no code answers",
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
		if len(g.SamePath) == 0 {
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
		Message: fmt.Sprintf("%s is documented, and no route of %s answers it", op, c.Service),
		Help:    "take the operation out of the document, or register its route",
	}
	if g.Near != nil {
		out.Related = []spec.Related{{Range: g.Near.Range(), Message: "the service's route that is nearest to it, " + g.Near.String() + ", is registered here"}}
	}
	switch purpose := op.Purpose(); {
	case g.Doubt != "":
		out.Strength = rules.Hint
		out.Message += ": " + g.Doubt
	case purpose == lint.Probe, purpose == lint.Manual, purpose == lint.Preflight:
		// Often what stands before the service answers these.
		out.Strength = rules.Hint
	}
	return out
}
