package rules

import (
	"fmt"
	"testing"
)

func TestCategories(t *testing.T) {
	all := Categories()
	if len(all) != 10 {
		t.Fatalf("%d categories", len(all))
	}
	for i, c := range all {
		if want := fmt.Sprintf("API%d:2023", i+1); c.ID != want || c.Title == "" {
			t.Errorf("category %d is %s %q, want %s", i, c.ID, c.Title, want)
		}
		if len(c.Unseen) == 0 {
			t.Errorf("%s claims that everything can be seen", c.ID)
		}
		for _, g := range c.Open {
			if !validID(g.ID) || g.What == "" {
				t.Errorf("%s: the gap %+v is no rule to be", c.ID, g)
			}
		}
	}
}

func TestMissing(t *testing.T) {
	catalog, err := NewCatalog(entry("bola"))
	if err != nil {
		t.Fatal(err)
	}
	all := Categories()
	if gaps := catalog.Missing(all[0]); len(gaps) != 0 {
		t.Errorf("a rule that is there is missing: %v", gaps)
	}
	if gaps := catalog.Missing(all[1]); len(gaps) != len(all[1].Open) || len(Categories()[0].Open) == 0 {
		t.Errorf("missing are %v", gaps)
	}
}
