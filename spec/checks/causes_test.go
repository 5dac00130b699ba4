package checks_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks"
	"github.com/apiward/apiward/spec/lint"
)

// owners are the rules among which a cause must be one finding.
var owners = []string{"missing_security", "undefined_scheme", "cleartext_server", "insecure_oauth", "credential_in_url", "undeclared_credential", "weak_scheme"}

// TestOneCauseOneFinding shows which rule a cause belongs to where several look
// at the same text.
func TestOneCauseOneFinding(t *testing.T) {
	oauth := func(flow string) string {
		return "paths: {/orders: {get: {security: [{oauth: []}], responses: {}}}}\ncomponents: {securitySchemes: {oauth: {type: oauth2, flows: {" + flow + "}}}}\n"
	}
	key := "components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}\n"
	for name, c := range map[string]struct{ text, want string }{
		"a name that opens":            {"paths: {/orders: {get: {security: [{kay: []}], responses: {}}}}\n" + key, "missing_security"},
		"a name beside a lock":         {"paths: {/orders: {get: {security: [{key: [], kay: []}], responses: {}}}}\n" + key, "undefined_scheme"},
		"a name beside an open door":   {"paths: {/orders: {get: {security: [{}, {kay: []}], responses: {}}}}\n" + key, "missing_security undefined_scheme"},
		"a default that opens":         {"security: [{kay: []}]\npaths: {/orders: {get: {responses: {}}}}\n" + key, "missing_security"},
		"a default for a login":        {"security: [{kay: []}]\npaths: {/login: {post: {responses: {}}}}\n" + key, "missing_security"},
		"a default for what is public": {"security: [{kay: []}]\npaths: {/orders: {get: {x-public: true, responses: {}}}}\n" + key, "undefined_scheme"},
		"a default for nothing":        {"security: [{kay: []}]\npaths: {/orders: {get: {security: [{key: []}], responses: {}}}}\n" + key, "undefined_scheme"},
		"a name of a webhook":          {"webhooks: {paid: {post: {security: [{kay: []}], responses: {}}}}\n" + key, "missing_security"},
		"a token in cleartext":         {oauth("clientCredentials: {tokenUrl: 'http://id.acme.dev/token', scopes: {}}"), "cleartext_server"},
		"a token from somewhere":       {oauth("clientCredentials: {tokenUrl: /token, scopes: {}}"), "insecure_oauth"},
		"a token by an odd scheme":     {oauth("clientCredentials: {tokenUrl: 'acme://token', scopes: {}}"), "insecure_oauth"},
		"a token on this machine":      {oauth("clientCredentials: {tokenUrl: 'http://localhost/token', scopes: {}}"), ""},
		"a key in the query":           {"paths: {/orders: {get: {security: [{key: []}], parameters: [{name: api_key, in: query}], responses: {}}}}\ncomponents: {securitySchemes: {key: {type: apiKey, in: query, name: api_key}}}\n", "credential_in_url"},
		"a key by hand in the query":   {"paths: {/orders: {get: {security: [{key: []}], parameters: [{name: api_key, in: query}], responses: {}}}}\n" + key, "credential_in_url"},
		"a key by hand in a header":    {"paths: {/orders: {get: {security: [{key: []}], parameters: [{name: X-Other-Token, in: header}], responses: {}}}}\n" + key, "undeclared_credential"},
		"a password on the way":        {"servers: [{url: 'http://acme.dev'}]\npaths: {/orders: {get: {security: [{basic: []}], responses: {}}}}\ncomponents: {securitySchemes: {basic: {type: http, scheme: basic}}}\n", "cleartext_server weak_scheme"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := spec.Load("openapi.yaml", []byte("openapi: 3.1.0\n"+c.text), spec.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range lint.Run(doc, checks.Documents, nil) {
				if slices.Contains(owners, p.RuleID) {
					got = append(got, p.RuleID)
				}
			}
			slices.Sort(got)
			if strings.Join(got, " ") != c.want {
				t.Errorf("found by %v, want %s", got, c.want)
			}
		})
	}
}

// TestSchemesStayCheap runs the rules on security over lists that make a careless
// comparison take the square of their size.
func TestSchemesStayCheap(t *testing.T) {
	const n = 10_000
	repeat := func(format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "%", fmt.Sprint(i)))
		}
		return b.String()
	}
	const head = "openapi: 3.2.0\n"
	for name, text := range map[string]string{
		"one list of many schemes": head + "x-s: &s\n" + repeat("  - {k%: []}\n") + "paths:\n" + repeat("  /admin/p%: {get: {security: *s}}\n  /p%: {put: {security: *s}}\n") + "components:\n  securitySchemes:\n" + repeat("    k%: {type: apiKey, in: cookie, name: a}\n"),
		"one broken list":          head + "x-s: &s\n" + repeat("  - {k%: []}\n") + "  - x\npaths:\n" + repeat("  /p%: {get: {security: *s}}\n"),
		"many scopes of one need":  head + "x-s: &s [{o: [" + repeat("read%, ") + "x]}]\npaths:\n" + repeat("  /p%: {put: {security: *s}}\n") + "components: {securitySchemes: {o: {type: oauth2, flows: {implicit: {scopes: {" + repeat("y%: a, ") + "}}}}}}\n",
		"many needs of one":        head + "security: [{" + repeat("k%: [], ") + "x: []}]\npaths:\n" + repeat("  /p%: {get: {parameters: [{name: token, in: header}, {name: token, in: query}]}}\n"),
		"many credentials":         head + "x-p: &p [" + repeat("{name: token%, in: header}, {name: token%, in: query}, ") + "]\npaths:\n" + repeat("  /p%: {get: {parameters: *p}}\n"),
		"many names not declared":  head + "paths:\n" + repeat("  /p%: {get: {security: [{key: [], k%: [], o: [s%]}]}}\n") + "components: {securitySchemes: {key: {type: apiKey}, o: {type: oauth2, flows: {implicit: {scopes: {" + repeat("t%: a, ") + "}}}}}}\n",
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var own []*lint.Check
			for _, c := range checks.Documents {
				if slices.Contains(append(owners, "undefined_scope", "unused_scheme", "shared_admin_security"), c.Rule.ID) {
					own = append(own, c)
				}
			}
			t.Logf("%d bytes, %d problems", len(text), len(lint.Run(doc, own, nil)))
		})
	}
}
