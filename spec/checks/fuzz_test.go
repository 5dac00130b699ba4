package checks_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks"
	"github.com/apiward/apiward/spec/conform"
	"github.com/apiward/apiward/spec/lint"
)

// FuzzChecks shows that no document makes a rule or the judge of the
// specification panic or hang, whatever types its values have, and that every
// place that they name is one of the text.
//
// The seeds are the documents of all rules. A mutation takes one of them and puts
// values of other types, or other parts of it, in the place of some.
func FuzzChecks(f *testing.F) {
	for _, name := range seeds(f) {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, uint64(0))
		for i := range uint64(8) {
			f.Add(data, 0x9e3779b97f4a7c15*(i+1))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, mutation uint64) {
		if len(data) > 1<<16 {
			return
		}
		data = mistype(data, mutation)
		doc, err := spec.Load("openapi.yaml", data, spec.Options{MaxBytes: 1 << 18})
		if err != nil {
			return
		}
		all := append(lint.Run(doc, checks.Documents, nil), conform.Check(doc)...)
		for _, p := range all {
			if p.File != "openapi.yaml" || p.Line < 1 || p.Column < 1 || p.Message == "" {
				t.Errorf("%s: no place or no message: %+v", p.RuleID, p)
			}
		}
		again := append(lint.Run(doc, checks.Documents, &rules.Policy{}), conform.Check(doc)...)
		if len(again) != len(all) {
			t.Errorf("%d findings, and %d in the second run", len(all), len(again))
		}
	})
}

// seeds returns the documents that the rules are tested with.
func seeds(f *testing.F) []string {
	var names []string
	for _, pattern := range []string{"*/testdata/*.yaml", "*/testdata/*.json", "*/testdata/*/*.yaml", "../conform/testdata/*.yaml", "../conform/testdata/*.json"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		names = append(names, found...)
	}
	slices.Sort(names)
	return names
}

// wrong are values that stand where others belong.
var wrong = []string{"null", "true", "5", "-1.5e3", "text", "''", "[]", "{}", "[{}]", "[[]]", "{a: {}}", "[null]", "*none", "{$ref: '#/paths'}", "{$ref: '#'}", "{$ref: a.yaml}", "&x {a: *x}"}

// mistype replaces some values of a text, as the bits of the mutation say. It
// works on the text and not on what it means, so that broken texts come too.
func mistype(data []byte, mutation uint64) []byte {
	if mutation == 0 {
		return data
	}
	var out []byte
	state := mutation
	next := func(n int) int {
		state ^= state << 13
		state ^= state >> 7
		state ^= state << 17
		return int(state % uint64(n))
	}
	for i := 0; i < len(data); i++ {
		out = append(out, data[i])
		if data[i] != ':' || i+1 >= len(data) || data[i+1] != ' ' || next(24) != 0 {
			continue
		}
		end := i + 1
		for end < len(data) && data[end] != '\n' && data[end] != ',' && data[end] != '}' && data[end] != ']' {
			end++
		}
		out = append(append(out, ' '), wrong[next(len(wrong))]...)
		i = end - 1
	}
	return out
}
