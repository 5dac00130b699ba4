package hardcoded_secret

import (
	"embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/check"
	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/literals"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
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

// Spelled returns what the syntax of a pass shows by itself, for drivers that have
// no time for types: see [literals.Spelled].
func Spelled(pass *analysis.Pass) (found []link.Finding) {
	for _, l := range literals.Spelled(pass) {
		f := finding(&l)
		f.Rule = Rule.ID
		found = append(found, f)
	}
	return found
}

// help says what to do.
const help = "take it from the environment or a secret store, and have this one revoked: whoever has read the source has it"

func run(pass *analysis.Pass) (any, error) {
	program := check.Program(pass)
	for i := range program.Literals {
		if l := &program.Literals[i]; program.Shows(l.At) {
			check.Report(pass, finding(l))
		}
	}
	told := map[link.Pos]bool{}
	for i := range program.Flows {
		f := &program.Flows[i]
		if f.Sink.Kind != model.Credential || !f.Origin.IsLiteral() || f.Origin.Steps.Len() == 0 || hashes(f.Sink.Call) {
			continue
		}
		// A constant that was read out of something, or put together with other
		// text, or passed to code that cannot be seen, need not be what arrives:
		// most of these name a setting.
		if f.Origin.Flags&(flow.Deep|flow.Mixed|flow.Weak) != 0 {
			continue
		}
		written := f.Origin.Steps.List()[0].At
		if f.Origin.Steps.Len() == 1 && written.Package == f.Sink.At.Package && written.File == f.Sink.At.File && written.Line == f.Sink.At.Line {
			continue // told in its package already, where the constant is declared
		}
		if told[written] || known(program, written, f.Sink.At) {
			continue
		}
		told[written] = true
		if found := followed(f, written, program.Place(*f), program); program.Shows(found.At) {
			check.Report(pass, found)
		}
	}
	return nil, nil
}

// hashes reports whether the symbol takes a password only to hash it.
func hashes(symbol string) bool {
	return slices.ContainsFunc(models.Shipped().Sinks(symbol), func(s model.Sink) bool { return s.Hashes })
}

// known reports whether the constant that is written at one place and taken at
// the other was told by its shape, or by its use in one package.
func known(program *link.Program, written, taken link.Pos) bool {
	sameLine := func(a, b link.Pos) bool { return a.Package == b.Package && a.File == b.File && a.Line == b.Line }
	return slices.ContainsFunc(program.Literals, func(l link.Literal) bool {
		return slices.ContainsFunc(l.Covers, func(at link.Pos) bool { return sameLine(at, written) }) ||
			l.Taker != "" && (sameLine(l.At, written) || sameLine(l.Taken, taken))
	})
}

// followed says what is wrong with a constant that was followed to where it is
// taken for a credential.
func followed(f *link.Flow, written, place link.Pos, program *link.Program) link.Finding {
	if program.Shows(written) {
		place = written
	}
	found := link.Finding{
		At: place, Symbol: f.Sink.In, Excused: f.Sink.Excused, Help: help,
		Message: f.Origin.Describe() + " is the credential of " + f.Sink.Name(),
		Trace:   append(f.Origin.Steps.List(), link.Step{At: f.Sink.At, Text: "taken for a credential here"}),
	}
	if written.Width > 0 {
		found.Hidden = []link.Pos{written}
	}
	if f.Origin.Name != "a constant" {
		found.Strength = rules.Unproven
	}
	return found
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
		f.Message = "a simple constant is the credential of " + l.Taker
	}
	if l.Taken.Line != l.At.Line || l.Taken.File != l.At.File {
		f.Related = []link.Step{{At: l.Taken, Text: "taken for a credential here"}}
	}
	return f
}
