package conform_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/conform"
)

// TestCostIsThatOfTheText judges documents of a megabyte that make a careless
// judge take the square of their size, or an exponential of it. kin itself does
// for most of them. Such a judge would not end before the test's time is over.
func TestCostIsThatOfTheText(t *testing.T) {
	lines := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.NewReplacer("%+", fmt.Sprint(i+1), "%", fmt.Sprint(i)).Replace(format))
		}
		return b.String()
	}
	const n = 20_000
	const head = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\n"
	for name, text := range map[string]string{
		"chain of schemas":    head + "components:\n  schemas:\n" + lines(n, "    s%: {properties: {a: {$ref: '#/components/schemas/s%+'}}, items: {$ref: '#/components/schemas/s%+'}}\n") + fmt.Sprintf("    s%d: {}\n", n),
		"fan of schemas":      head + "components:\n  schemas:\n" + lines(n, "    s%: {allOf: [{$ref: '#/components/schemas/s%+'}, {$ref: '#/components/schemas/s%+'}]}\n") + fmt.Sprintf("    s%d: {}\n", n),
		"deep schema":         head + "components: {schemas: {a: " + strings.Repeat("{items: ", 4000) + "{}" + strings.Repeat("}", 4000) + "}}\n",
		"bomb of aliases":     head + "x-0: &a0 [a]\n" + lines(39, "x-%+: &a%+ [*a%, *a%, *a%, *a%, *a%, *a%, *a%, *a%, *a%]\n") + "components: {schemas: {a: {enum: *a39, default: *a39, required: *a39, allOf: *a39}}}\n",
		"bomb of schemas":     head + "x-0: &a0 {}\n" + lines(39, "x-%+: &a%+ {allOf: [*a%, *a%, *a%, *a%, *a%, *a%, *a%, *a%, *a%]}\n") + "components: {schemas: {a: *a39}}\n",
		"one list for many":   head + "x-p: &p\n" + lines(n, "  - {name: a%, in: query, schema: {}}\n") + "paths:\n" + lines(n, "  /p%: {get: {parameters: *p, responses: {}}}\n"),
		"many broken":         head + "components:\n  schemas:\n" + lines(n, "    s%: {type: t%}\n"),
		"many unknown":        head + lines(n, "k%: 1\n"),
		"one with many names": head + "components:\n  schemas:\n    a:\n      required: [" + lines(n, "a%, ") + "b]\n      enum: [" + lines(n, "a%, ") + "b]\n",
		"many tags":           head + "tags:\n" + lines(n, "  - {name: a%}\n  - {name: a%}\n"),
		"many server values":  head + "servers:\n  - url: '" + strings.Repeat("{a}", 1000) + "'\n    variables: {" + lines(n, "v%: {default: a}, ") + "}\n",
		"many paths":          head + "paths:\n" + lines(n, "  /a/{p%}: {get: {operationId: one, responses: {}}}\n"),
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
			if err != nil {
				t.Fatal(err)
			}
			problems := conform.Check(doc)
			if len(problems) > 1100 {
				t.Errorf("%d problems, which nobody reads", len(problems))
			}
			t.Logf("%d bytes, %d problems", len(text), len(problems))
		})
	}
}

// TestNothingTwice shows that what loading told is not told again.
func TestNothingTwice(t *testing.T) {
	doc, err := spec.Load("openapi.yaml", []byte("openapi: 3.0.3\ninfo: []\npaths: {/a: 1, /b: {get: [], put: {operationId: 5, responses: {default: {description: ok}}}}, /c: {$ref: '#/nowhere'}}\ncomponents: {schemas: {a: {$ref: '#/b'}}}\n"), spec.Options{})
	if err != nil || len(doc.Problems) == 0 {
		t.Fatalf("%v, %d problems", err, len(doc.Problems))
	}
	for _, p := range conform.Check(doc) {
		t.Errorf("%d:%d %s", p.Line, p.Column, p.Message)
	}
}
