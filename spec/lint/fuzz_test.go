package lint_test

import (
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// FuzzSchemas shows that no document makes the walk over schemas panic, hang or
// hand out what has no place.
func FuzzSchemas(f *testing.F) {
	f.Add([]byte("openapi: 3.1.0\ncomponents: {schemas: {A: &a {allOf: [{$ref: '#/components/schemas/A'}, *a], properties: {x: *a, y: {$ref: '#/components/schemas/A', writeOnly: true}}, discriminator: {mapping: {a: A}}}}}\n"))
	f.Add([]byte("swagger: '2.0'\npaths: {/a: {post: {parameters: [{in: body, name: b, schema: {$ref: '#/definitions/A'}}, {in: formData, name: f, type: array, items: {type: [x, 1]}}], responses: {200: {schema: {discriminator: k}, headers: {X: {type: 7}}}}}}}\ndefinitions: {A: {items: [true, {prefixItems: {}}], oneOf: {a: b}, properties: {a: 1, b: [], c: {required: {}}}}}\n"))
	f.Add([]byte("openapi: 3.2.0\npaths: {/a: {query: {requestBody: {content: {a/b: {itemSchema: {$dynamicRef: '#x', patternProperties: {'^a(': {$dynamicAnchor: x}}}}}}}}}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := spec.Load("api.yaml", data, spec.Options{MaxBytes: 1 << 16})
		if err != nil {
			return
		}
		look := func(s *lint.Schema, use *lint.Use) {
			_, _, _ = s.Path(), s.Types(), s.Keyword("enum")
			_, _, _, _, _ = s.All(), s.Branches(), s.Items(), s.Values(), s.Subtypes()
			if use.Direction != lint.Sent && use.Direction != lint.Received {
				t.Errorf("direction %d", use.Direction)
			}
		}
		check := lint.New(rules.Entry{Rule: &rules.Rule{ID: "test", Default: rules.Error}}, func(*lint.Pass) lint.Visitor {
			return lint.Visitor{
				Schema: look,
				Property: func(p *lint.Property, use *lint.Use) {
					look(p.Schema, use)
					if p.Owner == nil || !p.Node.Exists() {
						t.Errorf("property %q stands nowhere", p.Name)
					}
				},
			}
		})
		lint.Run(doc, []*lint.Check{check}, nil)
	})
}
