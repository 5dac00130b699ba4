package missing_security_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

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

// places are where an operation can stand, each with the first version that
// knows it. The operation's own security is put in for OWN.
var places = []struct {
	name  string
	since spec.Version
	yaml  string
}{
	{"method", spec.V2_0, "paths:\n  /orders: {post: {OWNresponses: {}}}\n"},
	{"path item by reference", spec.V2_0, "paths:\n  /orders: {$ref: '#/x-items/orders'}\nx-items: {orders: {post: {OWNresponses: {}}}}\n"},
	{"path item by alias", spec.V2_0, "x-item: &item {post: {OWNresponses: {}}}\npaths:\n  /orders: *item\n"},
	{"operation by merge", spec.V2_0, "x-op: &op {OWNresponses: {}}\npaths:\n  /orders: {post: {<<: *op, operationId: a}}\n"},
	{"trace", spec.V3_0, "paths:\n  /orders: {trace: {OWNresponses: {}}}\n"},
	{"path item of components", spec.V3_1, "paths:\n  /orders: {$ref: '#/components/pathItems/orders'}\n"},
	{"query", spec.V3_2, "paths:\n  /orders: {query: {OWNresponses: {}}}\n"},
	{"additional operation", spec.V3_2, "paths:\n  /orders: {additionalOperations: {PURGE: {OWNresponses: {}}}}\n"},
}

// heads are the beginnings of documents, by version.
var heads = map[spec.Version]string{
	spec.V2_0: "swagger: \"2.0\"\nsecurityDefinitions: {key: {type: apiKey}}\n",
	spec.V3_0: "openapi: 3.0.3\ncomponents: {securitySchemes: {key: {type: apiKey}}}\n",
	spec.V3_1: "openapi: 3.1.0\ncomponents: {securitySchemes: {key: {type: apiKey}}, pathItems: {orders: {post: {OWNresponses: {}}}}}\n",
	spec.V3_2: "openapi: 3.2.0\ncomponents: {securitySchemes: {key: {type: apiKey}}, pathItems: {orders: {post: {OWNresponses: {}}}}}\n",
}

// TestTruthTable holds every combination of the document's and the operation's
// security against its meaning, in every version and at every place, in YAML and
// in JSON, and the rule's verdict on it.
func TestTruthTable(t *testing.T) {
	for version, head := range heads {
		for _, place := range places {
			if version < place.since {
				continue
			}
			for i, root := range values {
				for j, own := range values {
					text := strings.ReplaceAll(head+root.yaml+place.yaml, "OWN", inFlow(own.yaml))
					t.Run(fmt.Sprintf("%s/%s/%s/%s", version, place.name, root.name, own.name), func(t *testing.T) {
						holds(t, "openapi.yaml", []byte(text), truth[i][j])
						holds(t, "openapi.json", asJSON(t, text), truth[i][j])
					})
				}
			}
		}
	}
}

// inFlow returns a line of YAML as an entry of a flow mapping.
func inFlow(line string) string {
	if line == "" {
		return ""
	}
	return strings.Replace(strings.TrimSuffix(line, "\n"), "security:", "security: ", 1) + ", "
}

// asJSON returns a YAML document as JSON, without aliases.
func asJSON(t *testing.T, text string) []byte {
	t.Helper()
	var value map[string]any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	out, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// holds checks the access of a document's only operation and the rule's verdict.
func holds(t *testing.T, name string, text []byte, want lint.Access) {
	t.Helper()
	doc, err := spec.Load(name, text, spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := lint.View(doc).Operations[0].Security.Access; got != want {
		t.Errorf("%s: access %d, want %d, in\n%s", name, got, want, text)
	}
	problems := lint.Run(doc, []*lint.Check{missing_security.Check}, nil)
	if found := len(problems) > 0; found != (want != lint.Required) {
		t.Errorf("%s: %d findings on access %d: %v", name, len(problems), want, problems)
	}
	if len(problems) > 1 {
		t.Errorf("%s: one cause is reported %d times", name, len(problems))
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
