package hardcoded_secret

import (
	"embed"
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
	ID: "hardcoded_secret", Title: "A credential is written in the source", Kind: rules.Code,
	Severity: rules.High, Confidence: rules.Firm, OWASP: "API2:2023", CWE: 798, Since: "0.1", Default: rules.Error,
}}

// Analyzer finds it.
var Analyzer = check.New(Rule, &analysis.Analyzer{Requires: []*analysis.Analyzer{link.Analyzer}, Run: run}, fix)

// help says what to do.
const help = "take it from the environment or a secret store, and have this one revoked: whoever has read the source has it"

func run(pass *analysis.Pass) (any, error) {
	program := check.Program(pass)
	for i := range program.Literals {
		if l := &program.Literals[i]; program.Shows(l.At) {
			check.Report(pass, finding(l))
		}
	}
	return nil, nil
}

// finding says what is wrong with a constant that is a credential. The message
// holds nothing of it but a prefix that the provider gives to all.
func finding(l *link.Literal) link.Finding {
	f := link.Finding{
		Strength: l.Strength, At: l.At, Symbol: l.Symbol, Hidden: slices.Clone(l.Covers),
		Message: l.Describe() + " is written in the source",
		Help:    help,
	}
	if l.Taker == "" {
		return f
	}
	f.Message = "a constant is the credential of " + l.Taker
	if l.Strength != rules.Proven {
		f.Message = "a constant that anyone would guess is the credential of " + l.Taker
	}
	if l.Taken.Line != l.At.Line || l.Taken.File != l.At.File {
		f.Related = []link.Step{{At: l.Taken, Text: "taken for a credential here"}}
	}
	return f
}
