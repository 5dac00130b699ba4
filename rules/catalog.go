package rules

import (
	"cmp"
	"fmt"
	"slices"
)

// Catalog is the set of rules that one binary knows, sorted by ID.
type Catalog struct{ entries []Entry }

// NewCatalog returns the catalog of entries. It fails where two rules share an
// ID or one lacks a fact, since every later stage relies on both.
func NewCatalog(entries ...Entry) (*Catalog, error) {
	c := &Catalog{entries: slices.Clone(entries)}
	slices.SortFunc(c.entries, func(a, b Entry) int { return cmp.Compare(a.ID, b.ID) })
	for i, e := range c.entries {
		switch {
		case !validID(e.ID):
			return nil, fmt.Errorf("rule %q: the ID is not snake_case", e.ID)
		case i > 0 && c.entries[i-1].ID == e.ID:
			return nil, fmt.Errorf("rule %s: two rules have this ID", e.ID)
		case e.Title == "" || e.Kind == 0 || e.Severity == 0 || e.Confidence == 0 || e.Since == "":
			return nil, fmt.Errorf("rule %s: title, kind, severity, confidence and since must all be set", e.ID)
		case e.Files == nil:
			return nil, fmt.Errorf("rule %s: no files to read its documentation from", e.ID)
		}
	}
	return c, nil
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
