package finding

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/apiward/apiward/rules"
)

func TestCount(t *testing.T) {
	c := Count([]Finding{
		{Level: rules.Error}, {Level: rules.Error}, {Level: rules.Warning}, {Level: rules.Note},
		{Level: rules.Error, Suppressed: &Suppression{}},
	})
	if want := (Counts{Errors: 2, Warnings: 1, Notes: 1, Suppressed: 1}); c != want {
		t.Errorf("Count = %+v, want %+v", c, want)
	}
	for level, want := range map[rules.Level]int{rules.Error: 2, rules.Warning: 3, rules.Note: 4} {
		if got := c.AtLeast(level); got != want {
			t.Errorf("AtLeast(%v) = %d, want %d", level, got, want)
		}
	}
}

func TestSourceLine(t *testing.T) {
	root, outside := t.TempDir(), t.TempDir()
	write := func(dir, name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(root, "a.go", "one\r\ntwo\n\nfour")
	write(root, "empty.go", "")
	write(outside, "secret", "secret\n")
	if err := os.Symlink(filepath.Join(outside, "secret"), filepath.Join(root, "link.go")); err != nil {
		t.Fatal(err)
	}
	s, err := OpenSource(root)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	tests := []struct {
		file string
		line int
		want string
		ok   bool
	}{
		{"a.go", 1, "one", true},
		{"a.go", 2, "two", true},
		{"a.go", 3, "", true},
		{"a.go", 4, "four", true},
		{"a.go", 5, "", false},
		{"a.go", 0, "", false},
		{"a.go", -1, "", false},
		{"empty.go", 2, "", false},
		{"missing.go", 1, "", false},
		{"link.go", 1, "", false},
		{"../" + filepath.Base(outside) + "/secret", 1, "", false},
		{filepath.Join(outside, "secret"), 1, "", false},
		{".", 1, "", false},
		{"", 1, "", false},
	}
	for _, tt := range tests {
		got, ok := s.Line(tt.file, tt.line)
		if got != tt.want || ok != tt.ok {
			t.Errorf("Line(%q, %d) = %q, %v; want %q, %v", tt.file, tt.line, got, ok, tt.want, tt.ok)
		}
	}
	if _, ok := (*Source)(nil).Line("a.go", 1); ok {
		t.Error("a nil source knows a line")
	}
}

func TestHide(t *testing.T) {
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "a.go"), []byte("k := \"abc\" // ü\nr := `a\nß→🙂\xff\nz`\nend\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := OpenSource(root)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.Hide([]Finding{
		{Hidden: []Range{{File: "a.go", Line: 1, Column: 6, EndLine: 1, EndColumn: 11}, {File: "b.go", Line: 5, Column: 1}}},
		{Hidden: []Range{{File: "a.go", Line: 2, Column: 6, EndLine: 4, EndColumn: 3}, {File: "a.go", Line: 9, Column: 9}}},
	})
	for i, want := range []string{"k := ***** // ü", "r := **", "×•🔒*", "**", "end"} {
		if got, _ := s.Line("a.go", i+1); got != want {
			t.Errorf("line %d is %q, want %q", i+1, got, want)
		}
	}
	// What is beyond a line is nowhere.
	s.Hide([]Finding{{Hidden: []Range{{File: "a.go", Line: 5, Column: 99, EndLine: 5, EndColumn: 2}}}})
	if got, _ := s.Line("a.go", 5); got != "end" {
		t.Errorf("line 5 is %q", got)
	}
}
