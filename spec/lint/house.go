package lint

import (
	"cmp"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
)

// House returns the check of a rule whose conditions a policy brings. What it
// came to bear on is added to the tally, which belongs to one run over one
// document.
//
// Objects are made once for all rules that look at them, and know what they were
// asked before: fifty rules on a property cost little more than the first.
func House(check *rules.Check, tally rules.Tally) *Check {
	return New(check.Rule, func(p *Pass) Visitor {
		o := p.API.look(p.Policy)
		if check.Kind == "property" || check.Kind == "schema_use" {
			p.API.reach() // before anyone asks whether the view is whole
		}
		return Visitor{End: func() {
			trial := check.Begin(o.document())
			for _, self := range o.candidates(check) {
				for _, out := range trial.Judge(self) {
					p.Report(problemOf(out))
				}
			}
			counts := trial.Counts()
			counts.Seen = len(o.each(check.Kind)) // the index has seen the others
			tally.Add(rules.Tally{check.Rule.ID: counts})
		}}
	})
}

// problemOf returns an outcome as a problem.
func problemOf(out rules.Outcome) spec.Problem {
	p := spec.Problem{
		Strength: out.Strength, Range: rangeOf(out.At), Pointer: out.At.Pointer, Message: out.Message, Help: out.Help,
		Method: out.At.Method, Path: out.At.Path,
	}
	for _, r := range out.Related {
		p.Related = append(p.Related, spec.Related{Range: rangeOf(r), Message: cmp.Or(r.What, "this matters too")})
	}
	return p
}

// rangeOf returns a place as a range.
func rangeOf(s rules.Spot) spec.Range {
	return spec.Range{File: s.File, Line: s.Line, Column: s.Column, EndLine: s.EndLine, EndColumn: s.EndColumn}
}

// spotAt returns the place of a range.
func spotAt(r spec.Range, pointer, what string) rules.Spot {
	return rules.Spot{
		Place:   rules.Place{File: r.File, Line: r.Line, Column: r.Column},
		EndLine: r.EndLine, EndColumn: r.EndColumn, Pointer: pointer, What: what,
	}
}
