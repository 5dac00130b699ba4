package property_access

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
	ID:         "property_access",
	Title:      "A property is readOnly and writeOnly at once",
	Kind:       rules.Document,
	Severity:   rules.Medium,
	Confidence: rules.Certain,
	OWASP:      "API3:2023",
	CWE:        1059,
	Since:      "0.1",
	Default:    rules.Warning,
}}

// Check reports each such property once, where it is written.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	told := map[*lint.Property]bool{}
	return lint.Visitor{Property: func(property *lint.Property, use *lint.Use) {
		if !property.ReadOnly() || !property.WriteOnly() || told[property] {
			return
		}
		told[property] = true
		if p.API.Doc.Version == spec.V3_0 && (both(property.Node) || both(property.Schema.Node)) {
			return // invalid_document tells it
		}
		problem := spec.Problem{
			Range:   property.Node.KeyRange(),
			Pointer: property.Node.Pointer(),
			Message: fmt.Sprintf("%s is readOnly and writeOnly at once: readers disagree on who may see it and who may set it", property),
			Help:    "keep one of the two, or neither where clients set it and read it back",
			Related: use.Related(),
		}
		for _, s := range property.Schema.All() {
			for _, flag := range []string{"readOnly", "writeOnly"} {
				if node := s.Node.Field(flag); node.True() && len(problem.Related) < 2*lint.MaxUses {
					problem.Related = append(problem.Related, spec.Related{Range: node.KeyRange(), Message: flag + " is said here"})
				}
			}
		}
		p.Report(problem)
	}}
})

// both reports whether a schema says both at one place.
func both(node spec.Node) bool {
	return node.Field("readOnly").True() && node.Field("writeOnly").True()
}
