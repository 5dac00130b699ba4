package exposure_drift_test

import (
	"strings"
	"testing"

	"github.com/apiward/apiward/spec/checks/exposure_drift"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) {
	for _, name := range []string{"bad.go", "good.go"} {
		t.Run(name, func(t *testing.T) { linttest.Contract(t, exposure_drift.Check, name) })
	}
}

// TestFields holds what one handler sends against a schema, in every version.
func TestFields(t *testing.T) {
	text := &contract.Shape{Kind: contract.String}
	object := func(names ...string) *contract.Shape {
		s := &contract.Shape{Kind: contract.Object, Type: "m.User", At: contract.Source{File: "user.go", Line: 3, Column: 6}}
		for i, n := range names {
			s.Fields = append(s.Fields, contract.Field{Name: n, Shape: text, At: contract.Source{File: "user.go", Line: 4 + i, Column: 2}})
		}
		return s
	}
	within := func(s *contract.Shape, name string, value *contract.Shape) *contract.Shape {
		s.Fields = append(s.Fields, contract.Field{Name: name, Shape: value, At: contract.Source{File: "user.go", Line: 9, Column: 2}})
		return s
	}
	tree := object("id")
	within(tree, "children", &contract.Shape{Kind: contract.Array, Elem: tree})
	const id = "type: object, properties: {id: {type: string}}"
	for _, test := range []struct {
		name, schema string
		shape        *contract.Shape
		want         string // of the only finding, "" for none
	}{
		{"the same", "{" + id + "}", object("id"), ""},
		{"fewer", "{" + id + "}", object(), ""},
		{"one more", "{" + id + "}", object("id", "note"), `unproven: "note"`},
		{"a credential", "{" + id + "}", object("id", "passwordHash"), `proven: "passwordHash"`},
		{"a token of the next page", "{" + id + "}", object("id", "next_page_token"), `unproven: "next_page_token"`},
		{"names are compared as they are written", "{" + id + "}", object("ID"), `unproven: "ID"`},
		{"open to all", "{" + id + ", additionalProperties: true}", object("id", "note"), `unproven: "note"`},
		{"closed", "{" + id + ", additionalProperties: false}", object("id", "note"), `unproven: "note"`},
		{"names are data", "{type: object, additionalProperties: {type: string}}", object("id", "note"), ""},
		{"all of several", "{allOf: [{" + id + "}, {properties: {note: {type: string}}}]}", object("id", "note"), ""},
		{"all of several, and more", "{allOf: [{" + id + "}, {properties: {note: {type: string}}}]}", object("id", "note", "ssn"), `proven: "ssn"`},
		{"a part that is chosen by data", "{" + id + ", discriminator: kind}", object("id", "note"), ""},
		{"no fields", "{type: object}", object("id"), "hint: the 200 response of GET /a is described as an object without fields"},
		{"no fields, and a secret", "{type: object}", object("id", "secret_key"), "unproven: the 200 response"},
		{"nothing is sent", "{type: object}", object(), ""},
		{"something else is described", "{type: string}", object("id"), ""},
		{"in a list", "{type: array, items: {" + id + "}}", &contract.Shape{Kind: contract.Array, Elem: object("id", "note")}, `unproven: "note"`},
		{"in an object", "{type: object, properties: {owner: {" + id + "}}}", within(object(), "owner", object("id", "password")), `proven: "owner.password"`},
		{"an object inside is not described", "{type: object, properties: {owner: {type: object}}}", within(object(), "owner", object("id")), "hint:"},
		{"anything", "{}", object("id"), ""},
		{"what is inside is free, and known", "{type: object, properties: {owner: {}}}", within(object(), "owner", object("id")), ""},
		{"what is inside is free", "{type: object, properties: {owner: {}}}", within(object(), "owner", &contract.Shape{Kind: contract.Any}), ""},
		{"a marshaler of its own", "{" + id + "}", &contract.Shape{Kind: contract.Unknown, Type: "m.Secret"}, ""},
		{"a type that holds itself", "{$ref: '#/REF/Tree'}", tree, ""},
		{"a reference to nothing", "{$ref: '#/REF/None'}", object("id", "note"), ""},
		{"no schema", "", object("id", "secret"), ""},
	} {
		for _, version := range linttest.Versions {
			components, response := "components: {schemas: {Tree: ", "{description: x, content: {application/json: {schema: "+test.schema+"}}}"
			end, ref := "}}\n", "components/schemas"
			if version == linttest.Versions[0] {
				components, response, end, ref = "definitions: {Tree: ", "{description: x, schema: "+test.schema+"}", "}\n", "definitions"
				if strings.Contains(test.schema, "discriminator") {
					continue
				}
			}
			if test.schema == "" {
				response = "{description: x}"
			}
			document := version + "\n" + components + "{properties: {id: {type: string}, children: {items: {$ref: '#/REF/Tree'}}}}" + end +
				"paths:\n  /a:\n    get:\n      responses:\n        '200': " + response + "\n"
			found := linttest.Drift(t, exposure_drift.Check, strings.ReplaceAll(document, "REF", ref), contract.Operation{Method: "GET", Path: "/a", Traffic: &contract.Traffic{
				Answers: []contract.Answer{{Status: 200, Content: "json", Shape: test.shape, At: contract.Source{File: "h.go", Line: 1, Column: 1}}},
			}})
			if test.want == "" && len(found) > 0 || test.want != "" && (len(found) != 1 || !strings.HasPrefix(found[0], test.want)) {
				t.Errorf("%s, %s: found %q, want %q", test.name, version, found, test.want)
			}
		}
	}
}

// TestResponses shows which response an answer is held against.
func TestResponses(t *testing.T) {
	shape := &contract.Shape{Kind: contract.Object, Fields: []contract.Field{{Name: "id", Shape: &contract.Shape{Kind: contract.String}}, {Name: "note", Shape: &contract.Shape{Kind: contract.String}}}}
	const one, both = "content: {application/json: {schema: {properties: {id: {}}}}}", "content: {application/json: {schema: {properties: {id: {}, note: {}}}}}"
	for _, test := range []struct {
		name, responses string
		status          int
		content         string
		want            int
	}{
		{"its own", "{'200': {" + both + "}, default: {" + one + "}}", 200, "json", 0},
		{"its own lacks it", "{'200': {" + one + "}, default: {" + both + "}}", 200, "json", 1},
		{"its range", "{2XX: {" + one + "}, default: {" + both + "}}", 201, "json", 1},
		{"a range in small letters", "{2xx: {" + both + "}}", 201, "json", 0},
		{"the default", "{'200': {" + both + "}, default: {" + one + "}}", 500, "json", 1},
		{"none", "{'200': {" + one + "}}", 500, "json", 0},
		{"any, where the status is computed", "{'200': {" + one + "}, '201': {" + both + "}}", 0, "json", 0},
		{"any, and none has it", "{'200': {" + one + "}, '201': {" + one + "}}", 0, "json", 1},
		{"another content", "{'200': {content: {text/csv: {schema: {properties: {id: {}}}}}}}", 200, "json", 0},
		{"a content of its own name", "{'200': {content: {application/problem+json: {schema: {properties: {id: {}}}}}}}", 200, "json", 1},
		{"text", "{'200': {" + one + "}}", 200, "text", 0},
	} {
		document := "openapi: 3.1.0\npaths: {/a: {get: {responses: " + test.responses + "}}}\n"
		found := linttest.Drift(t, exposure_drift.Check, document, contract.Operation{Method: "GET", Path: "/a", Traffic: &contract.Traffic{
			Answers: []contract.Answer{{Status: test.status, Content: test.content, Shape: shape, At: contract.Source{File: "h.go", Line: 1, Column: 1}}},
		}})
		if len(found) != test.want {
			t.Errorf("%s: found %q, want %d", test.name, found, test.want)
		}
	}
}
