package main

import (
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/ruleset"
)

// Every rule of a category is on in the set of the categories, and none of
// another kind is; a rule's category is one that there is.
func TestSetOfCategories(t *testing.T) {
	catalog := builtIn(t)
	set, err := ruleset.LoadSet("owasp_2023", catalog)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{"": true}
	for _, c := range rules.Categories() {
		known[c.ID] = true
	}
	said := map[string]bool{}
	for _, s := range set.Policy.Rules {
		said[s.ID] = true
	}
	for _, e := range catalog.All() {
		switch {
		case !known[e.OWASP]:
			t.Errorf("%s is of %s, which is no category", e.ID, e.OWASP)
		case rules.Origin(e.ID) == "" && (!said[e.ID] || !set.Policy.On(e.Rule)):
			t.Errorf("%s is not on in the set", e.ID)
		case rules.Origin(e.ID) != "" && said[e.ID]:
			t.Errorf("the set turns on %s of another engine", e.ID)
		case e.Maturity == rules.Preview && set.Policy.Level(e.Rule) > rules.Note:
			t.Errorf("%s is in preview, and the set makes it a %s", e.ID, set.Policy.Level(e.Rule))
		}
	}
}

// A shipped set must break no build with a rule that is new.
func TestSetsLeavePreviewsAlone(t *testing.T) {
	catalog := builtIn(t)
	for _, name := range ruleset.Sets() {
		set, err := ruleset.LoadSet(name, catalog)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range catalog.All() {
			if e.Maturity == rules.Preview && set.Policy.Level(e.Rule) > rules.Note {
				t.Errorf("%s: %s is in preview, and a %s", name, e.ID, set.Policy.Level(e.Rule))
			}
		}
	}
}
