package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/cmd/internal/pipeline/bad_exemption"
	"github.com/apiward/apiward/rules"
)

// judgeExcuses adds a finding for every directive and exemption that does not
// do what its author meant. These findings cannot be excused themselves: an
// excuse for a broken excuse would hide what nobody decided. The rule can be
// turned off.
func judgeExcuses(r *run) {
	entry, ok := r.Catalog.Lookup(bad_exemption.Rule.ID)
	if !ok || !r.Policy.On(entry.Rule) {
		return
	}
	for i := range r.Ignores {
		r.judgeDirective(i)
	}
	if r.Policy == nil {
		return
	}
	for i := range r.Policy.Exemptions {
		r.judgeExemption(i)
	}
	r.judgeEntries()
}

func (r *run) judgeDirective(i int) {
	ig, w := r.Ignores[i], comment
	if ig.Object != nil {
		w = extension
	}
	switch {
	case len(ig.Rules) == 0:
		r.bad(ig.At, "the "+w.name+" names no rule and excuses nothing", w.form)
		return
	case ig.Reason == "":
		r.bad(ig.At, fmt.Sprintf("the %s for %s gives no reason and excuses nothing", w.name, strings.Join(ig.Rules, ", ")), w.reason)
		return
	}
	for n, id := range ig.Rules {
		if slices.Contains(ig.Rules[:n], id) || r.judgeName(w.name, ig.At, id) {
			continue
		}
		if !r.ignoresUsed[ignoreUse{i, id}] && r.expected(id) {
			r.bad(ig.At, fmt.Sprintf("the %s excuses no finding of %s", w.name, id), w.place)
		}
	}
}

// words are what is said of one form of excuse.
type words struct{ name, form, reason, place string }

var (
	comment = words{
		name: "directive", form: "write apiward:ignore, the rule, two dashes and the reason",
		reason: "add two dashes and why the finding may stay", place: "remove it, or move it to the line of the finding or the line above",
	}
	extension = words{
		name: "x-apiward-ignore", form: "write the rule and the reason below it, as missing_security: the ingress asks for the credential",
		reason: "write why the finding may stay, as text behind the rule", place: "remove it, or move it to the object of the finding or one around it",
	}
)

func (r *run) judgeExemption(i int) {
	e := r.Policy.Exemptions[i]
	unknown := false
	for _, id := range e.Rules {
		unknown = r.judgeName("exemption", e.At, id) || unknown
	}
	named := strings.Join(e.Rules, ", ")
	switch {
	case strings.TrimSpace(e.Reason) == "":
		r.bad(e.At, fmt.Sprintf("the exemption of %s gives no reason", named), "add a reason: why the findings may stay")
	case e.Expired:
		r.bad(e.At, fmt.Sprintf("the exemption of %s expired on %s and excuses nothing", named, e.Expires),
			"fix what it excused, or decide again and set a new date")
	case !unknown && !r.exemptionsUsed[i] && r.judgeable(e.Rules) && slices.ContainsFunc(e.Rules, r.expected):
		r.bad(e.At, fmt.Sprintf("the exemption of %s excuses no finding", named), "remove it, or correct its routes and paths")
	}
}

// judgeName reports whether id cannot be excused because it is no rule, or is
// the rule that judges excuses, and says so.
func (r *run) judgeName(what string, at rules.Place, id string) bool {
	if _, ok := r.Catalog.Lookup(id); !ok {
		if engine := rules.Origin(id); engine != "" && !r.Catalog.Knows(engine) {
			return true // an engine that is off or failed: what rules it has, nobody knows
		}
		help := "apiward rules list shows all rules"
		if s := r.Suggest(id); s != "" {
			help = fmt.Sprintf("did you mean %s?", s)
		}
		r.bad(at, fmt.Sprintf("the %s names the unknown rule %q", what, id), help)
		return true
	}
	if id == bad_exemption.Rule.ID {
		r.bad(at, fmt.Sprintf("the %s names %s, which cannot be excused", what, id), "correct the excuse it reports, or turn the rule off in the policy")
		return true
	}
	return false
}

// judgeable reports whether all that an exemption of the rules can be about was
// looked at.
func (r *run) judgeable(ids []string) bool {
	return r.Scope.Project || r.Scope.Paper && !slices.ContainsFunc(ids, func(id string) bool {
		entry, ok := r.Catalog.Lookup(id)
		return !ok || entry.Kind != rules.Document
	})
}

// expected reports whether findings of the rule, had there been any, would be
// here: the rule is on and what it judges was analysed in full.
func (r *run) expected(id string) bool {
	entry, ok := r.Catalog.Lookup(id)
	return ok && !r.Scope.Partial && r.Policy.On(entry.Rule) && r.Scope.looked(entry.Kind)
}

// bad adds one finding of bad_exemption.
func (r *run) bad(at rules.Place, message, help string) { r.weakly(rules.Proven, at, message, help) }

// weakly adds one of the given strength.
func (r *run) weakly(s rules.Strength, at rules.Place, message, help string) {
	rule := bad_exemption.Rule
	f := finding.Finding{Rule: rule.ID, Strength: s, Message: message, Help: help, At: place(at)}
	if f.Level = r.levelOf(f); f.Level != rules.Off {
		r.findings = append(r.findings, f)
	}
}
