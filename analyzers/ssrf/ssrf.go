package ssrf

import (
	"embed"

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
	ID: "ssrf", Title: "A request decides which host the service calls", Kind: rules.Code,
	Severity: rules.High, Confidence: rules.Firm, OWASP: "API7:2023", CWE: 918, Since: "0.1", Default: rules.Error,
}}

// Analyzer finds it.
var Analyzer = check.New(Rule, &analysis.Analyzer{Requires: []*analysis.Analyzer{link.Analyzer}, Run: addresses.Run})

var addresses = check.Flows{
	Kinds: []model.SinkKind{model.Outbound},
	Says:  func(s *link.Sink) string { return "decides which host " + s.Name() + " calls" },
	Help:  "choose scheme and host from constants or a list of allowed hosts, and let the request decide no more than the path and the query",
	End:   "is called here",
	Judge: check.ByPart,
}
