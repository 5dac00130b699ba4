package spec_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/apiward/apiward/spec"
)

// TestParts shows what a document refers to in others, and what of another one belongs
// to it then.
func TestParts(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"main.yaml": `openapi: 3.1.0
paths:
  /a: {$ref: 'sub/part.yaml#/paths/~1a'}
  /b: {get: {responses: {'200': {$ref: 'sub/part.yaml#/components/responses/b'}, '201': {$ref: '#/paths/~1b/get/responses/200'}}}}
  /whole: {$ref: 'sub/part.yaml'}
  /gone: {$ref: 'sub/part.yaml#/paths/~1gone'}
`,
		"sub/part.yaml": `openapi: 3.1.0
paths:
  /a: {get: {responses: {'200': {content: {text/plain: {schema: {$ref: '#/components/schemas/A'}}}}}}}
  /c: {get: {}}
components:
  responses: {b: {description: b}, c: {$ref: '../main.yaml#/paths/~1b'}}
  schemas:
    A: {items: {$ref: '#/components/schemas/B'}, discriminator: {mapping: {d: '#/components/schemas/D'}}}
    B: {items: {$ref: '#/components/schemas/A'}}
    C: {items: {$ref: '#/components/schemas/A'}}
    D: {}
`,
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	doc, err := spec.LoadFile(root, "main.yaml")
	if err != nil {
		t.Fatal(err)
	}
	refers := doc.References()
	if want := map[string][]string{"sub/part.yaml": {"", "/components/responses/b", "/paths/~1a"}}; !maps.EqualFunc(refers, want, slices.Equal) {
		t.Errorf("refers to %q, want %q", refers, want)
	}
	part, err := spec.Open("sub/part.yaml", spec.Options{Root: root, Lent: refers["sub/part.yaml"]})
	if err != nil {
		t.Fatal(err)
	}
	for pointer, want := range map[string]bool{
		"#/paths/~1a": true, "#/paths/~1c": false, "#/components/responses/b": true, "#/components/responses/c": false,
		"#/components/schemas/A": true, "#/components/schemas/B": true, "#/components/schemas/C": false, "#/components/schemas/D": true, "#": false,
	} {
		n, ok := part.Root().Refer(pointer)
		if !ok || part.Lent(n) != want {
			t.Errorf("%s: found %t, lent %t, want %t", pointer, ok, part.Lent(n), want)
		}
	}
}
