package sql_injection

import (
	"embed"
	"fmt"
	"slices"

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

// maxAlike is how many statements may be put together from one setting, kept in
// fields or variables and decided by no request, before they become one
// finding: a prefix of all table names is one thing to look at.
const maxAlike = 10

func run(pass *analysis.Pass) (any, error) {
	program := check.Program(pass)
	var findings []link.Finding
	alike := map[string][]int{} // unproven findings by what they come from
	var values []string
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
		if !f.Origin.IsRequest() && f.Via != "" {
			value := f.Origin.Describe()
			if alike[value] == nil {
				values = append(values, value)
			}
			alike[value] = append(alike[value], len(findings))
		}
		findings = append(findings, finding(&f, at, strength))
	}
	// Of many that come from one value the first stands for all.
	left := map[int]bool{}
	for _, value := range values {
		if same := alike[value]; len(same) > maxAlike {
			first := &findings[same[0]]
			first.Message += fmt.Sprintf(", and of %d more statements", len(same)-1)
			for _, i := range same[1:] {
				left[i] = true
				if len(first.Related) < 5 {
					first.Related = append(first.Related, link.Step{At: findings[i].At, Text: "and of this one"})
				}
			}
		}
	}
	for i, f := range findings {
		if !left[i] {
			check.Report(pass, f)
		}
	}
	return nil, nil
}

// finding says what is wrong with one flow.
func finding(f *link.Flow, at link.Pos, strength rules.Strength) link.Finding {
	message := fmt.Sprintf("%s becomes part of the SQL text that %s runs", f.Origin.Describe(), f.Sink.Name())
	if at != f.Sink.At {
		message += fmt.Sprintf(" (in %s, at %s)", f.Sink.At.Package, f.Sink.At)
	}
	return link.Finding{
		Strength: strength, At: at, Symbol: f.Sink.In, Excused: f.Sink.Excused,
		Message: message,
		Help:    "pass the value as an argument of the query; choose names and keywords from constants",
		Trace:   append(slices.Clone(f.Origin.Steps), link.Step{At: f.Sink.At, Text: "runs as SQL here"}),
	}
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
