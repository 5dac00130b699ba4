package missing_schema

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
	ID:         "missing_schema",
	Title:      "An operation has no ID",
	Kind:       rules.Document,
	Severity:   rules.Low,
	Confidence: rules.Firm,
	OWASP:      "API9:2023",
	CWE:        1059,
	Since:      "0.1",
	Default:    rules.Warning,
}}

// Check reports operations without an ID.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	return lint.Visitor{Operation: func(op *lint.Operation) {
		if op.ID != "" {
			return
		}
		p.Report(spec.Problem{
			Range:   op.Node.KeyRange(),
			Pointer: op.Node.Pointer(),
			Message: fmt.Sprintf("%s has no operationId", op),
			Help:    "add an operationId that is unique in the document",
			Method:  op.Method,
			Path:    op.Path,
		})
	}}
})
