package open_redirect

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
	ID: "open_redirect", Title: "A request decides which site a client is sent to", Kind: rules.Code,
	Severity: rules.Medium, Confidence: rules.Firm, OWASP: "API7:2023", CWE: 601, Since: "0.1", Default: rules.Error,
}}

// Analyzer finds it.
var Analyzer = check.New(Rule, &analysis.Analyzer{Requires: []*analysis.Analyzer{link.Analyzer}, Run: targets.Run})

var targets = check.Flows{
	Kinds: []model.SinkKind{model.Redirect},
	Says:  func(s *link.Sink) string { return "decides which site " + s.Name() + " sends the client to" },
	Help:  "redirect to paths of the service: accept a target that begins with one slash and neither a second nor a backslash, or whose host is on a list",
	End:   "sends the client there",
	Judge: check.ByPart,
}
