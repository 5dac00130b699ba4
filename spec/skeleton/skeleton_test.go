package skeleton_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/skeleton"
)

// operations are routes with whatever a skeleton has to write.
func operations() []contract.Operation {
	text, number := &contract.Shape{Kind: contract.String}, &contract.Shape{Kind: contract.Integer, Format: "int64"}
	user := &contract.Shape{Kind: contract.Object, Type: "acme.dev/m/api.User"}
	user.Fields = []contract.Field{
		{Name: "id", Shape: number},
		{Name: "email", Shape: &contract.Shape{Kind: contract.String, Nullable: true}, Required: true},
		{Name: "friends", Shape: &contract.Shape{Kind: contract.Array, Elem: user}},
		{Name: "labels", Shape: &contract.Shape{Kind: contract.Map, Elem: text}},
		{Name: "extra", Shape: &contract.Shape{Kind: contract.Unknown}},
	}
	other := &contract.Shape{Kind: contract.Object, Type: "acme.dev/m/store.User", Fields: []contract.Field{{Name: "name", Shape: text}}}
	page := &contract.Shape{Kind: contract.Object, Type: "acme.dev/m/api.Page[acme.dev/m/api.User]", Fields: []contract.Field{{Name: "items", Shape: &contract.Shape{Kind: contract.Array, Elem: user}}}}
	failure := &contract.Shape{Kind: contract.Object, Fields: []contract.Field{{Name: "error", Shape: text}}}
	bearer := []contract.Credential{{In: "header", Name: "Authorization"}}
	return []contract.Operation{
		{Method: "GET", Path: "/users/{id}", Handler: "acme.dev/m/api.(*Server).Show", Auth: "required", Credentials: bearer, Traffic: &contract.Traffic{
			Parameters: []contract.Parameter{{In: "path", Name: "id", Shape: number}, {In: "query", Name: "fields", Shape: text}, {In: "header", Name: "Accept", Shape: text}, {In: "form", OrQuery: true, Name: "deep", Shape: text}},
			Answers:    []contract.Answer{{Status: 200, Content: "json", Shape: user}, {Status: 200, Content: "json", Shape: other}, {Status: 404, Content: "json", Shape: failure}, {Status: 304, Content: "none", Shape: text}},
		}},
		{Method: "PUT", Path: "/users/{number}", Handler: "acme.dev/m/api.(*Server).Change", Auth: "optional", Credentials: append(bearer, contract.Credential{In: "cookie", Name: "sid"}, contract.Credential{In: "basic"}), Traffic: &contract.Traffic{
			Bodies:  []contract.Body{{Content: "json", Shape: user}},
			Answers: []contract.Answer{{Status: 0, Content: "json", Shape: page}}, AnswersMore: true,
		}},
		{Method: "ANY", Path: "/users/{id}", Auth: "unknown"},
		{Method: "POST", Path: "/files/{path...}", Auth: "required", Traffic: &contract.Traffic{
			Parameters: []contract.Parameter{{In: "form", Name: "title", Shape: text}, {In: "form", Name: "file", Upload: true, Shape: text}},
			Answers:    []contract.Answer{{Status: 201, Content: "binary", Shape: &contract.Shape{Kind: contract.Unknown}}, {Status: 201, Content: "none", Shape: text}},
		}},
		{Method: "GET", Path: "/files/{a}/{a}", Auth: "none"},
		{Method: "GET", Path: "/{?}/x", Auth: "none"},
		{Method: "PURGE", Path: "/users", Auth: "none"},
		{Method: "GET", Path: "", Auth: "none", Handler: "acme.dev/m/api.Show"},
		{Method: "GET", Path: "/key", Auth: "required", Credentials: []contract.Credential{{In: "query", Name: "api key"}, {In: "tls"}, {In: "session"}, {In: "header", Name: "X-Key"}, {In: "header"}}},
	}
}

// render returns the document of the operations as text, which must be valid.
func render(t *testing.T, ops []contract.Operation) []byte {
	t.Helper()
	text, err := skeleton.YAML(skeleton.New("acme.dev/m/cmd/api", ops))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Errorf("%v\n%s", err, text)
	}
	return text
}

func TestValid(t *testing.T) {
	text := render(t, operations())
	for _, want := range []string{
		"openapi: 3.1.0", "/users/{id}:", "/files/{path}:", "/files/{a}/{a2}:", "operationId: show\n", "operationId: show_2",
		"#/components/schemas/User'", "#/components/schemas/User2'", "Page_User:", "in: cookie", "scheme: basic", "mutualTLS",
		"multipart/form-data", "format: binary", "not wholly known: GET /{?}/x",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in the document:\n%s", want, text)
		}
	}
	for _, not := range []string{"{number}", "Accept", "purge"} {
		if strings.Contains(string(text), not) {
			t.Errorf("%q is in the document", not)
		}
	}
	render(t, nil)
}

// TestSameBytes shows that the order of the operations does not matter.
func TestSameBytes(t *testing.T) {
	first := render(t, operations())
	for range 5 {
		ops := operations()
		slices.Reverse(ops)
		if again := render(t, ops); !bytes.Equal(first, again) {
			t.Fatalf("two documents of the same operations:\n%s\n%s", first, again)
		}
	}
}

// TestTogether shows that what several routes answer on one path is one operation, and
// that each of them agrees with it.
func TestTogether(t *testing.T) {
	text, number := &contract.Shape{Kind: contract.String}, &contract.Shape{Kind: contract.Integer, Format: "int64"}
	answer := func(name string) []contract.Answer {
		return []contract.Answer{{Status: 200, Content: "json", Shape: &contract.Shape{Kind: contract.Object, Type: "acme.dev/m." + name, Fields: []contract.Field{{Name: name, Shape: text}}}}}
	}
	need := func(name string, required bool) contract.Parameter {
		return contract.Parameter{In: "query", Name: name, Shape: number, Required: required}
	}
	ops := []contract.Operation{
		{Listener: ":80", Method: "GET", Path: "/{path...}", Handler: "m.Files", Auth: "optional", Credentials: []contract.Credential{{In: "basic"}}, Traffic: &contract.Traffic{Answers: answer("file"), Parameters: []contract.Parameter{need("page", true), need("size", true)}}},
		{Listener: ":80", Method: "GET", Path: "/{rest...}", Handler: "m.Users", Auth: "unknown", Traffic: &contract.Traffic{Answers: answer("user"), Parameters: []contract.Parameter{need("size", true)}}},
		{Listener: ":80", Method: "GET", Path: "/keys", Handler: "m.Keys", Auth: "required"},
		{Listener: ":80", Method: "GET", Path: "/keys", Handler: "m.Open", Auth: "none"},
		{Listener: ":9090", Method: "GET", Path: "/{path...}", Handler: "m.Metrics", Auth: "none", Traffic: &contract.Traffic{Answers: answer("metric")}},
	}
	written := render(t, ops)
	for want, times := range map[string]int{"anyOf:": 1, "'#/components/schemas/metric'": 1, "name: page": 1, "required: true": 1, "- {}": 2} {
		if n := strings.Count(string(written), want); n != times {
			t.Errorf("%q is in the document %d times and not %d:\n%s", want, n, times, written)
		}
	}
	doc, err := spec.Load("openapi.yaml", written, spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	problems, _ := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: ops}, checks.Contracts, nil)
	for _, p := range problems {
		t.Errorf("%s: %s", p.RuleID, p.Message)
	}
}

// TestNoDrift holds operations against their own skeleton.
func TestNoDrift(t *testing.T) {
	ops := operations()
	doc, err := spec.Load("openapi.yaml", render(t, ops), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	problems, matches := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: ops}, checks.Contracts, nil)
	for _, p := range problems {
		if p.RuleID != "undocumented_route" || p.Method != "PURGE" { // no method of 3.1
			t.Errorf("%s: %s", p.RuleID, p.Message)
		}
	}
	if len(matches) != len(ops)-2 {
		t.Errorf("%d of %d operations are in the document", len(matches), len(ops))
	}
}
