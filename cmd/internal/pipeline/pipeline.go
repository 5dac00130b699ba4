// Package pipeline turns what the analyses found into what a report shows: an
// ordered slice of small processors, each of which does one thing to the
// findings of a run.
//
// A finding that someone excused is marked and carried on. Only two things
// remove one: being a copy of another, and a rule that is off.
package pipeline

import (
	"fmt"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// Input is one run as the analyses leave it.
type Input struct {
	Root     string            // absolute; files are named relative to it
	Catalog  *rules.Catalog    // every rule that a finding may name
	Policy   *rules.Policy     // nil: every rule at its default level
	Findings []finding.Finding // strength set, level not; the run's own from then on
	Ignores  []rules.Ignore    // of all files that were analysed
	Scope    Scope

	// Seen names what was looked at; nil where nobody noted it. Unresolved is how
	// many registrations of routes could not be read.
	Seen       *finding.Seen
	Unresolved int
	// Own is the policy's own file, as places name it: what else the policy is of
	// is shared with others. "" where all of it counts as its own.
	Own string

	// Known are the findings that do not count because they were there before, by
	// fingerprint, with the mark that each gets.
	Known map[string]finding.Suppression

	// Line returns a line of a file, for fingerprints. Nil: no line is known.
	Line func(file string, n int) (string, bool)

	// Suggest returns the known rule that an unknown one is most likely meant
	// to be, or "". Nil: none.
	Suggest func(id string) string
}

// Scope says how much was looked at. An excuse is called useless only where
// what it excuses had its chance to show up.
type Scope struct {
	Packages  int  // Go packages that were analysed
	Documents int  // documents that were analysed
	Module    bool // the packages are a whole module, so that chains of routes are complete
	Project   bool // everything under the root was analysed
	Paper     bool // every document under the root was, and there is no code
	Partial   bool // an input failed
}

// looked reports whether findings of the kind could have shown up.
func (s Scope) looked(k rules.Kind) bool {
	switch k {
	case rules.Document:
		return s.Documents > 0
	case rules.Contract:
		return s.Documents > 0 && s.Module
	default:
		return s.Module
	}
}

// processor is one step. The run it works on is its own to change.
type processor struct {
	name string
	do   func(*run)
}

// run is the state that the processors share.
type run struct {
	Input
	findings []finding.Finding

	// What was of use, for those that were not.
	ignoresUsed    map[ignoreUse]bool
	exemptionsUsed []bool
}

// ignoreUse is one rule of one directive, by index in Input.Ignores.
type ignoreUse struct {
	ignore int
	rule   string
}

// processors returns the steps in their order.
func processors() []processor {
	return []processor{
		{"paths", paths},                  // first: all others compare paths
		{"order", order},                  // before dedupe: which of two copies stays must not depend on chance
		{"dedupe", dedupe},                // before marks: a copy would use up an excuse
		{"directives", directives},        // before exemptions: the nearest excuse is the one shown
		{"exemptions", exemptions},        // before answers: what somebody decided of a finding says more than a fact
		{"answers", answers},              //
		{"level", level},                  // after marks: an excuse for a rule that is off was of use all the same
		{"bad_exemption", judgeExcuses},   // needs all marks
		{"order", order},                  // places what the step before added
		{"fingerprints", addFingerprints}, // an ordinal counts in the final order
		{"known", known},                  // needs fingerprints
	}
}

// Process returns the findings of a run as a report shows them, sorted by
// file, line, column, rule and message. It fails where a finding names a rule
// that is not in the catalog, since nothing could say what it means.
func Process(in Input) ([]finding.Finding, error) {
	for _, f := range in.Findings {
		if _, ok := in.Catalog.Lookup(f.Rule); !ok {
			return nil, fmt.Errorf("a check reported the rule %q, which is not in the catalog: this build is broken, reinstall apiward", f.Rule)
		}
	}
	r := newRun(in)
	for _, p := range processors() {
		p.do(r)
	}
	return r.findings, nil
}

func newRun(in Input) *run {
	r := &run{
		Input:          in,
		findings:       in.Findings,
		ignoresUsed:    make(map[ignoreUse]bool),
		exemptionsUsed: nil,
	}
	if in.Policy != nil {
		r.exemptionsUsed = make([]bool, len(in.Policy.Exemptions))
	}
	if r.Line == nil {
		r.Line = func(string, int) (string, bool) { return "", false }
	}
	if r.Suggest == nil {
		r.Suggest = func(string) string { return "" }
	}
	return r
}
