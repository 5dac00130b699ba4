package pipeline

import (
	"fmt"
	"slices"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// directives marks the findings that a comment beside them, or an extension of an
// object around them, excuses.
func directives(r *run) {
	first := map[string]int{} // by file, of which the list is in order
	for n := len(r.Ignores) - 1; n >= 0; n-- {
		first[r.Ignores[n].At.File] = n
	}
	for i := range r.findings {
		f := &r.findings[i]
		from, any := first[f.At.File]
		if !any {
			continue
		}
		to := from
		for to < len(r.Ignores) && r.Ignores[to].At.File == f.At.File {
			to++
		}
		n := rules.Ignored(r.Ignores[from:to], f.Rule, rules.Place{File: f.At.File, Line: f.At.Line, Column: f.At.Column})
		if n < 0 {
			continue
		}
		n += from
		r.ignoresUsed[ignoreUse{n, f.Rule}] = true
		ig := r.Ignores[n]
		f.Suppressed = &finding.Suppression{Kind: "directive", Reason: ig.Reason, At: place(ig.At)}
	}
}

// exemptions marks the findings that the policy excuses. One that a directive
// excused keeps that mark, but its exemption was of use.
func exemptions(r *run) {
	for i := range r.findings {
		f := &r.findings[i]
		n := r.Policy.Exempt(f.Rule, f.At.File, f.About())
		if n < 0 {
			continue
		}
		r.exemptionsUsed[n] = true
		if f.Suppressed == nil {
			e := r.Policy.Exemptions[n]
			f.Suppressed = &finding.Suppression{Kind: "exemption", Reason: e.Reason, At: place(e.At)}
		}
	}
}

// answers marks the findings that a fact of the policy answers: what they miss is
// done in front of the service. One that has an excuse of its own keeps that.
func answers(r *run) {
	for i := range r.findings {
		f := &r.findings[i]
		given, ok := r.Policy.Answer(f.Answered, f.About())
		if !ok || f.Suppressed != nil {
			continue
		}
		reason := fmt.Sprintf("%s: the policy says that the gateway does it", given.Fact)
		if given.Reason != "" {
			reason = fmt.Sprintf("%s: %s", given.Fact, given.Reason)
		}
		f.Suppressed = &finding.Suppression{Kind: "gateway", Reason: reason, At: place(given.At)}
	}
}

// known marks the findings that were there before. One that somebody excused
// keeps that: it says more.
func known(r *run) {
	for i := range r.findings {
		f := &r.findings[i]
		if by, ok := r.Known[f.Fingerprint]; ok && f.Suppressed == nil {
			f.Suppressed = &by
		}
	}
}

// level sets the level of every finding from the policy and the strength of
// its evidence, and drops those of rules that are off.
func level(r *run) {
	r.findings = slices.DeleteFunc(r.findings, func(f finding.Finding) bool { return r.levelOf(f) == rules.Off })
	for i := range r.findings {
		r.findings[i].Level = r.levelOf(r.findings[i])
	}
}

func (r *run) levelOf(f finding.Finding) rules.Level {
	entry, ok := r.Catalog.Lookup(f.Rule)
	if !ok {
		return rules.Off // Process refused it before
	}
	return f.Strength.At(r.Policy.LevelAt(entry.Rule, f.Where()))
}

// place returns a policy's or a comment's position as a range with no end.
func place(p rules.Place) finding.Range {
	return finding.Range{File: p.File, Line: p.Line, Column: p.Column}
}
