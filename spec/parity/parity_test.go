package parity_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks"
	"github.com/apiward/apiward/spec/conform"
	"github.com/apiward/apiward/spec/lint"
	"github.com/apiward/apiward/spec/parity"
)

// TestRows holds that the table is whole and names rules that exist.
func TestRows(t *testing.T) {
	known := map[string]bool{}
	for _, r := range checks.Rules {
		known[r.ID] = true
	}
	for i, r := range parity.Rows {
		if r.Number != i+1 || r.Feature == "" {
			t.Errorf("row %d stands in the place of row %d", r.Number, i+1)
		}
		if (len(r.Rules) == 0) != (len(r.Versions) == 0) {
			t.Errorf("row %d: %d rules in %d versions", r.Number, len(r.Rules), len(r.Versions))
		}
		if len(r.Versions) < 4 && r.Why == "" {
			t.Errorf("row %d does not say why it is not taken everywhere", r.Number)
		}
		for _, id := range r.Rules {
			if !known[id] {
				t.Errorf("row %d names the rule %s, which does not exist", r.Number, id)
			}
		}
	}
}

// TestClaims holds every claim of the table against a document with the flaw
// and its twin without. The documents of a row are in a file of its number: those
// below 3 are for all versions of OpenAPI 3, and all lack the lines that every
// document begins with.
func TestClaims(t *testing.T) {
	for _, r := range parity.Rows {
		if len(r.Rules) == 0 {
			continue
		}
		file, err := txtar.ParseFile(filepath.Join("testdata", fmt.Sprintf("%02d.txtar", r.Number)))
		if err != nil {
			t.Error(err)
			continue
		}
		for _, version := range r.Versions {
			for _, twin := range []string{"bad", "good"} {
				t.Run(fmt.Sprintf("%02d/%s/%s", r.Number, version, twin), func(t *testing.T) {
					found := problems(t, version, document(t, file, version, twin), r.Rules)
					switch {
					case twin == "bad" && len(found) == 0:
						t.Errorf("none of %s finds: %s", strings.Join(r.Rules, ", "), r.Feature)
					case twin == "good" && len(found) > 0:
						t.Errorf("found in the twin: %s", strings.Join(found, "; "))
					}
				})
			}
		}
	}
}

// TestDifferences holds that the rules judge the cases on which linters differ as the
// table says. A document's name is that of the case and the version.
func TestDifferences(t *testing.T) {
	file, err := txtar.ParseFile(filepath.Join("testdata", "differences.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	documents := map[string]txtar.File{}
	for _, f := range file.Files {
		name, _, _ := strings.Cut(f.Name, "/")
		documents[name] = f
	}
	row := 0
	for _, d := range parity.Differences {
		if d.Row < row || d.What == "" || d.Why == "" {
			t.Errorf("%s of row %d stands behind row %d, or says nothing", d.Name, d.Row, row)
		}
		row = d.Row
		f, ok := documents[d.Name]
		if !ok {
			t.Errorf("there is no document %s", d.Name)
			continue
		}
		delete(documents, d.Name)
		_, version, _ := strings.Cut(f.Name, "/")
		doc, err := spec.Load("openapi.yaml", slices.Concat([]byte(head(version)), f.Data), spec.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, p := range lint.Run(doc, checks.Documents, nil) {
			if slices.Contains(parity.Rows[d.Row-1].Rules, p.RuleID) {
				found = append(found, p.RuleID+": "+p.Message)
			}
		}
		if d.Told != (len(found) > 0) {
			t.Errorf("%s: reported is %t and the rules of row %d say %q", d.Name, d.Told, d.Row, found)
		}
	}
	for name := range documents {
		t.Errorf("no difference is called %s", name)
	}
}

// head returns the lines that every document of a version begins with.
func head(version string) string {
	line := "openapi: " + version + ".0\n"
	if version == "2.0" {
		line = "swagger: \"2.0\"\n"
	}
	return line + "info: {title: Orders, version: \"1\"}\n"
}

// document returns the twin of a version: its own, or that of its line.
func document(t *testing.T, file *txtar.Archive, version, twin string) string {
	t.Helper()
	for _, name := range []string{version, version[:1]} {
		i := slices.IndexFunc(file.Files, func(f txtar.File) bool { return f.Name == name+"/"+twin })
		if i >= 0 {
			return string(file.Files[i].Data)
		}
	}
	t.Fatalf("there is no %s document of %s", twin, version)
	return ""
}

// problems returns what the rules find in a document.
func problems(t *testing.T, version, body string, rules []string) (found []string) {
	t.Helper()
	doc, err := spec.Load("openapi.yaml", []byte(head(version)+body), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all := append(lint.Run(doc, checks.Documents, nil), conform.Check(doc)...)
	for _, p := range all {
		if p.RuleID == spec.InvalidDocument && len(doc.Problems) > 0 {
			t.Errorf("the document itself is broken: %s", p.Message)
		}
		if slices.Contains(rules, p.RuleID) {
			found = append(found, p.RuleID+": "+p.Message)
		}
	}
	return found
}
