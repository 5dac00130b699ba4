package spec_test

import (
	"testing"

	"github.com/apiward/apiward/spec"
)

// FuzzResolve shows that references of any form, between two files, lead to a
// value or to a problem and never in a circle without end or out of the project.
func FuzzResolve(f *testing.F) {
	f.Add("#/components/schemas/B", "#a", "b.yaml#/x", "https://acme.dev/s/", "$id")
	f.Add("b.yaml", "openapi.yaml#/components/schemas/A", "#/components/schemas/A/items", "#", "$anchor")
	f.Add("../project/b.yaml#/x/y", "%2e%2e/%2e%2e/etc/passwd", "file:///etc/passwd", "urn:a", "$self")
	f.Add("//acme.dev/b.yaml", "b.yaml#/x%", "#/components/schemas/A/~1~0~", "?", "$dynamicAnchor")
	f.Fuzz(func(t *testing.T, a, b, c, id, keyword string) {
		root := project(t, map[string]string{
			"secret.yaml":    "x: secret\n",
			"project/b.yaml": "x: {y: {$ref: " + quoted(c) + "}, " + quoted(keyword) + ": " + quoted(id) + "}\n",
		})
		text := "openapi: 3.2.0\n$self: " + quoted(id) + "\ncomponents: {schemas: {A: {$id: " + quoted(id) + ", items: {$ref: " + quoted(a) + "}}, B: {" +
			quoted(keyword) + ": " + quoted(b) + ", $ref: " + quoted(b) + "}, C: {$dynamicRef: " + quoted(c) + "}}}\n"
		doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{Root: root})
		if err != nil {
			return
		}
		for _, n := range doc.Root().Field("components").Field("schemas").Fields() {
			for _, at := range []spec.Node{n, n.Field("items")} {
				if target, ok := at.Resolve(); ok && target.Scalar() == "secret" {
					t.Errorf("a file outside the project was read by %q, %q, %q", a, b, c)
				}
			}
		}
	})
}

// quoted writes a text as YAML in single quotes.
func quoted(s string) string {
	var out []byte
	for _, r := range s {
		if r < ' ' || r == 0x7f {
			r = '_'
		}
		out = append(out, string(r)...)
		if r == '\'' {
			out = append(out, '\'')
		}
	}
	return "'" + string(out) + "'"
}
