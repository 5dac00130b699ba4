package fix

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apiward/apiward/cmd/internal/finding"
)

const source = "package p\n\nvar a = 1\n\nvar b = \"se\" + \"cret\"\n"

// project writes the source to a file of a new project.
func project(t *testing.T) (*os.Root, string) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "p.go")
	if err := os.WriteFile(file, []byte(source), 0o640); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root, file
}

// set returns a finding whose fix puts text where the columns of a line are.
func set(file string, line, from, to int, text string) finding.Finding {
	at := finding.Range{File: file, Line: line, Column: from, EndLine: line, EndColumn: to}
	return finding.Finding{At: at, Fix: &finding.Fix{Edits: []finding.Edit{{Range: at, Text: text}}, Sum: sha256.Sum256([]byte(source))}}
}

func TestPlan(t *testing.T) {
	root, file := project(t)
	link := filepath.Join(filepath.Dir(file), "link.go")
	if err := os.Symlink("p.go", link); err != nil {
		t.Fatal(err)
	}
	suppressed := set("p.go", 3, 9, 10, "2")
	suppressed.Suppressed = &finding.Suppression{}
	stale := set("p.go", 3, 9, 10, "2")
	stale.Fix.Sum[0]++
	one, other, same := set("p.go", 3, 9, 10, "2"), set("p.go", 5, 9, 22, "\"b\""), set("p.go", 3, 9, 10, "3")
	tests := []struct {
		name     string
		findings []finding.Finding
		want     string // of the file, "" where nothing changes
		left     string // reasons
	}{
		{"nothing to fix", []finding.Finding{{At: one.At}}, "", ""},
		{"two", []finding.Finding{one, other}, "package p\n\nvar a = 2\n\nvar b = \"b\"\n", ""},
		{"the same text", []finding.Finding{one, same}, "package p\n\nvar a = 2\n\nvar b = \"se\" + \"cret\"\n", "another fix changes the same text: run it again"},
		{"suppressed", []finding.Finding{suppressed}, "", ""},
		{"changed meanwhile", []finding.Finding{stale}, "", "the file changed since it was analysed"},
		{"beyond the file", []finding.Finding{set("p.go", 9, 1, 1, "x")}, "", "an edit of the bytes -1 to -1 does not fit a file of 44"},
		{"no file", []finding.Finding{set("q.go", 3, 9, 10, "2")}, "", "no such file or directory"},
		{"a link", []finding.Finding{set("link.go", 3, 9, 10, "2")}, "", "it is no regular file"},
		{"outside", []finding.Finding{set("../p.go", 3, 9, 10, "2")}, "", "path escapes from parent"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			changes, left := Plan(root, tt.findings)
			got := ""
			for _, c := range changes {
				got += string(c.New)
			}
			var reasons []string
			for _, l := range left {
				reasons = append(reasons, l.Reason)
			}
			if got != tt.want || strings.Join(reasons, ", ") != tt.left {
				t.Errorf("got %q, and left %q", got, reasons)
			}
		})
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != source {
		t.Errorf("a plan changed the file to %q, %v", text, err)
	}
}

func TestWrite(t *testing.T) {
	root, file := project(t)
	changes, _ := Plan(root, []finding.Finding{set("p.go", 3, 9, 10, "2")})
	c := changes[0]
	holds := func(want string) {
		t.Helper()
		text, err := os.ReadFile(file)
		if err != nil || string(text) != want {
			t.Errorf("the file holds %q, %v", text, err)
		}
		info, err := os.Stat(file)
		if err != nil || info.Mode().Perm() != 0o640 {
			t.Errorf("the file has the mode %v, %v", info.Mode(), err)
		}
		if entries, err := os.ReadDir(filepath.Dir(file)); err != nil || len(entries) != 1 {
			t.Errorf("beside the file there is %v, %v", entries, err)
		}
	}
	if err := c.Undo(root); err == nil {
		t.Error("what was not done is undone")
	}
	holds(source)
	if err := c.Write(root); err != nil {
		t.Error(err)
	}
	holds(string(c.New))
	if err := c.Write(root); err == nil || err.Error() != "p.go: it changed since it was analysed" {
		t.Errorf("a changed file is written: %v", err)
	}
	if err := c.Undo(root); err != nil {
		t.Error(err)
	}
	holds(source)
}

// A secret is in no line of a diff, whether its line changes or not.
func TestDiffCoversSecrets(t *testing.T) {
	root, _ := project(t)
	one := set("p.go", 3, 9, 10, "2")
	other := finding.Finding{At: finding.Range{File: "p.go", Line: 5}, Hidden: []finding.Range{{File: "p.go", Line: 5, Column: 16, EndLine: 5, EndColumn: 22}}}
	changes, _ := Plan(root, []finding.Finding{one, other})
	want := "diff a/p.go b/p.go\n--- a/p.go\n+++ b/p.go\n@@ -1,5 +1,5 @@\n package p\n \n-var a = 1\n+var a = 2\n \n var b = \"se\" + \"****\"\n"
	if got := string(changes[0].Diff()); got != want {
		t.Errorf("got\n%s", got)
	}
}
