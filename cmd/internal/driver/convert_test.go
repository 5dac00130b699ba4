package driver

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/finding"
)

// What stands in another module has no place in the project, and is told where
// the project comes to it.
func TestFindingsStandInTheProject(t *testing.T) {
	c := &converter{dirs: map[string]string{"example.com/m/api": "api"}}
	own := func(line int) link.Step {
		return link.Step{At: link.Pos{Package: "example.com/m/api", File: "api.go", Line: line, Column: 2}, Text: "registered"}
	}
	other := link.Step{At: link.Pos{Package: "example.com/other", File: "serve.go", Line: 44, Column: 14}}
	at := func(line int) finding.Range { return finding.Range{File: "api/api.go", Line: line, Column: 2} }
	for name, tt := range map[string]struct {
		found   link.Finding
		at      finding.Range
		related int
	}{
		"of our own":        {link.Finding{At: own(3).At, Related: []link.Step{own(4), other}}, at(3), 1},
		"of another module": {link.Finding{At: other.At, Related: []link.Step{other, own(5), own(6)}}, at(5), 1},
		"of nobody we know": {link.Finding{At: other.At, Related: []link.Step{other}}, finding.Range{Line: 44, Column: 14}, 0},
	} {
		got := c.findings([]link.Finding{tt.found})[0]
		if d := cmp.Diff(tt.at, got.At); d != "" || len(got.Related) != tt.related {
			t.Errorf("%s: %d related places, want %d; (-want +got):\n%s", name, len(got.Related), tt.related, d)
		}
	}
}
