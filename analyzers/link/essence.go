package link

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/flow"
)

// Essence returns what the answers of a whole view are made of: packages with
// the same essences are the same program, but for how many functions they have.
// [Link] reads nothing else of them, so that a driver can keep a program under
// the essences of its packages: a function that computes something for its own
// package changes none. What only explanations ask for is not in it either.
func (p *Package) Essence() *Package {
	e := *p
	e.Flow.Quiet, e.Flow.Pending, e.Flow.Summaries = nil, nil, nil
	var callees []string
	for _, sum := range p.Flow.Summaries {
		if !inert(sum) {
			e.Flow.Summaries = append(e.Flow.Summaries, sum)
			continue
		}
		for _, callee := range sum.Callees {
			if callee != sum.Func {
				callees = append(callees, callee)
			}
		}
	}
	if len(callees) > 0 {
		slices.Sort(callees)
		e.Flow.Summaries = append(e.Flow.Summaries, &flow.Summary{Callees: slices.Compact(callees)})
	}
	return &e
}

// inert reports whether a summary says nothing to linking but which functions are
// mentioned: nothing begins or ends there, and nobody finds the function by its
// name, as the methods behind interfaces are found.
func inert(sum *flow.Summary) bool {
	return !strings.HasPrefix(sum.Func, "(") && len(sum.Flows) == 0 && len(sum.Stored) == 0 && len(sum.Asking) == 0 && len(sum.Calls) == 0 && len(sum.Passes) == 0 && len(sum.Sets) == 0
}

// summary returns the summary of a function, nil where there is none.
func (p *Program) summary(fn string) *flow.Summary {
	for i := range p.packages {
		list := p.packages[i].Flow.Summaries
		if at, ok := slices.BinarySearchFunc(list, fn, func(s *flow.Summary, fn string) int { return strings.Compare(s.Func, fn) }); ok {
			return list[at]
		}
	}
	return nil
}
