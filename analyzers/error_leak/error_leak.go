package error_leak

import (
	"embed"
	"fmt"
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
	ID: "error_leak", Title: "An internal error reaches the client", Kind: rules.Code,
	Severity: rules.Medium, Confidence: rules.Firm, OWASP: "API8:2023", CWE: 209, Since: "0.2", Default: rules.Warning,
}}

// Analyzer finds it.
var Analyzer = check.New(Rule, &analysis.Analyzer{Requires: []*analysis.Analyzer{link.Analyzer}, Run: run}, fix)

func run(pass *analysis.Pass) (any, error) {
	program := check.Program(pass)
	for i := range program.Flows {
		f := &program.Flows[i]
		if f.Sink.Kind != model.Response || !f.Origin.IsFailure() {
			continue
		}
		if at := program.Place(*f); program.Shows(at) {
			check.Report(pass, finding(f, at))
		}
	}
	return nil, nil
}

// finding says what reaches whom. A text that unseen code had its hands on, or
// that was read back from a field, may be another by then, and what a decoder
// says in an answer that refuses a request is the client's own input.
func finding(f *link.Flow, at link.Pos) link.Finding {
	sink, stands := &f.Sink, f.Sink.Stands()
	by, in, excused := sink.Name(), sink.In, sink.Excused
	trace, related := f.Origin.Steps.List(), check.Others(f)
	end := link.Step{At: sink.At, Text: "is sent to the client here"}
	if h := sink.Handing; h != nil {
		by, in, excused = h.To, h.In, h.Excused
		if i := slices.IndexFunc(trace, func(s link.Step) bool { return s.At == h.At }); i >= 0 {
			trace = trace[:i]
		}
		related = append([]link.Step{end}, related...)
		end = link.Step{At: h.At, Text: "is handed to " + h.To + ", which sends it to the client"}
	}
	message := fmt.Sprintf("%s reaches the client through %s", leaked(f.Origin.Describe()), by)
	if at != stands {
		message += fmt.Sprintf(" (in %s, at %s)", stands.Package, stands)
	}
	strength := rules.Proven
	if f.Origin.PassedUnseen() || f.Via != "" {
		strength = rules.Unproven
	}
	if f.Origin.IsDebugged() {
		strength = rules.Unproven
		message += " unless the program is told that it is released"
	}
	return link.Finding{
		Strength: strength, At: at, Symbol: in, Excused: excused,
		Message: message + check.Beside(f, "error"), Related: related,
		Help:  "log the error and answer with a constant text",
		Trace: append(trace, end),
	}
}

// leaked names what was made by the function of the name.
func leaked(name string) string {
	switch name {
	case "debug.Stack", "runtime.Stack":
		return "the stack trace of " + name
	case "a recovered panic":
		return "what a panic was about"
	}
	return "the error of " + name
}
