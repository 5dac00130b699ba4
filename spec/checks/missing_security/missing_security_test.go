package missing_security_test

import (
	"fmt"
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks/missing_security"
	"github.com/apiward/apiward/spec/internal/linttest"
	"github.com/apiward/apiward/spec/lint"
)

func TestCheck(t *testing.T) { linttest.Run(t, missing_security.Check, nil) }

// values are the ways to write security, each as YAML behind its key.
var values = []struct{ name, yaml string }{
	{"absent", ""},
	{"null", "security:\n"},
	{"empty list", "security: []\n"},
	{"empty alternative", "security: [{}]\n"},
	{"declared", "security: [{key: []}]\n"},
	{"undeclared", "security: [{kez: []}]\n"},
}

// truth is the expected access of an operation by the document's security (row)
// and its own (column).
var truth = [6][6]lint.Access{
	{lint.Undeclared, lint.Malformed, lint.Public, lint.Public, lint.Required, lint.Undefined},
	{lint.Malformed, lint.Malformed, lint.Public, lint.Public, lint.Required, lint.Undefined},
	{lint.Public, lint.Malformed, lint.Public, lint.Public, lint.Required, lint.Undefined},
	{lint.Public, lint.Malformed, lint.Public, lint.Public, lint.Required, lint.Undefined},
	{lint.Required, lint.Malformed, lint.Public, lint.Public, lint.Required, lint.Undefined},
	{lint.Undefined, lint.Malformed, lint.Public, lint.Public, lint.Required, lint.Undefined},
}

// TestTruthTable holds every combination of the document's and the operation's
// security against its meaning, in every version, and the rule's verdict on it.
func TestTruthTable(t *testing.T) {
	versions := map[string]string{
		"2.0": "swagger: \"2.0\"\nsecurityDefinitions: {key: {type: apiKey}}\n",
		"3.0": "openapi: 3.0.3\ncomponents: {securitySchemes: {key: {type: apiKey}}}\n",
		"3.1": "openapi: 3.1.0\ncomponents: {securitySchemes: {key: {type: apiKey}}}\n",
		"3.2": "openapi: 3.2.0\ncomponents: {securitySchemes: {key: {type: apiKey}}}\n",
	}
	for version, head := range versions {
		for i, root := range values {
			for j, own := range values {
				t.Run(fmt.Sprintf("%s/%s/%s", version, root.name, own.name), func(t *testing.T) {
					text := head + root.yaml + "paths:\n  /orders:\n    post:\n      responses: {}\n"
					if own.yaml != "" {
						text += "      " + own.yaml
					}
					doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
					if err != nil {
						t.Fatal(err)
					}
					got := lint.View(doc).Operations[0].Security.Access
					if got != truth[i][j] {
						t.Errorf("access %d, want %d", got, truth[i][j])
					}
					problems := lint.Run(doc, []*lint.Check{missing_security.Check}, nil)
					if found := len(problems) > 0; found != (truth[i][j] != lint.Required) {
						t.Errorf("%d findings on access %d: %v", len(problems), truth[i][j], problems)
					}
					if len(problems) > 1 {
						t.Errorf("one cause is reported %d times", len(problems))
					}
				})
			}
		}
	}
}

// TestPolicy shows that a route that the policy declares public is silent, with
// and without the base path, and its neighbour is not.
func TestPolicy(t *testing.T) {
	const text = `openapi: 3.0.3
servers: [{url: "https://acme.dev/api"}]
paths:
  /catalogue: {get: {responses: {}}}
  /prices: {get: {responses: {}}}
  /orders: {get: {responses: {}}}
components: {securitySchemes: {key: {type: apiKey}}}
`
	doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	policy := &rules.Policy{Public: []rules.PublicRoute{
		{Method: "GET", Path: rules.Glob{RE: "^/catalogue$"}},
		{Path: rules.Glob{RE: "^/api/prices$"}},
	}}
	problems := lint.Run(doc, []*lint.Check{missing_security.Check}, policy)
	if len(problems) != 1 || problems[0].Path != "/orders" || problems[0].Method != "GET" {
		t.Errorf("findings %+v, want one on GET /orders", problems)
	}
	policy.Rules = []rules.Setting{{ID: "missing_security", Level: rules.Off}}
	if problems := lint.Run(doc, []*lint.Check{missing_security.Check}, policy); len(problems) != 0 {
		t.Errorf("a rule that is off found %+v", problems)
	}
}

func TestHelp(t *testing.T) {
	help, err := missing_security.Rule.Help()
	if err != nil {
		t.Fatal(err)
	}
	if len(help.Bad) != 1 || len(help.Good) != 1 {
		t.Errorf("%d bad and %d good examples, want one each", len(help.Bad), len(help.Good))
	}
}
