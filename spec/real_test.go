package spec_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/apiward/apiward/spec"
)

// published is where copies of large public documents are kept, outside the
// project because they are not ours.
const published = "../../shared/data/specs"

// TestPublishedDocuments loads what others wrote, which has not been made to
// fit. None of the documents is broken.
func TestPublishedDocuments(t *testing.T) {
	for name, version := range map[string]spec.Version{
		"stripe.yaml":          spec.V3_0,
		"api.github.com.yaml":  spec.V3_0,
		"asana.yaml":           spec.V3_0,
		"gotify-swagger2.json": spec.V2_0,
	} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(published, name))
			if err != nil {
				t.Logf("not checked, the published documents are not on this machine: %v", err)
				return
			}
			if !spec.IsDocument(data) {
				t.Error("IsDocument = false")
			}
			doc, err := spec.Load(name, data, spec.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if doc.Version != version {
				t.Errorf("version %s, want %s", doc.Version, version)
			}
			for _, p := range doc.Problems {
				t.Errorf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	data, err := os.ReadFile(filepath.Join(published, "stripe.yaml"))
	if err != nil {
		b.Logf("nothing to measure, the published documents are not on this machine: %v", err)
		return
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := spec.Load("stripe.yaml", data, spec.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
