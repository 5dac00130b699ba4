package conform_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/conform"
)

const published = "../../../shared/data/specs"

func TestPublishedDocuments(t *testing.T) {
	for _, name := range []string{"stripe.yaml", "api.github.com.yaml", "asana.yaml"} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(published, name))
			if err != nil {
				t.Logf("not checked, the published documents are not on this machine: %v", err)
				return
			}
			doc, err := spec.Load(name, data, spec.Options{})
			if err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			problems := conform.Check(doc)
			t.Log(time.Since(start))
			for _, p := range problems {
				t.Errorf("%d:%d %s %s", p.Line, p.Column, p.Pointer, p.Message)
			}
		})
	}
}
