package cleartext_server_test

import (
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
