package invalid_document

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
	ID:         spec.InvalidDocument,
	Title:      "The document is broken here",
	Kind:       rules.Document,
	Severity:   rules.Low,
	Confidence: rules.Certain,
	Since:      "0.1",
	Default:    rules.Warning,
	Options: []rules.Option{{
		Name: "conform", Type: rules.Bool, Default: true,
		Doc: "hold documents against the whole specification, and not only what other rules read",
	}},
}}

// Check reports what loading a document found.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	return lint.Visitor{Document: func() {
		for _, problem := range p.API.Doc.Problems {
			p.Report(problem)
		}
		if p.API.Truncated {
			p.Report(truncated(p.API.Doc.Root().Field("paths")))
		}
	}}
})

// truncated says that a view has not all operations.
func truncated(paths spec.Node) spec.Problem {
	return spec.Problem{
		Range:   paths.KeyRange(),
		Pointer: paths.Pointer(),
		Message: fmt.Sprintf("the document repeats or nests its operations beyond what is checked, at most %d: some are left out", lint.MaxOperations),
		Help:    "split the document, and write callbacks without callbacks in them",
	}
}
