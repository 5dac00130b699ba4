package path_traversal

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
	ID: "path_traversal", Title: "A request decides which file is opened", Kind: rules.Code,
	Severity: rules.High, Confidence: rules.Firm, OWASP: "API8:2023", CWE: 22, Since: "0.1", Default: rules.Error,
}}

// Analyzer finds it.
var Analyzer = check.New(Rule, &analysis.Analyzer{Requires: []*analysis.Analyzer{link.Analyzer}, Run: names.Run})

var names = check.Flows{
	Kinds: []model.SinkKind{model.FileName},
	Says:  func(s *link.Sink) string { return "becomes part of the file name that " + s.Name() + " is given" },
	Help:  "open the file through os.Root, or check the name with filepath.IsLocal before it is joined to a directory",
	End:   "names a file here",
	Judge: check.ByPart,
}
