package cleartext_server_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks/cleartext_server"
	"github.com/apiward/apiward/spec/internal/linttest"
	"github.com/apiward/apiward/spec/lint"
)

func TestCheck(t *testing.T) { linttest.Run(t, cleartext_server.Check, nil) }

// TestProfile shows that a developer's own machine is silent, and an error in a
// document that goes to production.
func TestProfile(t *testing.T) {
	const text = `openapi: 3.0.3
servers: [{url: "http://localhost:8080"}]
paths: {/orders: {get: {security: [{key: []}], responses: {}}}}
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
`
	doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for profile, want := range map[string]int{"": 0, rules.Development: 0, rules.Production: 1} {
		problems := lint.Run(doc, []*lint.Check{cleartext_server.Check}, &rules.Policy{Profile: profile})
		if len(problems) != want || want > 0 && problems[0].Strength != rules.Proven {
			t.Errorf("profile %q: findings %+v, want %d", profile, problems, want)
		}
	}
}

// TestGateway shows that what a gateway's TLS answers is marked: servers, and not
// where tokens come from.
func TestGateway(t *testing.T) {
	const text = `openapi: 3.0.3
servers: [{url: "http://orders.acme.dev"}, {url: "{any}://orders.acme.dev"}]
paths: {/orders: {get: {security: [{oauth: []}], responses: {}}}}
components: {securitySchemes: {oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: "http://id.acme.dev", scopes: {}}}}}}
`
	doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []rules.Fact
	for _, p := range lint.Run(doc, []*lint.Check{cleartext_server.Check}, nil) {
		got = append(got, p.Answered)
	}
	if len(got) != 3 || got[0] != rules.TLS || got[1] != rules.TLS || got[2] != "" {
		t.Errorf("answered by %q, want tls twice, then nothing", got)
	}
}

// TestFixOfSchemes shows that whatever schemes a document of 2.0 has, in whatever
// order, none without TLS is left by the fix, and no other is lost.
func TestFixOfSchemes(t *testing.T) {
	const head = "swagger: \"2.0\"\nhost: api.acme.dev\n"
	encrypted := strings.NewReplacer("https", "https", "http", "https", "wss", "wss", "ws", "wss")
	for _, schemes := range orders([]string{"http", "https", "ws", "wss"}) {
		for style, text := range map[string]string{
			"flow": "[" + strings.Join(schemes, ", ") + "]", "JSON": "[\n  \"" + strings.Join(schemes, "\",\n  \"") + "\"\n  ]",
			"block": "\n- " + strings.Join(schemes, "\n- # of old\n- "), "quotes": "\n  - '" + strings.Join(schemes, "'  # now\n  - '") + "'",
		} {
			text = head + "schemes: " + strings.ReplaceAll(text, "\n- # of old", "\n# of old") + "\n"
			problems, _ := check(t, text)
			want := map[string]bool{}
			for _, s := range schemes {
				want[encrypted.Replace(s)] = true
			}
			for _, p := range problems {
				if p.Fix == nil {
					t.Errorf("%s, %q: no fix of %s", style, schemes, p.Message)
					continue
				}
				left, doc := check(t, apply(text, p.Fix.Edits))
				got := map[string]bool{}
				for _, item := range doc.Root().Field("schemes").Items() {
					got[item.Text()] = true
				}
				if len(left) > 0 || !maps.Equal(got, want) || doc.Root().Field("schemes").Len() != len(want) {
					t.Errorf("%s, %q: %v is left: %+v", style, schemes, got, left)
				}
			}
			if cleartext := slices.Contains(schemes, "http") || slices.Contains(schemes, "ws"); cleartext != (len(problems) > 0) {
				t.Errorf("%s, %q: %d findings", style, schemes, len(problems))
			}
		}
	}
}

// orders returns the values and each part of them in every order.
func orders(values []string) (out [][]string) {
	for i, v := range values {
		rest := slices.Delete(slices.Clone(values), i, i+1)
		out = append(out, []string{v})
		for _, o := range orders(rest) {
			out = append(out, append([]string{v}, o...))
		}
	}
	return out
}

func check(t *testing.T, text string) ([]spec.Problem, *spec.Document) {
	t.Helper()
	doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return lint.Run(doc, []*lint.Check{cleartext_server.Check}, nil), doc
}

// apply makes edits in a text, which are in the order of their places.
func apply(text string, edits []spec.Edit) string {
	at := func(line, column int) int {
		offset := 0
		for range line - 1 {
			offset += strings.IndexByte(text[offset:], '\n') + 1
		}
		return offset + column - 1
	}
	out := text
	for _, e := range slices.Backward(edits) {
		out = out[:at(e.Line, e.Column)] + e.Text + out[at(e.EndLine, e.EndColumn):]
	}
	return out
}
