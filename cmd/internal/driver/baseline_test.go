package driver

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/apiward/apiward/cmd/internal/finding"
)

// TestVary holds that a text in the place of a file makes the same analysis as
// the text in the file, whatever it changes for other packages.
func TestVary(t *testing.T) {
	tests := map[string]struct{ file, old, text string }{
		"a guard that guards nothing": {"internal/auth/middleware.go", "return token, ok && token != \"\"\n", "return \"\", true || ok || token != \"\"\n"},
		"a route without its guard":   {"internal/api/server.go", "r.Use(s.Guard.Require)\n", "\n"},
		"a document without security": {"openapi.yaml", "security:", "x-security:"},
		"nothing that matters":        {"internal/jobs/jobs.go", "package jobs", "package jobs // as ever"},
	}
	dir := ordersDir(t)
	cfg := Config{Dir: dir, Documents: []string{"openapi.yaml"}}
	b, err := NewBaseline(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(dir, filepath.FromSlash(tt.file))
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			text := strings.ReplaceAll(string(source), tt.old, tt.text)
			if text == string(source) {
				t.Fatalf("%s has no %q", tt.file, tt.old)
			}
			got, err := b.Vary(t.Context(), map[string][]byte{path: []byte(text)})
			if err != nil {
				t.Fatal(err)
			}
			there := t.TempDir()
			if err := os.CopyFS(there, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(there, filepath.FromSlash(tt.file)), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			want, err := Analyze(t.Context(), Config{Dir: there, Patterns: []string{"./..."}, Documents: cfg.Documents})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want.Inventory, got.Inventory); diff != "" {
				t.Errorf("routes (-want +got):\n%s", diff)
			}
			byText := cmpopts.SortSlices(func(a, b finding.Finding) bool { return a.At.File+a.Message < b.At.File+b.Message })
			if diff := cmp.Diff(want.Findings, got.Findings, byText, cmpopts.IgnoreFields(finding.Finding{}, "Fix")); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// TestVaryBroken holds that a text with which a package does not compile is
// told from a service that cannot be analysed.
func TestVaryBroken(t *testing.T) {
	dir := ordersDir(t)
	b, err := NewBaseline(t.Context(), Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.Vary(t.Context(), map[string][]byte{filepath.Join(dir, "internal", "jobs", "jobs.go"): []byte("package jobs\nvar x int = \"\"\n")})
	if !errors.Is(err, ErrBroken) {
		t.Errorf("got %v, want %v", err, ErrBroken)
	}
}
