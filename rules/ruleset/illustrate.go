package ruleset

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
)

// maxExamples bounds the examples of one rule on each side: who explains a rule
// shows some, and its tests have the others.
const maxExamples = 3

// illustrate gives the help of house rules examples: the fixtures of their tests.
// What a test of a rule expects is reported, and where a test that names the rule
// expects nothing of it, that is not.
func illustrate(catalog *rules.Catalog, tests []rules.Test) {
	for i := range tests {
		t := &tests[i]
		for _, id := range t.Involves() {
			e, ok := catalog.Lookup(id)
			if !ok || e.At.File == "" || e.About == nil {
				continue
			}
			into := &e.About.Good
			if slices.ContainsFunc(t.Expect, func(x rules.Expectation) bool { return x.Rule == id }) {
				into = &e.About.Bad
			}
			if len(*into) < maxExamples {
				*into = append(*into, example(t))
			}
		}
	}
}

// example returns the fixture of a test as an example.
func example(t *rules.Test) rules.Example {
	x := rules.Example{Title: t.Name}
	document, code := "openapi.yaml", "fixture.go"
	if t.Document != nil && strings.HasPrefix(strings.TrimSpace(t.Document.Text), "{") {
		document = "openapi.json"
	}
	if t.Code != nil && t.Code.Table {
		code = "routes.json"
	}
	switch {
	case t.Code == nil:
		x.Name, x.Text = document, t.Document.Text
	case t.Document == nil:
		x.Name, x.Text = code, t.Code.Text
	default:
		x.Name, x.Text = "fixture.txt", named(document, t.Document.Text)+named(code, t.Code.Text)
	}
	if isArchive(x.Text) {
		x.Name = "fixture.txt"
	}
	return x
}

// named returns a text as a file of an archive, unless it is one.
func named(name, text string) string {
	if isArchive(text) {
		return text
	}
	return "-- " + name + " --\n" + strings.TrimRight(text, "\n") + "\n"
}

func isArchive(text string) bool {
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
	return strings.HasPrefix(first, "-- ") && strings.HasSuffix(strings.TrimSpace(first), " --")
}
