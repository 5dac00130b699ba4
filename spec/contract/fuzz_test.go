package contract_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks"
	"github.com/apiward/apiward/spec/contract"
)

// FuzzCompare holds a service against documents of any content, by all rules.
func FuzzCompare(f *testing.F) {
	for _, text := range []string{
		"openapi: 3.1.0\npaths: {/a/{id}: {parameters: [{name: id, in: path, schema: {type: [integer, 'null']}}], post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}, responses: {200: {content: {'*/*': {schema: {allOf: [{$ref: '#/components/schemas/A'}]}}}}}, security: [{a: []}]}}}\ncomponents: {schemas: {A: {properties: {a: {$ref: '#/components/schemas/A'}}, required: [a, 1, {}]}}, securitySchemes: {a: {type: apiKey, in: query, name: b}}}\n",
		"swagger: '2.0'\npaths: {/a/{id}: {post: {parameters: [1, {in: body}, {in: body, schema: []}, {name: x, in: formData, type: []}], responses: [1]}}}\n",
		"openapi: 3.0.3\npaths: {/a/{id}: {post: {parameters: {}, requestBody: [], responses: {default: {$ref: '#/x'}, xx: {}, 2XX: 3}, security: 1}}}\n",
		"openapi: 3.2.0\npaths: {/a/{id}: {additionalOperations: {POST: {responses: {'200': {content: {a: {itemSchema: {items: {}, prefixItems: 3, properties: []}}}}}}}}}\nx: &x [*x]\n",
	} {
		f.Add(text)
	}
	text := &contract.Shape{Kind: contract.String}
	tree := &contract.Shape{Kind: contract.Object, Type: "m.Tree"}
	tree.Fields = []contract.Field{
		{Name: "a", Shape: tree}, {Name: "password", Shape: text}, {Name: "role", Shape: text},
		{Name: "items", Shape: &contract.Shape{Kind: contract.Array, Elem: tree}}, {Name: "more", Shape: &contract.Shape{Kind: contract.Map, Elem: tree}},
	}
	traffic := &contract.Traffic{
		Parameters: []contract.Parameter{{In: "path", Name: "id", Shape: &contract.Shape{Kind: contract.Integer}}, {In: "query", Name: "q", Shape: text}, {In: "form", Name: "x", OrQuery: true, Shape: text}},
		Bodies:     []contract.Body{{Content: "json", Shape: tree}},
		Answers:    []contract.Answer{{Status: 200, Content: "json", Shape: tree}, {Content: "json", Shape: tree}, {Status: 404, Content: "none", Shape: text}, {Status: 99, Content: "none", Shape: text}},
	}
	ops := []contract.Operation{
		{Method: "POST", Path: "/a/{id}", Auth: "required", Credentials: []contract.Credential{{In: "header", Name: "Authorization"}}, Traffic: traffic},
		{Method: "ANY", Path: "/{rest...}", Auth: "none", Traffic: traffic},
		{Method: "GET", Path: "/{?}/b", Auth: "unknown", Partial: true},
	}
	f.Fuzz(func(t *testing.T, document string) {
		doc, err := spec.Load("openapi.yaml", []byte(document), spec.Options{})
		if err != nil {
			return
		}
		contract.Compare([]*spec.Document{doc}, contract.Code{Operations: ops, Unresolved: 1}, checks.Contracts, nil)
	})
}

// TestCostIsThatOfTheText holds documents against a service that make a careless
// comparison take the square of their size, or an exponential of it.
func TestCostIsThatOfTheText(t *testing.T) {
	const n = 20_000
	tree := &contract.Shape{Kind: contract.Object, Type: "m.Tree"}
	for i := range 200 {
		tree.Fields = append(tree.Fields, contract.Field{Name: fmt.Sprintf("f%d", i), Shape: tree})
	}
	traffic := &contract.Traffic{
		Parameters: []contract.Parameter{{In: "query", Name: "q", Shape: &contract.Shape{Kind: contract.String}}},
		Answers:    []contract.Answer{{Status: 200, Content: "json", Shape: tree}},
	}
	var ops []contract.Operation
	for i := range 1000 {
		ops = append(ops, contract.Operation{Method: "GET", Path: fmt.Sprintf("/p%d", i), Traffic: traffic})
	}
	lines := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "%", fmt.Sprint(i)))
		}
		return b.String()
	}
	const response = "responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/s0'}}}}}"
	for name, document := range map[string]string{
		"operations that nobody answers": "openapi: 3.1.0\npaths:\n" + lines(n, "  /p%: {get: {}}\n"),
		"one wide schema":                "openapi: 3.1.0\npaths:\n" + lines(n, "  /p%: {get: {"+response+"}}\n") + "components:\n  schemas:\n    s0:\n      properties:\n" + lines(n, "        f%: {$ref: '#/components/schemas/s0'}\n"),
		"schemas of schemas":             "openapi: 3.1.0\npaths:\n" + lines(n, "  /p%: {get: {"+response+"}}\n") + "components:\n  schemas:\n" + lines(n, "    s%: {allOf: [{$ref: '#/components/schemas/s%1'}], properties: {f%: {$ref: '#/components/schemas/s1%'}}}\n"),
		"many parameters":                "openapi: 3.1.0\nx: &x\n" + lines(n/10, "  - {name: p%, in: query, required: true}\n") + "paths:\n" + lines(1000, "  /p%: {parameters: *x, get: {}}\n"),
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := spec.Load("openapi.yaml", []byte(document), spec.Options{})
			if err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			problems, _ := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: ops}, checks.Contracts, nil)
			t.Logf("%d bytes, %d problems, %v", len(document), len(problems), time.Since(start))
		})
	}
}
