package request_drift_test

import (
	"strings"
	"testing"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks/request_drift"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestBad(t *testing.T) { linttest.Contract(t, request_drift.Check, "bad.go") }

func TestGood(t *testing.T) {
	doc := linttest.Load(t, "testdata", "openapi.yaml")
	problems, matches := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: linttest.Routes(t, "testdata", "good.go")}, []*contract.Check{request_drift.Check}, nil)
	if len(problems) != 0 || len(matches) != 3 {
		t.Errorf("%d matches, findings where the body is as described: %+v", len(matches), problems)
	}
}

// TestFields holds what one handler binds against a schema, in every version.
func TestFields(t *testing.T) {
	text := &contract.Shape{Kind: contract.String}
	object := func(names ...string) *contract.Shape {
		s := &contract.Shape{Kind: contract.Object, Type: "m.User"}
		for _, n := range names {
			s.Fields = append(s.Fields, contract.Field{Name: n, Shape: text})
		}
		return s
	}
	const id = "type: object, properties: {id: {type: string}}"
	for _, test := range []struct {
		name, schema string
		shape        *contract.Shape
		content      string
		want         string // of the only finding, "" for none
	}{
		{"the same", "{" + id + "}", object("id"), "json", ""},
		{"fewer", "{" + id + "}", object(), "json", ""},
		{"one more", "{" + id + "}", object("id", "note"), "json", `unproven: "note"`},
		{"a role", "{" + id + "}", object("id", "role"), "json", `proven: "role"`},
		{"an owner", "{" + id + "}", object("id", "ownerId"), "json", `proven: "ownerId"`},
		{"a balance", "{" + id + "}", object("id", "balance"), "json", `proven: "balance"`},
		{"a flag of approval", "{" + id + "}", object("id", "is_verified"), "json", `proven: "is_verified"`},
		{"no role", "{" + id + "}", object("id", "enrolment"), "json", `unproven: "enrolment"`},
		{"a role that is open", "{" + id + ", additionalProperties: true}", object("id", "role"), "json", `proven: "role"`},
		{"a role that is described", "{type: object, properties: {role: {type: string}}}", object("role"), "json", ""},
		{"a role that only the server sets", "{type: object, properties: {role: {type: string, readOnly: true}}}", object("role"), "json", `unproven: "role"`},
		{"a number that only the server sets", "{type: object, properties: {id: {type: string, readOnly: true}}}", object("id"), "json", ""},
		{"names are data", "{type: object, additionalProperties: {type: string}}", object("role"), "json", ""},
		{"no fields", "{type: object}", object("note"), "json", "hint: the body of POST /a is described as an object without fields"},
		{"no fields, and a role", "{type: object}", object("role"), "json", "unproven: the body"},
		{"whatever it is", "{" + id + "}", &contract.Shape{Kind: contract.Map, Elem: &contract.Shape{Kind: contract.Any}}, "json", ""},
		{"what is not followed", "{" + id + "}", &contract.Shape{Kind: contract.Unknown}, "json", ""},
		{"no schema", "", object("role"), "json", ""},
		{"what is required and not there", "{" + id + ", required: [id]}", object(), "json", `hint: "id" is required`},
		{"what is required and there in other letters", "{" + id + ", required: [id]}", object("ID"), "json", `unproven: "ID"`},
	} {
		for _, version := range linttest.Versions {
			body := "requestBody: {content: {application/json: {schema: " + test.schema + "}}}"
			if version == linttest.Versions[0] {
				body = "parameters: [{name: b, in: body, schema: " + test.schema + "}]"
			}
			if test.schema == "" {
				body = "summary: none"
			}
			found := linttest.Drift(t, request_drift.Check, version+"\npaths:\n  /a:\n    post:\n      "+body+"\n", contract.Operation{Method: "POST", Path: "/a", Traffic: &contract.Traffic{
				Bodies: []contract.Body{{Content: test.content, Shape: test.shape, At: contract.Source{File: "h.go", Line: 1, Column: 1}}},
			}})
			if test.want == "" && len(found) > 0 || test.want != "" && (len(found) != 1 || !strings.HasPrefix(found[0], test.want)) {
				t.Errorf("%s, %s: found %q, want %q", test.name, version, found, test.want)
			}
		}
	}
}

// TestUnread shows that a field which is decoded and never looked at is as good as none,
// and that the one beside it is not.
func TestUnread(t *testing.T) {
	text := linttest.Versions[1] + "\npaths:\n  /a:\n    post:\n      requestBody: {content: {application/json: {schema: {type: object, properties: {id: {type: string}}}}}}\n"
	shape := &contract.Shape{Kind: contract.Object}
	for _, name := range []string{"id", "note", "role"} {
		shape.Fields = append(shape.Fields, contract.Field{Name: name, Symbol: name, Shape: &contract.Shape{Kind: contract.String}})
	}
	found := linttest.Drift(t, request_drift.Check, text, contract.Operation{Method: "POST", Path: "/a", Traffic: &contract.Traffic{
		Bodies: []contract.Body{{Content: "json", Shape: shape, Unread: []string{"note"}, At: contract.Source{File: "h.go", Line: 1, Column: 1}}},
	}})
	if len(found) != 1 || !strings.HasPrefix(found[0], `proven: "role"`) {
		t.Errorf("found %q, want the role alone", found)
	}
}
