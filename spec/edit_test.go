package spec_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/apiward/apiward/spec"
)

// apply makes edits in a text, which are in the order of their places.
func apply(text []byte, edits ...spec.Edit) []byte {
	at := func(line, column int) int {
		offset := 0
		for range line - 1 {
			offset += bytes.IndexByte(text[offset:], '\n') + 1
		}
		return offset + column - 1
	}
	out := string(text)
	for _, e := range slices.Backward(edits) {
		out = out[:at(e.Line, e.Column)] + e.Text + out[at(e.EndLine, e.EndColumn):]
	}
	return []byte(out)
}

func TestEdits(t *testing.T) {
	const head = "openapi: 3.0.3\n"
	one := func(e spec.Edit, ok bool) ([]spec.Edit, bool) { return []spec.Edit{e}, ok }
	with := func(before ...string) func(spec.Node) ([]spec.Edit, bool) {
		return func(n spec.Node) ([]spec.Edit, bool) { return one(n.With("added", `[{"key": []}]`, before...)) }
	}
	without := func(drop ...int) func(spec.Node) ([]spec.Edit, bool) {
		return func(n spec.Node) ([]spec.Edit, bool) { return n.Without(drop...) }
	}
	rewrite := func(text string) func(spec.Node) ([]spec.Edit, bool) {
		return func(n spec.Node) ([]spec.Edit, bool) { return one(n.Rewrite(0, 4, text)) }
	}
	for _, test := range []struct {
		name, before string // the value under x
		edit         func(spec.Node) ([]spec.Edit, bool)
		after        string // "": no edit
	}{
		{"behind a line", "x:\n  a: 1 # one\n  b: 2\n", with(), "x:\n  a: 1 # one\n  added: [{key: []}]\n  b: 2\n"},
		{"at the end of the file", "x:\n  a: 1", with(), "x:\n  a: 1\n  added: [{key: []}]"},
		{"in front of a key", "x:\n  a: 1\n\n  # of b\n  b:\n    c: 1\n", with("z", "b"), "x:\n  a: 1\n\n  added: [{key: []}]\n  # of b\n  b:\n    c: 1\n"},
		{"in front of a collection", "x:\n  b:\n    c: 1\n", with(), "x:\n  added: [{key: []}]\n  b:\n    c: 1\n"},
		{"text blocks", "x:\n  a: |\n    b\n  c: >-\n    d\n", with(), "x:\n  added: [{key: []}]\n  a: |\n    b\n  c: >-\n    d\n"},
		{"braces", "x: { a: 1, b: 2 }\n", with(), "x: { added: [{key: []}], a: 1, b: 2 }\n"},
		{"braces, in front of a key", "x: { a: 1, b: 2 }\n", with("b"), "x: { a: 1, added: [{key: []}], b: 2 }\n"},
		{"braces over lines", "x: {\n    a: 1,\n    b: 2 }\n", with(), "x: {\n    added: [{key: []}],\n    a: 1,\n    b: 2 }\n"},
		{"nothing between braces", "x: {}\n", with(), "x: {added: [{key: []}]}\n"},
		{"JSON in YAML", `x: {"a": 1}` + "\n", with(), `x: {"added": [{"key": []}], "a": 1}` + "\n"},
		{"there already", "x: { added: 1 }\n", with(), ""},
		{"an anchor", "x: &x { a: 1 }\n", with(), ""},
		{"a merge", "y: &y { a: 1 }\nx: { <<: *y }\n", with(), ""},
		{"no mapping", "x: [1]\n", with(), ""},
		{"first of a list", "x: [http, https] # both\n", without(0), "x: [https] # both\n"},
		{"last of a list", "x: [ 'https' , \"http\" ]\n", without(1), "x: [ 'https' ]\n"},
		{"line of a list", "x:\n  - http # old\n  # new\n  - https\n", without(0), "x:\n  # new\n  - https\n"},
		{"last line of a list", "x:\n- https\n- http", without(1), "x:\n- https\n"},
		{"the only one", "x: [http]\n", without(0), ""},
		{"all", "x: [http, ws]\n", without(0, 1), ""},
		{"one that is not there", "x: [http, ws]\n", without(2), ""},
		{"several of a list", "x: [http, https, ws, wss, a]\n", without(0, 2, 4), "x: [https, wss]\n"},
		{"beside one another", "x: [http, ws, https, wss]\n", without(0, 1), "x: [https, wss]\n"},
		{"beside one another at the end", "x: [https, wss, http,\n  ws]\n", without(2, 3), "x: [https, wss]\n"},
		{"a comment between them", "x: [https, http, # old\n  ws]\n", without(1, 2), ""},
		{"several lines of a list", "x:\n  - http\n  - ws # w\n  - https\n", without(0, 1), "x:\n  - https\n"},
		{"lines that an editor does not see", "x:\n  - a\n  - b\n# c\r# d\n", without(0), ""},
		{"a line that begins in the middle", "x:\n  a: 1\r  responses: 2\n", with("added", "1", "responses"), ""},
		{"a list of collections", "x:\n  - a: 1\n  - b: 2\n", without(0), ""},
		{"a comment inside", "x: [http, # old\n  https]\n", without(0), ""},
		{"plain", "x: http://a\n", rewrite("https"), "x: https://a\n"},
		{"double quotes", "x: \"http://a\"\n", rewrite("https"), "x: \"https://a\"\n"},
		{"single quotes", "x: 'http'\n", rewrite("https"), "x: 'https'\n"},
		{"a text block", "x: |\n  http://a\n", rewrite("https"), "x: |\n  https://a\n"},
		{"escapes", `x: "\u0068ttp"` + "\n", rewrite("https"), ""},
		{"what needs quotes", "x: http\n", rewrite("a: b"), ""},
		{"a number", "x: 5\n", rewrite("https"), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc, err := spec.Load("api.yaml", []byte(head+test.before), spec.Options{})
			if err != nil {
				t.Fatal(err)
			}
			edits, ok := test.edit(doc.Root().Field("x"))
			if ok != (test.after != "") {
				t.Fatalf("an edit is made: %v, %+v", ok, edits)
			}
			if !ok {
				return
			}
			if got := string(apply([]byte(head+test.before), edits...)); got != head+test.after {
				t.Errorf("behind it\n%s\nwant\n%s", got, head+test.after)
			}
		})
	}
}

// FuzzEdits shows that whatever is edited is a document behind it, with what was
// added and without what was removed.
func FuzzEdits(f *testing.F) {
	seeds, err := filepath.Glob(filepath.Join("checks", "*", "testdata", "*.yaml"))
	if err != nil || len(seeds) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, seed := range seeds {
		data, err := os.ReadFile(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := spec.Load("api.yaml", data, spec.Options{MaxBytes: 1 << 12})
		if err != nil {
			return
		}
		budget := 25
		var visit func(path []string, n spec.Node)
		visit = func(path []string, n spec.Node) {
			if budget--; budget < 0 || len(path) > 30 {
				return
			}
			if e, ok := n.With("added", `[{"key": []}]`, "responses"); ok {
				behind, err := spec.Load("api.yaml", apply(data, e), spec.Options{})
				if err != nil {
					t.Fatalf("%v of %q in %+v: %v", path, data, e, err)
				}
				if !follow(behind.Root(), path).Field("added").Exists() {
					t.Errorf("%v of %q in %+v: nothing was added", path, data, e)
				}
			}
			for _, drop := range [][]int{{0}, {1}, {0, 1}, {0, 2}, {1, 2}} {
				edits, ok := n.Without(drop...)
				if !ok {
					continue
				}
				behind, err := spec.Load("api.yaml", apply(data, edits...), spec.Options{})
				if err != nil {
					t.Fatalf("%v of %q in %+v: %v", path, data, edits, err)
				}
				if follow(behind.Root(), path).Len() != n.Len()-len(drop) {
					t.Errorf("%v of %q in %+v: %d are not removed", path, data, edits, drop)
				}
			}
			for name, child := range n.Fields() {
				visit(append(path[:len(path):len(path)], name), child)
			}
		}
		visit(nil, doc.Root())
	})
}

func follow(n spec.Node, path []string) spec.Node {
	for _, name := range path {
		n = n.Field(name)
	}
	return n
}
