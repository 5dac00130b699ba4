package rules

import (
	"cmp"
	"fmt"
	"slices"
)

// Catalog is the set of rules that one binary knows, sorted by ID.
type Catalog struct{ entries []Entry }

// NewCatalog returns the catalog of entries. It fails where two rules share an
// ID or one lacks a fact, since every later stage relies on both, and where an
// option could not be set: policies write "level" and the options side by side.
func NewCatalog(entries ...Entry) (*Catalog, error) {
	c := &Catalog{entries: slices.Clone(entries)}
	slices.SortFunc(c.entries, func(a, b Entry) int { return cmp.Compare(a.ID, b.ID) })
	for i, e := range c.entries {
		switch {
		case !validID(e.ID) && !validForeign(e.ID):
			return nil, fmt.Errorf("rule %q: the ID is not snake_case", e.ID)
		case i > 0 && c.entries[i-1].ID == e.ID:
			return nil, fmt.Errorf("rule %s: two rules have this ID", e.ID)
		case e.Title == "" || e.Kind == 0 || e.Severity == 0 || e.Confidence == 0 || e.Since == "":
			return nil, fmt.Errorf("rule %s: title, kind, severity, confidence and since must all be set", e.ID)
		case e.Files == nil && e.About == nil:
			return nil, fmt.Errorf("rule %s: no files to read its documentation from", e.ID)
		}
		if err := checkOptions(e.Options); err != nil {
			return nil, fmt.Errorf("rule %s: %w", e.ID, err)
		}
	}
	return c, nil
}

// With returns the catalog with more rules in it, such as those that an engine
// said it has.
func (c *Catalog) With(more ...Entry) (*Catalog, error) {
	if len(more) == 0 {
		return c, nil
	}
	return NewCatalog(slices.Concat(c.entries, more)...)
}

// Knows reports whether the catalog has rules of the engine. Where it has none,
// nothing can be said of a rule that claims to be one.
func (c *Catalog) Knows(engine string) bool {
	return slices.ContainsFunc(c.entries, func(e Entry) bool { return Origin(e.ID) == engine })
}

// checkOptions fails where an option has no name that a policy can write, or a
// default of another type than its own.
func checkOptions(options []Option) error {
	for i, o := range options {
		switch {
		case !validID(o.Name):
			return fmt.Errorf("option %q: the name is not snake_case", o.Name)
		case o.Name == "level":
			return fmt.Errorf("option level: the name is taken by the rule's level")
		case slices.ContainsFunc(options[:i], func(before Option) bool { return before.Name == o.Name }):
			return fmt.Errorf("option %s: two options have this name", o.Name)
		case !o.Type.holds(o.Default):
			return fmt.Errorf("option %s: the default is a %T, not a %s", o.Name, o.Default, o.Type)
		case o.Values != nil && o.Type != String:
			return fmt.Errorf("option %s: only a string is one of several values", o.Name)
		}
	}
	return nil
}

// All returns the rules, sorted by ID. The slice must not be changed.
func (c *Catalog) All() []Entry { return c.entries }

// Lookup returns the rule with the given ID.
func (c *Catalog) Lookup(id string) (Entry, bool) {
	i, ok := slices.BinarySearchFunc(c.entries, id, func(e Entry, id string) int { return cmp.Compare(e.ID, id) })
	if !ok {
		return Entry{}, false
	}
	return c.entries[i], true
}

// IDs returns the IDs of all rules, sorted.
func (c *Catalog) IDs() []string {
	ids := make([]string, len(c.entries))
	for i, e := range c.entries {
		ids[i] = e.ID
	}
	return ids
}
