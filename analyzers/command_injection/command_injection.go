package command_injection

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
	ID: "command_injection", Title: "A request decides what program runs, or with which options", Kind: rules.Code,
	Severity: rules.Critical, Confidence: rules.Firm, OWASP: "API8:2023", CWE: 78, Since: "0.1", Default: rules.Error,
}}

// Analyzer finds it.
var Analyzer = check.New(Rule, &analysis.Analyzer{Requires: []*analysis.Analyzer{link.Analyzer}, Run: run})

var (
	commands = check.Flows{
		Kinds: []model.SinkKind{model.Command},
		Says:  func(s *link.Sink) string { return "becomes part of the command that " + s.Name() + " runs" },
		Help:  "name the program by a constant, without a shell, and pass the value as an argument behind \"--\"",
		End:   "runs as a command here",
	}
	// arguments are read as data by some programs and as options by others,
	// which of them cannot be known here.
	arguments = check.Flows{
		Kinds: []model.SinkKind{model.Argument},
		Says: func(s *link.Sink) string {
			return "becomes an argument that " + s.Name() + " passes, which a program can take for an option"
		},
		Help: "pass the value behind \"--\", or put constant text before it",
		End:  "is passed to a program here",
		Judge: func(f *link.Flow) (rules.Strength, bool) {
			_, ok := check.OfRequest(f)
			return rules.Unproven, ok
		},
	}
)

// run reports the arguments of those commands alone of which there is nothing
// worse to say.
func run(pass *analysis.Pass) (any, error) {
	program := check.Program(pass)
	worse := map[link.Pos]bool{}
	for _, f := range commands.In(program) {
		worse[f.Flow.Sink.At] = true
		check.Report(pass, f.Finding)
	}
	for _, f := range arguments.In(program) {
		if !worse[f.Flow.Sink.At] {
			check.Report(pass, f.Finding)
		}
	}
	return nil, nil
}
