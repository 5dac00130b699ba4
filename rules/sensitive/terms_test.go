package sensitive

import (
	"slices"
	"strings"
	"testing"
)

// TestTermsAreInTheirForm shows that terms are written as Words has names, in
// lower case and the singular: others would never be met.
func TestTermsAreInTheirForm(t *testing.T) {
	for first, entries := range index {
		for _, e := range entries {
			name := strings.Join(e.Words, "_")
			if got := Words(name); !slices.Equal(got, e.Words) {
				t.Errorf("term %q under %q is read as %q", name, first, got)
			}
		}
	}
	for _, list := range [][]string{before, beforeCredential, beforeOther, counted, behind, behindCredential, persons} {
		for _, w := range list {
			if got := Words(w); len(got) != 1 || got[0] != w {
				t.Errorf("word %q is read as %q", w, got)
			}
		}
	}
}
