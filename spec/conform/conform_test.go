package conform_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks"
	"github.com/apiward/apiward/spec/conform"
	"github.com/apiward/apiward/spec/internal/linttest"
	"github.com/apiward/apiward/spec/lint"
)

// TestCheck holds what is said of documents of all versions against the wants
// in them. The good ones have none.
func TestCheck(t *testing.T) {
	files, err := filepath.Glob("testdata/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		if strings.HasSuffix(name, ".want") || filepath.Ext(name) == "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			doc := linttest.Load(t, "testdata", name)
			linttest.Compare(t, "testdata", name, conform.Check(doc))
		})
	}
}

// published is where copies of large public documents are kept, outside the
// project because they are not ours.
const published = "../../../shared/data/specs"

// TestPublishedDocuments shows that documents that thousands rely on are found
// to obey the specification.
func TestPublishedDocuments(t *testing.T) {
	for _, name := range []string{"stripe.yaml", "api.github.com.yaml", "asana.yaml", "gotify-swagger2.json"} {
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
			for _, p := range conform.Check(doc) {
				t.Errorf("%d:%d %s %s", p.Line, p.Column, p.Pointer, p.Message)
			}
		})
	}
}

// TestReferencesAnywhere shows that a reference in the place of a value that
// cannot be one is followed, as those who put files together do, and that what
// is wrong behind it is told where it stands.
func TestReferencesAnywhere(t *testing.T) {
	doc := linttest.Load(t, "testdata/several_files", "openapi.yaml")
	linttest.Compare(t, "testdata/several_files", "openapi.yaml", conform.Check(doc))
	linttest.Compare(t, "testdata/several_files", "order.yaml", conform.Check(doc))
}

// TestBesideTheRules shows that a document can be judged while the rules read
// it, and that both say what they say alone.
func TestBesideTheRules(t *testing.T) {
	for _, name := range []string{"bad20.yaml", "bad30.yaml", "bad31.yaml", "bad32.yaml"} {
		doc := linttest.Load(t, "testdata", name)
		alone, rules := conform.Check(doc), lint.Run(doc, checks.Documents, nil)
		var beside []spec.Problem
		var wait sync.WaitGroup
		wait.Go(func() { beside = conform.Check(doc) })
		again := lint.Run(doc, checks.Documents, nil)
		wait.Wait()
		if len(beside) != len(alone) || len(again) != len(rules) {
			t.Errorf("%s: %d problems and %d findings beside one another, %d and %d alone", name, len(beside), len(again), len(alone), len(rules))
		}
	}
}
