package sql_injection

import (
	"embed"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/check"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

//go:embed doc.go testdata/src/bad/bad.go testdata/src/good/good.go
var files embed.FS

// Rule is what the rule is.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID: "sql_injection", Title: "SQL text is put together from request data", Kind: rules.Code,
	Severity: rules.Critical, Confidence: rules.Certain, OWASP: "API8:2023", CWE: 89, Since: "0.1", Default: rules.Error,
	Options: []rules.Option{{
		Name: "dialect", Type: rules.String, Default: "",
		Values: slices.Sorted(maps.Keys(styles)),
		Doc:    "the database behind database/sql; a fix then knows how to mark parameters in a text that has none yet",
	}},
}}

// Analyzer finds it.
var Analyzer = check.New(Rule, &analysis.Analyzer{Requires: []*analysis.Analyzer{link.Analyzer}, Run: run}, fix)

// maxAlike is how many statements may be put together from one setting, kept in
// fields or variables and decided by no request, before they become one
// finding: a prefix of all table names is one thing to look at.
const maxAlike = 10

// text is what reaches SQL text and what is said of it.
var text = check.Flows{
	Kinds: []model.SinkKind{model.SQL},
	Says:  func(s *link.Sink) string { return "becomes part of the SQL text that " + s.Name() + " runs" },
	Help:  "pass the value as an argument of the query; choose names and keywords from constants",
	End:   "runs as SQL here",
	Judge: judge,
}

func run(pass *analysis.Pass) (any, error) {
	found := text.In(check.Program(pass))
	alike := map[string][]int{} // unproven findings by what they come from
	var values []string
	for i, f := range found {
		if f.Flow.Origin.IsRequest() || f.Flow.Via == "" {
			continue
		}
		value := f.Flow.Origin.Describe()
		if alike[value] == nil {
			values = append(values, value)
		}
		alike[value] = append(alike[value], i)
	}
	// Of many that come from one value the first stands for all.
	left := map[int]bool{}
	for _, value := range values {
		if same := alike[value]; len(same) > maxAlike {
			first := &found[same[0]].Finding
			first.Message += fmt.Sprintf(", and of %d more statements", len(same)-1)
			for _, i := range same[1:] {
				left[i] = true
				if len(first.Related) < 5 {
					first.Related = append(first.Related, link.Step{At: found[i].At, Text: "and of this one"})
				}
			}
		}
	}
	for i, f := range found {
		if !left[i] {
			check.Report(pass, f.Finding)
		}
	}
	return nil, nil
}

// judge says how much a flow into SQL text proves.
func judge(f *link.Flow) (rules.Strength, bool) {
	switch {
	case f.Origin.IsRequest() && !f.Origin.PassedUnseen() && f.Doubt() == link.Sure:
		return rules.Proven, true
	case f.Origin.IsRequest(), f.Origin.PutTogether():
		return rules.Unproven, true
	}
	// A whole statement from elsewhere, as a migration read from a file or a
	// wrapper's own argument, is not text that was put together.
	return 0, false
}
