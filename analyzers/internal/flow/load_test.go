package flow

import (
	"strings"
	"testing"
)

func TestFirstSteps(t *testing.T) {
	for path, want := range map[string]string{
		".a":             "a",
		".a.b.c":         "a.b",
		"[].a.b":         "[].a.b",
		".[].a.b.c":      "[].a.b",
		".a[]":           "a",
		".[].[].a":       "[].[].a",
		".[].[].[].[].a": "[].[].[].[]",
	} {
		if got := firstSteps(path); got != want {
			t.Errorf("firstSteps(%q) = %q, want %q", path, got, want)
		}
	}
	// A list that holds itself leads to paths without an end.
	if got := firstSteps("." + strings.Repeat("[].", 1000) + "a"); len(got) > 20 {
		t.Errorf("the first steps of a path have %d letters", len(got))
	}
}
