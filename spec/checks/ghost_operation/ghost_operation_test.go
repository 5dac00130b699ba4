package ghost_operation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks/ghost_operation"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestBad(t *testing.T) { linttest.Contract(t, ghost_operation.Check, "bad.go") }

func TestGood(t *testing.T) {
	doc := linttest.Load(t, "testdata", "openapi.yaml")
	problems, _ := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: linttest.Routes(t, "testdata", "good.go")}, []*contract.Check{ghost_operation.Check}, nil)
	if len(problems) != 0 {
		t.Errorf("findings where every operation is answered: %+v", problems)
	}
}

// TestDoubts holds one operation that no route answers, POST /b/{id}, against
// what else a service has.
func TestDoubts(t *testing.T) {
	const silent = rules.Strength(-1)
	known := []contract.Operation{{Method: "GET", Path: "/a"}, {Method: "GET", Path: "/c"}}
	for _, test := range []struct {
		name       string
		routes     []contract.Operation
		unresolved int
		operation  string
		policy     *rules.Policy
		want       rules.Strength
	}{
		{"nothing else", nil, 0, "", nil, rules.Proven},
		{"it is there", []contract.Operation{{Method: "POST", Path: "/b/{x}"}}, 0, "", nil, silent},
		{"it is there on a condition", []contract.Operation{{Method: "POST", Path: "/b/{x}", Conditional: true}}, 0, "", nil, silent},
		{"another method is there", []contract.Operation{{Method: "PUT", Path: "/b/{x}"}}, 0, "", nil, silent},
		{"another service has it", []contract.Operation{{Service: "other", Method: "POST", Path: "/b/{x}"}}, 0, "", nil, silent},
		{"registrations that could not be read", nil, 2, "", nil, rules.Hint},
		{"a path of which a piece is not known", []contract.Operation{{Method: "POST", Path: "/{?}/{id}"}}, 0, "", nil, rules.Hint},
		{"a path of another end", []contract.Operation{{Method: "POST", Path: "/{?}/lines"}}, 0, "", nil, rules.Proven},
		{"a path of another beginning", []contract.Operation{{Method: "POST", Path: "/c/{?}"}}, 0, "", nil, rules.Proven},
		{"a path of another method", []contract.Operation{{Method: "GET", Path: "/{?}/{id}"}}, 0, "", nil, rules.Proven},
		{"a path behind a base path that is not known", []contract.Operation{{Method: "POST", Path: "{?}/b/{x}", Partial: true}}, 0, "", nil, silent},
		{"a part of a path behind one", []contract.Operation{{Method: "POST", Path: "{?}/{x}", Partial: true}}, 0, "", nil, rules.Hint},
		{"another method behind one", []contract.Operation{{Method: "PUT", Path: "{?}/b/{x}", Partial: true}}, 0, "", nil, rules.Proven},
		{"a router whose prefix is not known", []contract.Operation{{Method: "POST", Path: "/{id}", Partial: true}}, 0, "", nil, rules.Hint},
		{"everything else goes somewhere", []contract.Operation{{Method: "ANY", Path: "/{rest...}"}}, 0, "", nil, rules.Hint},
		{"everything else is a page", []contract.Operation{{Method: "GET", Path: "/{rest...}"}}, 0, "", nil, rules.Proven},
		{"a gateway", nil, 0, "x-kong-name: b", nil, rules.Hint},
		{"a server of its own", nil, 0, "servers: [{url: 'https://b.dev'}]", nil, rules.Hint},
		{"no route of the document", nil, 0, "", &rules.Policy{Documents: []rules.DocumentUse{{File: "openapi.yaml", Serves: []string{"another"}}}}, silent},
	} {
		for _, version := range []string{"swagger: '2.0'", "openapi: 3.0.3", "openapi: 3.1.0", "openapi: 3.2.0"} {
			if strings.HasPrefix(version, "swagger") && strings.Contains(test.operation, "servers") {
				continue
			}
			text := fmt.Sprintf("%s\npaths:\n  /a: {get: {}}\n  /c: {get: {}}\n  /b/{id}:\n    post:\n      summary: b\n      %s\n", version, test.operation)
			doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
			if err != nil {
				t.Fatal(err)
			}
			code := contract.Code{Operations: append(known[:2:2], test.routes...), Unresolved: test.unresolved}
			problems, _ := contract.Compare([]*spec.Document{doc}, code, []*contract.Check{ghost_operation.Check}, test.policy)
			got := silent
			if len(problems) > 0 {
				got = problems[0].Strength
			}
			if got != test.want || len(problems) > 1 {
				t.Errorf("%s, %s: strength %d of %d findings, want %d", test.name, version, got, len(problems), test.want)
			}
		}
	}
}

// TestAnotherService shows that a document of which nothing is here, but for a
// probe that every service has, describes something else.
func TestAnotherService(t *testing.T) {
	doc, err := spec.Load("openapi.yaml", []byte("openapi: 3.0.3\npaths: {/a: {get: {}}, /healthz: {get: {}}, /b: {put: {}}}\n"), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	code := contract.Code{Operations: []contract.Operation{{Method: "GET", Path: "/healthz"}, {Method: "GET", Path: "/z"}}}
	if problems, _ := contract.Compare([]*spec.Document{doc}, code, []*contract.Check{ghost_operation.Check}, nil); len(problems) != 0 {
		t.Errorf("findings in the document of another service: %+v", problems)
	}
}

// TestNearest shows where in the code an operation is missing: at the route whose
// path begins most as its own does.
func TestNearest(t *testing.T) {
	doc, err := spec.Load("openapi.yaml", []byte("openapi: 3.0.3\npaths:\n  /a: {get: {}}\n  /b/{id}: {get: {}}\n  /b/{id}/c: {put: {}}\n"), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	code := contract.Code{Operations: []contract.Operation{
		{Method: "GET", Path: "/a", Source: contract.Source{File: "a.go", Line: 1, Column: 1}},
		{Method: "GET", Path: "/b/{name}", Source: contract.Source{File: "b.go", Line: 2, Column: 1}},
	}}
	problems, _ := contract.Compare([]*spec.Document{doc}, code, []*contract.Check{ghost_operation.Check}, nil)
	if len(problems) != 1 || len(problems[0].Related) != 1 || problems[0].Related[0].Range.File != "b.go" {
		t.Errorf("%+v, want one finding that points to b.go", problems)
	}
}
