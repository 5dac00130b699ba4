package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what is expected")

// TestShapes breaks services that have every shape of place, beside look-alikes
// that are none: one of the standard library, one on routers that go by order.
func TestShapes(t *testing.T) {
	for name, dir := range map[string]string{
		"shapes":  filepath.Join("testdata", "shapes"),
		"ordered": filepath.Join("..", "..", "..", "testdata", "models", "ordered"),
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			results := tried(t, dir)
			write(&b, results)
			list(&b, results, found, "found")
			golden := filepath.Join("testdata", name+".txt")
			if *update {
				if err := os.WriteFile(golden, b.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), b.String()); diff != "" {
				t.Errorf("what became of the mutants (-want +got):\n%s", diff)
			}
		})
	}
}

// TestOrders holds that nothing that is broken in the sample service is missed.
func TestOrders(t *testing.T) {
	for _, r := range tried(t, filepath.Join("..", "..", "..", "testdata", "apps", "orders")) {
		if r.kind != moveRoute && r.count(found) == 0 {
			t.Errorf("no mutant of %s was found", r.kind)
		}
		for _, o := range r.tried {
			if o.verdict == survived || o.verdict == broken {
				t.Errorf("%s:%d: %s: %s: %s (%s)", o.file, o.line, o.kind, o.what, o.verdict, o.why)
			}
		}
	}
}

// tried returns what becomes of all mutants of a service.
func tried(t *testing.T, dir string) []result {
	t.Helper()
	tell := newProgress(os.Stderr)
	s, err := open(t.Context(), dir, tell)
	if err != nil {
		t.Fatal(err)
	}
	mutants, err := s.mutants()
	if err != nil {
		t.Fatal(err)
	}
	var results []result
	for _, k := range allKinds {
		r, err := s.tryKind(t.Context(), mutants, k, 0, tell)
		if err != nil {
			t.Fatal(err)
		}
		results = append(results, r)
	}
	return results
}

// TestApply shows that lines of a mutant are known by those that they were.
func TestApply(t *testing.T) {
	source := []byte("one\ntwo\nthree\nfour\n")
	got := apply(source, []edit{{8, 13, ""}, {0, 0, "three; "}, {4, 7, "2\n2"}})
	if want := "three; one\n2\n2\n\nfour\n"; string(got.data) != want {
		t.Errorf("got %q, want %q", got.data, want)
	}
	for line, want := range map[int]int{1: 1, 2: 2, 3: 2, 4: 3, 5: 4, 99: 99} {
		if was := got.was(line); was != want {
			t.Errorf("line %d was %d, want %d", line, was, want)
		}
	}
	if got := apply(source, []edit{{4, 14, ""}}); got.was(2) != 4 || got.was(1) != 1 {
		t.Errorf("behind two lines that are gone, line 2 was %d, want 4", got.was(2))
	}
}

func TestInlined(t *testing.T) {
	tests := []struct {
		query string
		i, n  int
		want  string // "" where it cannot be done
	}{
		{"select a from t where b = ? and c = ?", 1, 2, "select a from t where b = ? and c = '%s'"},
		{"select a from t where b = $1 and c = $2", 0, 2, "select a from t where b = '%s' and c = $1"},
		{"select a from t where b like '%?' and c = ?", 0, 1, "select a from t where b like '%%?' and c = '%s'"},
		{"select a from t where b = $1 or c = $1", 0, 1, ""},
		{"select a from t where b in (?)", 0, 2, ""},
		{"select a from t where b = :b", 0, 1, ""},
		{"select a from t", 0, 1, ""},
	}
	for _, tt := range tests {
		if got, ok := inlined(tt.query, tt.i, tt.n); ok != (tt.want != "") || ok && got != tt.want {
			t.Errorf("%s, parameter %d: got %q %v, want %q", tt.query, tt.i, got, ok, tt.want)
		}
	}
}

func TestSpread(t *testing.T) {
	list := []int{0, 1, 2, 3, 4, 5, 6}
	if diff := cmp.Diff([]int{0, 2, 4}, spread(list, 3)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(list, spread(list, 0)); diff != "" {
		t.Error(diff)
	}
}

// TestSecurityEdits shows that a document is whole without its security.
func TestSecurityEdits(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"deeper":      {"get:\n  security:\n    - key: []\n  tags: [a]\n", "get:\n  tags: [a]\n"},
		"same depth":  {"get:\n  security:\n  - key: []\n\n  - other: []\n  tags: [a]\n", "get:\n  tags: [a]\n"},
		"last":        {"get:\n  tags: [a]\n  security: [{key: []}]", "get:\n  tags: [a]\n"},
		"json first":  {`{"get": {"security": [{"key": []}], "tags": []}}`, `{"get": { "tags": []}}`},
		"json last":   {`{"get": {"tags": [], "security": [{"key": []}]}}`, `{"get": {"tags": []}}`},
		"json middle": {"{\"a\": 1,\n\"security\": [{\"key\": []}],\n\"b\": 2}", "{\"a\": 1,\n\n\"b\": 2}"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			key := strings.Index(tt.text, "security")
			var e edit
			var ok bool
			if strings.HasPrefix(tt.text, "{") {
				e, ok = jsonEdit([]byte(tt.text), key-1, key+len(`security": `))
			} else {
				e, ok = yamlEdit([]byte(tt.text), strings.LastIndex(tt.text[:key], "\n")+1, 2)
			}
			if got := string(apply([]byte(tt.text), []edit{e}).data); !ok || got != tt.want {
				t.Errorf("got %q %v, want %q", got, ok, tt.want)
			}
		})
	}
}
