package missing_auth_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/link"
)

// The proof of each route of the corpora names what its state comes from, and
// ends in what would decide it.
func TestWhy(t *testing.T) {
	entries, err := os.ReadDir("testdata/src")
	if err != nil {
		t.Fatal(err)
	}
	var folders []string
	for _, e := range entries {
		folders = append(folders, e.Name())
	}
	corpus := checktest.Load(t, folders...)
	graph := corpus.Analyze(t, link.Collect)
	proven := 0
	for _, folder := range folders {
		program := link.Link(link.Whole, corpus.Packages(graph, folder))
		for i := range program.Routes {
			e := &program.Routes[i]
			answers := program.Why(link.Question{Method: e.Method, Path: e.Path})
			n := slices.IndexFunc(answers, func(a link.Answer) bool { return a.Endpoint == e })
			if n < 0 {
				t.Errorf("%s: %s has no proof of its own", folder, e.Name())
				continue
			}
			a := answers[n]
			state := a.Children[slices.IndexFunc(a.Children, func(n link.Node) bool { return n.Kind == "auth" })].Text
			if vague := strings.Contains(state, "the steps above") || strings.Contains(state, "a part of the chain"); vague || !strings.HasPrefix(state, e.Auth) {
				t.Errorf("%s: %s is %s, and the proof says no more of it than %q: %v", folder, e.Name(), e.Auth, state, e.LayerNames())
			} else {
				proven++
			}
			if a.Decides.Text == "" {
				t.Errorf("%s: what decides %s is not said", folder, e.Name())
			}
		}
	}
	t.Logf("%d routes with a proof", proven)
}
