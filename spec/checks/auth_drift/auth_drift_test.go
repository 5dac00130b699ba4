package auth_drift_test

import (
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks/auth_drift"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestBad(t *testing.T) { linttest.Contract(t, auth_drift.Check, "bad.go") }

func TestGood(t *testing.T) {
	doc := linttest.Load(t, "testdata", "openapi.yaml")
	problems, matches := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: linttest.Routes(t, "testdata", "good.go")}, []*contract.Check{auth_drift.Check}, nil)
	if len(problems) != 0 {
		t.Errorf("findings on routes that agree: %+v", problems)
	}
	if len(matches) != 6 {
		t.Errorf("%d of 6 routes are matched, so that agreement shows nothing", len(matches))
	}
}

// TestTruthTable holds every answer of a chain against every answer of a
// document.
func TestTruthTable(t *testing.T) {
	const silent = rules.Strength(-1)
	states := []string{"required", "optional", "none", "unknown"}
	rows := []struct {
		name, yaml string
		want       [4]rules.Strength
	}{
		{"a credential", "security: [{key: []}]", [4]rules.Strength{silent, rules.Unproven, rules.Proven, silent}},
		{"an empty list", "security: []", [4]rules.Strength{rules.Unproven, silent, silent, silent}},
		{"an empty alternative", "security: [{}, {key: []}]", [4]rules.Strength{rules.Hint, silent, rules.Hint, silent}},
		{"nothing", "summary: none", [4]rules.Strength{rules.Hint, silent, silent, silent}},
		{"an undeclared scheme", "security: [{kez: []}]", [4]rules.Strength{silent, silent, silent, silent}},
		{"null", "security:", [4]rules.Strength{silent, silent, silent, silent}},
		{"a certificate", "security: [{tls: []}]", [4]rules.Strength{silent, rules.Hint, rules.Hint, silent}},
	}
	for _, row := range rows {
		text := "openapi: 3.1.0\ncomponents: {securitySchemes: {key: {type: apiKey}, tls: {type: mutualTLS}}}\n" +
			"paths:\n  /orders:\n    get:\n      " + row.yaml + "\n"
		doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for i, state := range states {
			ops := []contract.Operation{{Service: "s", Method: "GET", Path: "/orders", Auth: state, Source: contract.Source{File: "api.go", Line: 7, Column: 2}}}
			problems, _ := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: ops}, []*contract.Check{auth_drift.Check}, nil)
			got := silent
			if len(problems) == 1 {
				got = problems[0].Strength
				if r := problems[0].Related; len(r) == 0 || r[0].File != "api.go" || r[0].Line != 7 {
					t.Errorf("%s, chain %s: the registration is not related: %+v", row.name, state, r)
				}
			}
			if got != row.want[i] || len(problems) > 1 {
				t.Errorf("document says %s, chain %s: strength %d of %d findings, want %d", row.name, state, got, len(problems), row.want[i])
			}
		}
	}
}

// TestSchemes holds schemes against what guards read.
func TestSchemes(t *testing.T) {
	const silent = rules.Strength(-1)
	header := func(name string) []contract.Credential { return []contract.Credential{{In: "header", Name: name}} }
	bearer, basic := header("Authorization"), []contract.Credential{{In: "basic"}}
	for _, test := range []struct {
		name, scheme, security string
		reads                  []contract.Credential
		want                   rules.Strength
	}{
		{"bearer is read", "{type: http, scheme: bearer}", "[{a: []}]", bearer, silent},
		{"basic is read", "{type: http, scheme: basic}", "[{a: []}]", bearer, silent},
		{"a token of OAuth is read", "{type: oauth2, flows: {}}", "[{a: []}]", bearer, silent},
		{"a login ends in a session", "{type: openIdConnect, openIdConnectUrl: 'https://a.dev'}", "[{a: []}]", []contract.Credential{{In: "session"}}, silent},
		{"a key is read", "{type: apiKey, in: header, name: X-Api-Key}", "[{a: []}]", header("X-API-KEY"), silent},
		{"a key in the query is read by a form", "{type: apiKey, in: query, name: key}", "[{a: []}]", []contract.Credential{{In: "form", Name: "key"}}, silent},
		{"a cookie is a session", "{type: apiKey, in: cookie, name: sid}", "[{a: []}]", []contract.Credential{{In: "session", Name: "user"}}, silent},
		{"a certificate", "{type: mutualTLS}", "[{a: []}]", []contract.Credential{{In: "tls"}}, silent},
		{"nothing is known of the guard", "{type: apiKey, in: header, name: X-Api-Key}", "[{a: []}]", nil, silent},
		{"a scheme of no known type", "{type: magic}", "[{a: []}]", bearer, silent},
		{"HTTP Basic alone is read", "{type: http, scheme: Basic}", "[{a: []}]", basic, silent},
		{"the header of HTTP Basic is called a key", "{type: apiKey, in: header, name: authorization}", "[{a: []}]", basic, silent},
		{"bearer, and HTTP Basic alone is read", "{type: http, scheme: bearer}", "[{a: []}]", basic, rules.Unproven},
		{"a token of OAuth, and HTTP Basic alone is read", "{type: oauth2, flows: {}}", "[{a: []}]", basic, rules.Unproven},
		{"a key, and HTTP Basic alone is read", "{type: apiKey, in: header, name: X-Api-Key}", "[{a: []}]", basic, rules.Unproven},
		{"a key, and bearer is read", "{type: apiKey, in: header, name: X-Api-Key}", "[{a: []}]", bearer, rules.Unproven},
		{"a key of another name", "{type: apiKey, in: header, name: X-Api-Key}", "[{a: []}]", header("X-Token"), rules.Unproven},
		{"a key in another place", "{type: apiKey, in: query, name: key}", "[{a: []}]", header("key"), rules.Unproven},
		{"a cookie, and a header is read", "{type: apiKey, in: cookie, name: sid}", "[{a: []}]", bearer, rules.Unproven},
		{"bearer, and a key is read", "{type: http, scheme: bearer}", "[{a: []}]", header("X-Api-Key"), rules.Unproven},
		{"one of two is never read", "{type: apiKey, in: query, name: key}", "[{a: []}, {b: []}]", bearer, rules.Hint},
		{"another way in", "{type: http, scheme: bearer}", "[{a: []}]", append(bearer, contract.Credential{In: "query", Name: "token"}), rules.Hint},
		{"one of two that are needed is enough to tell", "{type: apiKey, in: query, name: key}", "[{a: [], b: []}]", bearer, silent},
	} {
		text := "openapi: 3.1.0\ncomponents: {securitySchemes: {a: " + test.scheme + ", b: {type: http, scheme: bearer}}}\n" +
			"paths:\n  /a:\n    get: {security: " + test.security + "}\n    post: {security: " + test.security + "}\n"
		doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
		if err != nil {
			t.Fatal(err)
		}
		ops := []contract.Operation{{Method: "GET", Path: "/a", Auth: "required", Credentials: test.reads}}
		problems, _ := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: ops}, []*contract.Check{auth_drift.Check}, nil)
		got := silent
		if len(problems) > 0 {
			got = problems[0].Strength
		}
		if got != test.want || len(problems) > 1 {
			t.Errorf("%s: strength %d, want %d: %+v", test.name, got, test.want, problems)
		}
	}
}
