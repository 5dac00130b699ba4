package conform_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/conform"
)

// FuzzCheck shows that no document makes the judge panic or hang, and that it
// says the same each time.
func FuzzCheck(f *testing.F) {
	names, err := filepath.Glob("testdata/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := spec.Load("openapi.yaml", data, spec.Options{MaxBytes: 1 << 16})
		if err != nil {
			return
		}
		first, second := conform.Check(doc), conform.Check(doc)
		if len(first) != len(second) {
			t.Fatalf("%d problems, then %d", len(first), len(second))
		}
		for i, p := range first {
			if p.Message != second[i].Message || p.Range != second[i].Range || p.Line < 1 || p.RuleID != spec.InvalidDocument {
				t.Errorf("%+v, then %+v", p, second[i])
			}
		}
	})
}
