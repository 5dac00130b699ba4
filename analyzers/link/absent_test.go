package link_test

import (
	"slices"
	"testing"

	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/link"
)

// TestAbsent holds that a command that does not compile is the command of what it
// imports: what it does not import is served by nobody.
func TestAbsent(t *testing.T) {
	const folder = "absent"
	corpus := checktest.Load(t, folder)
	graph := corpus.Analyze(t, link.Collect, link.Analyzer)
	parts := slices.DeleteFunc(corpus.Packages(graph, folder), func(p link.Package) bool { return p.Routes.Main })
	idle := func(more ...link.Package) map[string]bool {
		found := map[string]bool{}
		for _, e := range link.Link(link.Whole, slices.Concat(parts, more)).Routes {
			found[e.Path] = e.Idle
		}
		return found
	}
	for _, c := range []struct {
		name        string
		more        []link.Package
		hooks, mock bool
	}{
		{"no command at all: a library", nil, false, false},
		{"a command that imports one", []link.Package{link.Absentee("corpus/absent", true, []string{"corpus/absent/forge"})}, false, true},
		{"by way of another that does not compile", []link.Package{
			link.Absentee("corpus/absent", true, []string{"corpus/absent/server"}),
			link.Absentee("corpus/absent/server", false, []string{"corpus/absent/mock"}),
		}, true, false},
	} {
		got := idle(c.more...)
		if len(got) != 2 || got["/hooks"] != c.hooks || got["/repositories"] != c.mock {
			t.Errorf("%s: got %v, want /hooks %t and /repositories %t", c.name, got, c.hooks, c.mock)
		}
	}
}
