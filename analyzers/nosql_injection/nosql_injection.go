package nosql_injection

import (
	"embed"
	"strings"

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
	ID: "nosql_injection", Title: "A request decides what a document database is asked", Kind: rules.Code,
	Severity: rules.Critical, Confidence: rules.Firm, OWASP: "API8:2023", CWE: 943, Since: "0.2", Default: rules.Error,
}}

// Analyzer finds it.
var Analyzer = check.New(Rule, &analysis.Analyzer{Requires: []*analysis.Analyzer{link.Analyzer}, Run: queries.Run})

var queries = check.Flows{
	Kinds: []model.SinkKind{model.NoSQL},
	Says: func(s *link.Sink) string {
		if _, key, ok := strings.Cut(s.Call, "["); ok {
			return "becomes code that the database runs under " + strings.TrimSuffix(key, "]")
		}
		return "becomes part of what " + s.Name() + " asks the database, and can hold operators of its own"
	},
	Help: "decode the request into a struct of strings and numbers and build the query from its fields; give a script its values as arguments",
	End:  "the database is asked here",
}
