package secret_in_example_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apiward/apiward/rules/secret"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks/secret_in_example"
	"github.com/apiward/apiward/spec/internal/linttest"
	"github.com/apiward/apiward/spec/lint"
)

func TestCheck(t *testing.T) { linttest.Run(t, secret_in_example.Check, nil) }

// TestHidden holds that what findings hide covers what was found, and that no
// message repeats it.
func TestHidden(t *testing.T) {
	err := filepath.WalkDir("testdata", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".yaml") && !strings.HasSuffix(name, ".json") {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		doc, err := spec.Load("api.yaml", text, spec.Options{})
		if err != nil {
			return err
		}
		lines := strings.Split(string(text), "\n")
		for _, p := range lint.Run(doc, []*lint.Check{secret_in_example.Check}, nil) {
			if len(p.Hidden) == 0 || p.EndLine == 0 {
				t.Errorf("%s:%d: nothing is hidden, or the end is not known", name, p.Line)
			}
			for _, r := range p.Hidden {
				hidden := cover(lines, r)
				if len(hidden) < 8 || strings.Contains(p.Message+p.Help, strings.Trim(hidden, `"'`)) {
					t.Errorf("%s:%d: %q is hidden, and the message is %q", name, p.Line, hidden, p.Message)
				}
			}
			if p.Line == p.EndLine && !strings.Contains(lines[p.Line-1][p.Column-1:p.EndColumn-1], "•") {
				t.Errorf("%s:%d: the range is not what is hidden", name, p.Line)
			}
		}
		for i, line := range lines {
			if m, ok := secret.Find(line); ok && m.Form == secret.PrivateKey {
				t.Errorf("%s:%d: a key is not hidden", name, i+1)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// cover blanks a range in the lines, keeping every column, and returns what
// stood there.
func cover(lines []string, r spec.Range) string {
	var out strings.Builder
	for n := r.Line; n <= r.EndLine && n <= len(lines); n++ {
		line := lines[n-1]
		from, to := 0, len(line)
		if n == r.Line {
			from = r.Column - 1
		}
		if n == r.EndLine {
			to = r.EndColumn - 1
		}
		out.WriteString(line[from:to])
		if to-from >= len("•") {
			lines[n-1] = line[:from] + "•" + strings.Repeat("x", to-from-len("•")) + line[to:]
		}
	}
	return out.String()
}
