package spec_test

import (
	"errors"
	"testing"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks"
	"github.com/apiward/apiward/spec/lint"
)

// FuzzLoad shows that no input makes loading or a rule panic or hang, that
// errors are typed, and that every place is inside the text.
func FuzzLoad(f *testing.F) {
	f.Add([]byte("openapi: 3.0.3\npaths: {/a: {get: {security: [{}]}}}\n"))
	f.Add([]byte(`{"swagger": "2.0", "paths": {"/a": {"$ref": "#/paths/~1a"}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		spec.IsDocument(data)
		doc, err := spec.Load("api.yaml", data, spec.Options{MaxBytes: 1 << 16})
		if err != nil {
			if typed := (*spec.Error)(nil); !errors.As(err, &typed) {
				t.Errorf("error of type %T: %v", err, err)
			}
			return
		}
		for _, p := range lint.Run(doc, checks.Documents, nil) {
			inside(t, data, p.Range)
			for _, r := range p.Related {
				inside(t, data, r.Range)
			}
		}
		doc.Ignores()
		visit(t, data, doc.Root(), 0)
	})
}

// visit checks the places of the values near the top: aliases may make the rest
// endless.
func visit(t *testing.T, data []byte, n spec.Node, depth int) {
	inside(t, data, n.Range())
	inside(t, data, n.KeyRange())
	if depth == 4 {
		return
	}
	count := 0
	for _, child := range n.Fields() {
		if count++; count > 20 {
			break
		}
		visit(t, data, child, depth+1)
	}
	for i, child := range n.Items() {
		if i == 20 {
			break
		}
		visit(t, data, child, depth+1)
	}
}

// inside checks that a place is one of the text.
func inside(t *testing.T, data []byte, r spec.Range) {
	t.Helper()
	line, start := 1, 0
	for i, c := range data {
		if line == r.Line {
			break
		}
		if c == '\n' {
			line, start = line+1, i+1
		}
	}
	if r.Line != line || r.Column < 1 || start+r.Column-1 > len(data) {
		t.Errorf("place %+v is outside the text of %d bytes", r, len(data))
	}
	if r.EndLine != 0 && (r.EndLine < r.Line || r.EndLine == r.Line && r.EndColumn <= r.Column) {
		t.Errorf("place %+v ends before it begins", r)
	}
}
