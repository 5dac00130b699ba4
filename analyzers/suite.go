// Package analyzers is the suite of the code rules: one folder is one rule.
package analyzers

import (
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/house"
	"github.com/apiward/apiward/analyzers/internal/check"
	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/options"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules"
)

// Policy is the pass that owns the one flag through which a foreign driver
// hands over the policy, as JSON: -policy.
var Policy = options.Analyzer

// SetPolicy puts the policy in force for every pass that runs after it.
func SetPolicy(p *rules.Policy) { options.Set(p) }

// Suite returns what a driver runs: the analyzers of all rules, and those that
// apply the rules which the policy wrote.
func Suite() []*analysis.Analyzer {
	return append(slices.Clip(All), house.Analyzer, house.Flows)
}

// Judge runs every rule that judges a linked program on the program, and
// returns what they found, in the order of the rules.
func Judge(program *link.Program) ([]link.Finding, error) {
	var all []link.Finding
	for _, a := range Suite() {
		if !Linked(a) {
			continue
		}
		found, err := a.Run(&analysis.Pass{Analyzer: a, ResultOf: map[*analysis.Analyzer]any{link.Analyzer: program}})
		if err != nil {
			return all, fmt.Errorf("%s: %w", a.Name, err)
		}
		all = append(all, found.([]link.Finding)...)
	}
	return all, nil
}

// Fix writes the fixes of findings in the package that the pass shows, for the
// rules that can, and leaves the rest of the findings as they are.
func Fix(pass *analysis.Pass, findings []link.Finding) error {
	for _, a := range All {
		if !Fixes(a.Name) {
			continue
		}
		var own []link.Finding
		for _, f := range findings {
			if f.Rule == a.Name {
				own = append(own, f)
			}
		}
		if len(own) == 0 {
			continue
		}
		shown := *pass
		shown.Analyzer, shown.ResultOf = a, map[*analysis.Analyzer]any{check.Fixing: own}
		if _, err := a.Run(&shown); err != nil {
			return fmt.Errorf("%s: %w", a.Name, err)
		}
		for i := range findings {
			if findings[i].Rule == a.Name {
				findings[i].Fix, own = own[0].Fix, own[1:]
			}
		}
	}
	return nil
}

// Fixes reports whether the rule with the ID writes fixes.
func Fixes(id string) bool {
	return slices.ContainsFunc(All, func(a *analysis.Analyzer) bool { return a.Name == id && slices.Contains(a.Requires, check.Fixing) })
}

// Linked reports whether the rule judges a linked program, rather than one
// package at a time.
func Linked(a *analysis.Analyzer) bool { return slices.Contains(a.Requires, link.Analyzer) }

// Guards is the pass that reads middleware: of packages of other modules it is
// all that a driver runs.
var Guards = routes.Analyzer

// Outside reports whether a package of another module, by its exported API,
// makes middleware or handlers, or fills routers.
func Outside(pkg *types.Package) bool { return flow.Outside(pkg) }
