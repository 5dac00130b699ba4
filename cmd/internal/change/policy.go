package change

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// decision is something that a policy says and that takes findings away.
type decision struct {
	what   string // "exemption of missing_auth on GET /health"
	until  string // the last day it holds, "" for ever
	reason string
	at     rules.Place
}

// policies compares the policies of both sides. Both sides are judged by the
// head's; what was made weaker in it must not pass in silence for that.
func (c *comparer) policies() {
	if c.Before == nil || c.Policy == nil {
		return
	}
	c.levels()
	c.removed()
	c.decisions()
	if was, is := c.Before.Profile, c.Policy.Profile; was != is {
		kind := PolicyChanged
		if was == rules.Production {
			kind = PolicyWeakened
		}
		c.policyRow(kind, "profile", was, is, "", rules.Place{})
	}
	c.rest()
}

// policyRow adds a row about the policy.
func (c *comparer) policyRow(kind Kind, subject, before, after, reason string, at rules.Place) {
	change := Change{
		Kind: kind, Effect: Other, Subject: subject, Before: before, After: after, Reason: reason,
		At: finding.Range{File: at.File, Line: at.Line, Column: at.Column},
	}
	switch kind {
	case PolicyWeakened:
		change.Effect, change.Level = Worse, rules.Warning
	case PolicyStrengthened:
		change.Effect = Better
	}
	c.add(change)
}

// levels compares the levels and the options of all rules.
func (c *comparer) levels() {
	for _, e := range c.Catalog.All() {
		was, is := c.Before.Level(e.Rule), c.Policy.Level(e.Rule)
		switch {
		case is < was:
			c.policyRow(PolicyWeakened, "rule "+e.ID, was.String(), is.String(), "", rules.Place{})
		case is > was:
			c.policyRow(PolicyStrengthened, "rule "+e.ID, was.String(), is.String(), "", rules.Place{})
		}
		for _, o := range e.Options {
			before, after := optionOf(c.Before, e.ID, o), optionOf(c.Policy, e.ID, o)
			if before != after {
				c.policyRow(PolicyChanged, "rule "+e.ID+", option "+o.Name, before, after, "", rules.Place{})
			}
		}
	}
}

// removed tells the house rules that are no more.
func (c *comparer) removed() {
	if c.Known == nil {
		return
	}
	for _, e := range c.Known.All() {
		if _, still := c.Catalog.Lookup(e.ID); !still && c.Before.Level(e.Rule) != rules.Off {
			c.policyRow(PolicyWeakened, "rule "+e.ID, c.Before.Level(e.Rule).String(), "removed", "", rules.Place{})
		}
	}
}

// optionOf returns the value of an option as text.
func optionOf(p *rules.Policy, id string, o rules.Option) string {
	value := o.Default
	for _, s := range p.Rules {
		if v, set := s.Options[o.Name]; s.ID == id && set {
			value = v
		}
	}
	return fmt.Sprint(value)
}

// decisions compares what takes findings away.
func (c *comparer) decisions() {
	before, after := decisionsOf(c.Before), decisionsOf(c.Policy)
	for _, what := range slices.Sorted(maps.Keys(after)) {
		d := after[what]
		was, known := before[what]
		switch {
		case !known:
			c.policyRow(PolicyWeakened, what, "", "added", d.reason, d.at)
		case was.until != d.until && was.until != "" && (d.until == "" || d.until > was.until):
			c.policyRow(PolicyWeakened, what, "until "+was.until, strings.TrimSpace("until "+or(d.until, "further notice")), d.reason, d.at)
		}
	}
	for _, what := range slices.Sorted(maps.Keys(before)) {
		if _, still := after[what]; !still {
			c.policyRow(PolicyStrengthened, what, "", "removed", before[what].reason, rules.Place{})
		}
	}
}

func or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

func decisionsOf(p *rules.Policy) map[string]decision {
	out := map[string]decision{}
	add := func(until, reason string, at rules.Place, format string, args ...any) {
		d := decision{what: fmt.Sprintf(format, args...), until: until, reason: reason, at: at}
		out[d.what] = d
	}
	for _, e := range p.Exemptions {
		if e.Expired {
			continue
		}
		on := ""
		if len(e.Routes) > 0 {
			on += " on " + patterns(e.Routes)
		}
		if len(e.Paths) > 0 {
			on += " in " + patterns(e.Paths)
		}
		add(e.Expires, e.Reason, e.At, "exemption of %s%s", strings.Join(e.Rules, ", "), on)
	}
	for _, r := range p.Public {
		add("", r.Reason, r.At, "public route %s %s", or(r.Method, "ANY"), r.Path.Pattern)
	}
	for _, g := range p.Guards {
		add("", g.Reason, g.At, "%s declared as %s", g.Symbol, or(g.Role, "auth"))
	}
	for _, s := range p.Sanitizers {
		add("", s.Reason, s.At, "%s declared as sanitizer %s", s.Symbol, strings.Join(s.For, ", "))
	}
	for _, g := range p.Gateway {
		add("", g.Reason, g.At, "gateway said to do %s %s", g.Fact, patterns(g.Routes))
	}
	for _, k := range p.Classes {
		for _, word := range k.Except {
			add("", "", k.At, "the name %s taken out of classification", word)
		}
	}
	return out
}

func patterns(globs []rules.Glob) string {
	var list []string
	for _, g := range globs {
		list = append(list, g.Pattern)
	}
	return strings.Join(list, ", ")
}

// rest tells by name what else of the policies is not the same: what nobody here
// knows must not be passed over.
func (c *comparer) rest() {
	before, after := parts(c.Before), parts(c.Policy)
	names := slices.AppendSeq(slices.Collect(maps.Keys(before)), maps.Keys(after))
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if before[name] != after[name] {
			c.policyRow(PolicyChanged, strings.ReplaceAll(name, "_", " "), "", "changed", "", rules.Place{})
		}
	}
}

// parts returns the parts of a policy that have no rows of their own, without the
// places that they stand in.
func parts(p *rules.Policy) map[string]string {
	text, err := json.Marshal(p)
	if err != nil {
		return nil
	}
	var all map[string]any
	if json.Unmarshal(text, &all) != nil {
		return nil
	}
	for _, told := range []string{"rules", "exemptions", "public_routes", "sanitizers", "guards", "gateway", "profile", "modules"} {
		delete(all, told)
	}
	out := map[string]string{}
	for name, value := range all {
		plain, err := json.Marshal(placeless(value))
		if err == nil {
			out[name] = string(plain)
		}
	}
	return out
}

// placeless returns a JSON value without the places in it.
func placeless(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = placeless(v[i])
		}
	case map[string]any:
		delete(v, "at")
		for name := range v {
			v[name] = placeless(v[name])
		}
	}
	return v
}
