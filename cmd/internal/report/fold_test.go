package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// TestFolds shows that many notes of one rule in one file are told by the first
// three and a count, and nothing else is.
func TestFolds(t *testing.T) {
	r := &finding.Report{Documents: 2}
	add := func(n int, rule, file string, level rules.Level, suppressed bool) {
		for i := range n {
			f := finding.Finding{Rule: rule, Level: level, Message: fmt.Sprintf("%s %s %d", rule, file, i), At: finding.Range{File: file, Line: i + 1, Column: 1}}
			if suppressed {
				f.Suppressed = &finding.Suppression{Kind: "exemption", Reason: "x"}
			}
			r.Findings = append(r.Findings, f)
		}
	}
	add(12, "many", "a.yaml", rules.Note, false)
	add(2, "many", "a.yaml", rules.Warning, false)
	add(5, "many", "a.yaml", rules.Note, true)
	add(10, "few", "a.yaml", rules.Note, false)
	add(11, "many", "b.yaml", rules.Note, false)
	add(20, "loud", "b.yaml", rules.Warning, false)

	text := string(render(t, "text", r, Info{}))
	for want, n := range map[string]int{
		"note[many]: many a.yaml": 3, "warning[many]: many a.yaml": 2, "note[few]: few a.yaml": 10, "note[many]: many b.yaml": 3, "warning[loud]": 20,
		"note[many]: 9 more of these in a.yaml": 1, "note[many]: 8 more of these in b.yaml": 1, "= show: apiward check --notes all": 2, "more of these": 2,
		"22 warnings, 33 notes in 2 documents": 1,
	} {
		if got := strings.Count(text, want); got != n {
			t.Errorf("%q stands %d times, want %d in\n%s", want, got, n, text)
		}
	}
	text = string(render(t, "text", r, Info{AllNotes: true}))
	if n := strings.Count(text, "note["); n != 33 || strings.Contains(text, "more of these") {
		t.Errorf("%d notes are told, want 33 in\n%s", n, text)
	}
}
