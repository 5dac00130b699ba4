package house

import (
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/check"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// runFlows reports the flows of the policy's own, those of one sink together.
func runFlows(pass *analysis.Pass) (any, error) {
	program, policy := check.Program(pass), check.Policy(pass)
	for i := range policy.CodeRules {
		rule := &policy.CodeRules[i]
		for j := range rule.Flows {
			for _, f := range find(program, rule, &rule.Flows[j]) {
				stands := f.Stands()
				if rule.About(policy.FileOf(moduleOf(pass), stands.Package, stands.File), stands.Package) {
					check.Report(pass, f)
				}
			}
		}
	}
	return nil, nil
}

// moduleOf returns the path of the pass's module, "" for a whole program.
func moduleOf(pass *analysis.Pass) string {
	if pass.Module == nil {
		return ""
	}
	return pass.Module.Path
}

// find returns what is found of one flow, in the order of its sinks.
func find(program *link.Program, rule *rules.CodeRule, h *rules.HouseFlow) (list []link.Finding) {
	if !h.IsNumbered() {
		return nil
	}
	for i := range program.Flows {
		f := &program.Flows[i]
		if f.Sink.Kind.HouseFlow() != h.Number || !isFrom(h, f) || isSafe(h, f) {
			continue
		}
		at := program.Place(*f)
		if !program.Shows(at) {
			continue
		}
		if n := len(list); n > 0 && list[n-1].At == at {
			list[n-1].Related = append(list[n-1].Related, entry(f)...)
			continue // one finding for all that comes to one place
		}
		strength := rules.Proven
		if f.Origin.PassedUnseen() || f.Via != "" || f.Idle {
			strength = rules.Unproven
		}
		it := f.Origin.Describe()
		list = append(list, link.Finding{
			Rule: rule.ID, Strength: strength, At: at, Symbol: f.Sink.In, Excused: f.Sink.Excused, Help: rule.Help,
			Message: says(rule, it, it+" comes to "+f.Sink.Name()+", which the policy forbids"),
			Trace:   append(f.Origin.Steps.List(), link.Step{At: f.Sink.At, Text: "comes to " + f.Sink.Name() + " here"}),
		})
	}
	return list
}

// entry returns where the value of a flow enters.
func entry(f *link.Flow) []link.Step {
	if first := f.Origin.Steps.First(); !first.At.IsZero() {
		return []link.Step{first}
	}
	return nil
}

// isFrom reports whether a flow begins where the rule says.
func isFrom(h *rules.HouseFlow, f *link.Flow) bool {
	if f.Origin.Source == model.House {
		return f.Origin.Index>>h.Number&1 != 0
	}
	return f.Origin.IsRequest() && h.Known(f.Origin.Source)
}

// isSafe reports whether the value is safe for one of the kinds of sink that the
// rule lets pass.
func isSafe(h *rules.HouseFlow, f *link.Flow) bool {
	return slices.ContainsFunc(h.Unless, func(kind string) bool {
		return rules.IsSinkKind(kind) && f.Origin.IsSafeFor(model.SinkKind(kind))
	})
}
