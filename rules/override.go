package rules

import (
	"cmp"
	"maps"
	"slices"
)

// Override decides anew, where it matches, what the policy decides of rules.
// Of Paths, Routes and Documents at least one is given; of each that is, one
// pattern must match. A later override wins over an earlier one.
type Override struct {
	Paths     []Glob   `json:"paths,omitempty"`     // matched against the finding's file, relative to the project's root
	Routes    []Glob   `json:"routes,omitempty"`    // matched against "METHOD /path"
	Documents []Glob   `json:"documents,omitempty"` // matched against the document that was checked
	Rules     []Change `json:"rules"`               // sorted by ID, at least one
	Reason    string   `json:"reason,omitempty"`
	At        Place    `json:"at"`
}

// Change is what an override says of one rule. What it leaves out stays as it
// was. Options are chosen before anyone knows of routes, so that an override
// with Routes has none.
type Change struct {
	ID      string         `json:"id"`
	Level   *Level         `json:"level,omitempty"`
	Options map[string]any `json:"options,omitempty"` // as those of a Setting
}

// UnmarshalJSON reads a change so that its options have the Go types they were
// written with.
func (c *Change) UnmarshalJSON(b []byte) error {
	return unmarshalOptions(b, (*plainChange)(c), &c.ID, &c.Options)
}

type plainChange Change

// Where is the place that something stands at, as overrides are matched.
type Where struct {
	File     string // slash path relative to the project's root
	Route    string // "GET /x", "" where it is about none
	Document string // the document that was checked, "" for code
}

// matches reports whether the override is about the place.
func (o *Override) matches(at Where) bool {
	return given(o.Paths, at.File) && given(o.Routes, at.Route) && given(o.Documents, at.Document)
}

// given reports whether one of the globs matches, or there are none.
func given(globs []Glob, s string) bool {
	return len(globs) == 0 || s != "" && slices.ContainsFunc(globs, func(g Glob) bool { return g.Match(s) })
}

// change returns what the override says of the rule.
func (o *Override) change(id string) (Change, bool) {
	i, ok := slices.BinarySearchFunc(o.Rules, id, func(c Change, id string) int { return cmp.Compare(c.ID, id) })
	if !ok {
		return Change{}, false
	}
	return o.Rules[i], true
}

// LevelAt returns the level of r at a place under the policy.
func (p *Policy) LevelAt(r *Rule, at Where) Level {
	if p != nil {
		for i := len(p.Overrides) - 1; i >= 0; i-- {
			if c, ok := p.Overrides[i].change(r.ID); ok && c.Level != nil && p.Overrides[i].matches(at) {
				return *c.Level
			}
		}
	}
	return p.Level(r)
}

// On reports whether the rule is on at any place. A rule that is must run; what
// it finds where it is off has no level and is dropped.
func (p *Policy) On(r *Rule) bool {
	if p.Level(r) != Off {
		return true
	}
	return p != nil && slices.ContainsFunc(p.Overrides, func(o Override) bool {
		c, ok := o.change(r.ID)
		return ok && c.Level != nil && *c.Level != Off
	})
}

// In returns the policy as its options hold for one file or document: those of
// the overrides that match stand in its Local. Levels stay as they are, since an
// override of them may ask for the route. Where none matches it is the policy
// itself.
func (p *Policy) In(at Where) *Policy {
	if p == nil {
		return nil
	}
	local := map[string]map[string]any{}
	for i := range p.Overrides {
		o := &p.Overrides[i]
		if len(o.Routes) > 0 || !o.matches(at) {
			continue
		}
		for _, c := range o.Rules {
			if len(c.Options) > 0 && local[c.ID] == nil {
				local[c.ID] = map[string]any{}
			}
			maps.Copy(local[c.ID], c.Options)
		}
	}
	if len(local) == 0 {
		return p
	}
	in := *p
	in.Local = local
	return &in
}
