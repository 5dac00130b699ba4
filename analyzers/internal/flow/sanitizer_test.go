package flow_test

import (
	"testing"

	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/internal/options"
	"github.com/apiward/apiward/analyzers/path_traversal"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// vouch puts a policy in force that vouches for functions of package safe of
// the folder, each for a kind of sink.
func vouch(t *testing.T, folder string, functions map[string]model.SinkKind) {
	t.Helper()
	p := &rules.Policy{}
	for name, kind := range functions {
		s := rules.Sanitizer{Symbol: "corpus/" + folder + "/safe." + name, Reason: "it is tested"}
		if kind != "" {
			s.For = []string{string(kind)}
		}
		p.Sanitizers = append(p.Sanitizers, s)
	}
	options.Set(p)
	t.Cleanup(func() { options.Set(nil) })
}

func TestVouchedPaths(t *testing.T) {
	vouch(t, "vouched_paths", map[string]model.SinkKind{
		"Path": model.FileName, "Trim": model.SQL, "Valid": model.FileName, "Check": "", "Read": model.FileName, "Trimmed": "",
		"Names": model.FileName, "Parse": model.FileName, "First": "", "Clean": model.FileName,
		"Cleaner.Clean": model.FileName, "Rooted.Keep": "",
	})
	checktest.Run(t, path_traversal.Analyzer, "vouched_paths")
}
