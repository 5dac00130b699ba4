package checks_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks"
	"github.com/apiward/apiward/spec/lint"
)

// TestRules holds the facts and the documentation of all rules against what
// every report relies on.
func TestRules(t *testing.T) {
	if _, err := rules.NewCatalog(checks.Rules...); err != nil {
		t.Error(err)
	}
	for _, r := range checks.Rules {
		help, err := r.Help()
		if err != nil {
			t.Errorf("%s: %v", r.ID, err)
			continue
		}
		if len(help.Bad) == 0 || len(help.Good) == 0 {
			t.Errorf("%s has %d bad and %d good examples, want at least one each", r.ID, len(help.Bad), len(help.Good))
		}
	}
}

// published is where copies of large public documents are kept, outside the
// project because they are not ours.
const published = "../../../shared/data/specs"

// readPublished returns a published document, or false where there is none on
// this machine, which is logged.
func readPublished(t testing.TB, name string) ([]byte, bool) {
	data, err := os.ReadFile(filepath.Join(published, name))
	if err != nil {
		t.Logf("not checked, the published documents are not on this machine: %v", err)
	}
	return data, err == nil
}

var update = flag.Bool("update", false, "rewrite what is found in published documents")

// maxPinned is how many findings of a rule in one document are pinned by their
// text: the others are counted.
const maxPinned = 40

// TestPublishedDocuments pins what each rule finds in documents that others
// wrote, in published.txt beside the rule's examples. Each was judged as the
// document's maintainer would judge it.
func TestPublishedDocuments(t *testing.T) {
	found := map[string]*strings.Builder{}
	for _, c := range checks.Documents {
		found[c.Rule.ID] = &strings.Builder{}
	}
	for _, name := range []string{"api.github.com.yaml", "asana.yaml", "gotify-swagger2.json", "stripe.yaml"} {
		data, ok := readPublished(t, name)
		if !ok {
			return
		}
		doc, err := spec.Load(name, data, spec.Options{})
		if err != nil {
			t.Fatal(err)
		}
		lines := map[string][]string{}
		for _, p := range lint.Run(doc, checks.Documents, nil) {
			level := p.Strength.At(ruleOf(p.RuleID).Default)
			lines[p.RuleID] = append(lines[p.RuleID], fmt.Sprintf("%s:%d %s: %s\n", name, p.Line, level, p.Message))
		}
		for id, all := range lines {
			found[id].WriteString(strings.Join(all[:min(len(all), maxPinned)], ""))
			if more := len(all) - maxPinned; more > 0 {
				fmt.Fprintf(found[id], "%s: %d more\n", name, more)
			}
		}
	}
	for id, text := range found {
		file := filepath.Join(id, "testdata", "published.txt")
		got := []byte(text.String())
		want, _ := os.ReadFile(file) // none: nothing is found
		switch {
		case string(got) == string(want):
		case *update && len(got) == 0:
			if err := os.Remove(file); err != nil {
				t.Error(err)
			}
		case *update:
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Error(err)
			}
		default:
			t.Errorf("%s, which go test ./spec/checks -update rewrites:\n\t%s\nwant\n\t%s", file,
				strings.ReplaceAll(string(got), "\n", "\n\t"), strings.ReplaceAll(string(want), "\n", "\n\t"))
		}
	}
}

func ruleOf(id string) *rules.Rule {
	i := slices.IndexFunc(checks.Documents, func(c *lint.Check) bool { return c.Rule.ID == id })
	return checks.Documents[i].Rule.Rule
}

// TestSameBytes shows that findings come in one order.
func TestSameBytes(t *testing.T) {
	data, err := os.ReadFile("missing_security/testdata/bad.yaml")
	if err != nil {
		t.Fatal(err)
	}
	first := ""
	for range 10 {
		doc, err := spec.Load("bad.yaml", data, spec.Options{})
		if err != nil {
			t.Fatal(err)
		}
		list := slices.Clone(checks.Documents)
		slices.Reverse(list)
		text, err := json.Marshal(lint.Run(doc, list, nil)) // with what pointers lead to
		if err != nil {
			t.Fatal(err)
		}
		all := string(text)
		if first == "" {
			first = all
		}
		if all != first {
			t.Fatalf("findings differ between runs:\n%s\n%s", first, all)
		}
	}
}

// TestCostIsThatOfTheText runs all rules over documents of a megabyte and more
// that make a careless walk take the square of their size, or an exponential
// of it. Such a walk would not end before the test's time is over.
func TestCostIsThatOfTheText(t *testing.T) {
	const head = "openapi: 3.2.0\n"
	lines := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "%", fmt.Sprint(i)))
		}
		return b.String()
	}
	const n = 40_000
	chain := func(depth int) string {
		return "openapi: 3.2.0\npaths: {/a: {post: {callbacks: " +
			strings.Repeat("{c: {e: {post: {callbacks: ", depth) + "{}" + strings.Repeat("}}}}", depth) + "}}}\n"
	}
	for name, text := range map[string]string{
		"references to as many names": head + "components:\n  schemas:\n" + lines(n, "    s%: {$ref: '#/components/schemas/s%x'}\n    s%x: {}\n"),
		"references to nothing":       head + "components:\n  schemas:\n" + lines(n, "    s%: {$ref: '#/components/schemas/none%'}\n"),
		"doubled names":               head + "info:\n" + lines(n, "  a%: 1\n  a%: 2\n"),
		"references of references":    head + "components:\n  schemas:\n" + lines(n, "    s1%: {$ref: '#/components/schemas/s%'}\n"),
		"one item under many paths":   head + "x-a: &a {post: {}, get: {}, put: {}, servers: [{url: 'http://a.dev'}]}\npaths:\n" + lines(n, "  /p%: *a\n"),
		"one wide item under many":    head + "x-a: &a\n" + lines(n, "  x-%: 1\n") + "paths:\n" + lines(n, "  /p%: *a\n"),
		"wide merges":                 head + "x-a: &a\n" + lines(n, "  x-%: 1\n") + "paths:\n" + lines(1000, "  /p%: {get: {<<: *a}}\n"),
		"security of many names":      head + "x-s: &s\n" + lines(n, "  - {n%: []}\n") + "paths:\n" + lines(n, "  /p%: {get: {security: *s}}\n"),
		"undeclared names":            head + "components: {securitySchemes: {key: {}}}\npaths:\n" + lines(n, "  /p%: {get: {security: [{kex%: []}]}}\n"),
		"many servers for many":       head + "servers:\n" + lines(n, "  - url: http://s%.dev/b%\n") + "paths:\n" + lines(n, "  /p%: {get: {}}\n"),
		"many values of a variable":   head + "servers:\n  - url: '{a}://{b}'\n    variables:\n      a:\n        enum:\n" + lines(n, "          - http\n") + "      b:\n        enum:\n" + lines(n, "          - localhost\n"),
		"one server with many values": head + "x-s: &s {url: 'http://{a}', variables: {a: {enum: [" + lines(n, "l%, ") + "x]}}}\nservers:\n" + lines(n, "  - *s\n"),
		"callbacks that fan out":      head + "paths: {/a: {$ref: '#/components/pathItems/i0'}}\ncomponents:\n  pathItems:\n" + fan(n/4),
		"callbacks inside callbacks":  chain(2000),
		"long names":                  head + "paths:\n  ? /" + strings.Repeat("a", 1<<20) + "\n  : {additionalOperations: {" + lines(n, "m%: {}, ") + "}}\n",
		"long server":                 head + "servers: [{url: 'http://" + strings.Repeat("{a}", 1<<19) + "'}]\n",
		"comments":                    head + lines(n, "# apiward:ignore a -- b\n") + "paths: {}\n",
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
			if err != nil {
				t.Fatal(err)
			}
			problems := lint.Run(doc, checks.Documents, nil)
			t.Logf("%d bytes, %d problems, %d directives", len(text), len(problems), len(doc.Ignores()))
		})
	}
}

// fan returns path items whose operations call back to the next one twice.
func fan(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "    i%d: {post: {callbacks: {a: {x: {$ref: '#/components/pathItems/i%d'}, y: {$ref: '#/components/pathItems/i%d'}}}}}\n", i, i+1, i+1)
	}
	fmt.Fprintf(&b, "    i%d: {}\n", n)
	return b.String()
}

func BenchmarkStripe(b *testing.B) {
	data, ok := readPublished(b, "stripe.yaml")
	if !ok {
		return
	}
	b.ReportAllocs()
	for b.Loop() {
		doc, err := spec.Load("stripe.yaml", data, spec.Options{})
		if err != nil {
			b.Fatal(err)
		}
		lint.Run(doc, checks.Documents, nil)
	}
}
