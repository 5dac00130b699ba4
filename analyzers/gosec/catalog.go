package gosec

import (
	"cmp"
	"embed"
	"io/fs"
	"slices"
	"strings"

	"github.com/securego/gosec/v2/issue"

	"github.com/apiward/apiward/rules"
)

// choice is a rule of gosec's, and what is said of it here.
type choice struct {
	id, title   string
	severity    rules.Severity
	gosec       issue.Score // the severity of its worst finding, in gosec's own terms
	confidence  rules.Confidence
	owasp       string
	cwe         int
	what, why   string // what: behind "reports"
	avoid, help string // help: what to do, an order
}

// lookup returns the choice of gosec's name.
func lookup(id string) (choice, bool) {
	i, ok := slices.BinarySearchFunc(chosen, id, func(c choice, id string) int { return cmp.Compare(c.id, id) })
	if !ok {
		return choice{}, false
	}
	return chosen[i], true
}

// rule returns what the rule is. It is off until a policy says otherwise.
func (c choice) rule() *rules.Rule {
	return &rules.Rule{
		ID: ID(c.id), Title: c.title, Kind: rules.Code, Severity: c.severity, Confidence: c.confidence,
		OWASP: c.owasp, CWE: c.cwe, Since: "0.1", Default: rules.Off,
	}
}

// Rules returns the rules that can be turned on, with what there is to say of
// each.
func Rules() []rules.Entry {
	entries := make([]rules.Entry, len(chosen))
	for i, c := range chosen {
		entries[i] = rules.Entry{Rule: c.rule(), About: c.about()}
	}
	return entries
}

//go:embed testdata/src/*/bad.go testdata/src/*/good.go
var examples embed.FS

// about returns what a person can read of the rule.
func (c choice) about() *rules.Help {
	return &rules.Help{
		What:   "Reports " + c.what,
		Why:    c.why,
		Avoid:  c.avoid,
		Prefer: strings.ToUpper(c.help[:1]) + c.help[1:] + ".",
		Limits: "The rule is gosec's " + c.id + ", which judges by itself, and is off where the policy does not turn it on. A #nosec of gosec's marks its findings as suppressed.",
		Bad:    c.example("bad.go"),
		Good:   c.example("good.go"),
	}
}

// example returns one of the tested examples, without what the tests expect.
func (c choice) example(name string) []rules.Example {
	text, err := fs.ReadFile(examples, "testdata/src/"+strings.ToLower(c.id)+"/"+name)
	if err != nil {
		return nil // told by the tests, which ask for both
	}
	var b strings.Builder
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(strings.TrimRight(line, "\n"), " // want ")
		b.WriteString(line + "\n")
	}
	return []rules.Example{{Name: name, Text: b.String()}}
}
