package sql_injection

import (
	"embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/check"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
)

//go:embed doc.go testdata/src/bad/bad.go testdata/src/good/good.go
var files embed.FS

// Rule is what the rule is.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID: "sql_injection", Title: "SQL text is put together from request data", Kind: rules.Code,
	Severity: rules.Critical, Confidence: rules.Certain, OWASP: "API8:2023", CWE: 89, Since: "0.1", Default: rules.Error,
}}

// Analyzer finds it.
var Analyzer = check.New(Rule, &analysis.Analyzer{Requires: []*analysis.Analyzer{link.Analyzer}, Run: run})

func run(pass *analysis.Pass) (any, error) {
	program := check.Program(pass)
	for _, f := range program.Flows {
		if f.Sink.Kind != link.SQL {
			continue
		}
		at := program.Place(f)
		if !program.Shows(at) {
			continue
		}
		strength, ok := judge(&f)
		if !ok {
			continue
		}
		message := fmt.Sprintf("%s becomes part of the SQL text that %s runs", f.Origin.Describe(), f.Sink.Name())
		if at != f.Sink.At {
			message += fmt.Sprintf(" (in %s, at %s)", f.Sink.At.Package, f.Sink.At)
		}
		check.Report(pass, link.Finding{
			Strength: strength, At: at, Symbol: f.Sink.In, Excused: f.Sink.Excused,
			Message: message,
			Help:    "pass the value as an argument of the query; choose names and keywords from constants",
			Trace:   append(f.Origin.Steps, link.Step{At: f.Sink.At, Text: "runs as SQL here"}),
		})
	}
	return nil, nil
}

// judge says how much a flow into SQL text proves.
func judge(f *link.Flow) (rules.Strength, bool) {
	switch {
	case f.Origin.IsRequest() && !f.Origin.PassedUnseen():
		return rules.Proven, true
	case f.Origin.IsRequest(), f.Origin.PutTogether():
		return rules.Unproven, true
	}
	// A whole statement from elsewhere, as a migration read from a file or a
	// wrapper's own argument, is not text that was put together.
	return 0, false
}
