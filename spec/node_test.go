package spec_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
)

// load returns a document that must load.
func load(t *testing.T, text string) *spec.Document {
	t.Helper()
	doc, err := spec.Load("api.yaml", []byte(text), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestRanges holds the place of values and keys against the text they cover.
func TestRanges(t *testing.T) {
	const text = "\uFEFFopenapi: 3.0.3\r\n" +
		"x: {\"gr\u00f6\u00dfe\": 'it''s', \"\\\"q\": \"a\\\"b\", e: {}, l: []}\r\n" +
		"x-b: |\r\n  block\r\n" +
		"x-m: a\r\n  b\r\n" +
		"x-e:\r\n" +
		"last: end"
	doc := load(t, text)
	x := doc.Root().Field("x")
	tests := []struct {
		name string
		at   spec.Range
		want string // the covered text; "" where only the start is known
	}{
		{"version", doc.Root().Field("openapi").Range(), "3.0.3"},
		{"first key", doc.Root().Field("openapi").KeyRange(), "openapi"},
		{"single quotes", x.Field("größe").Range(), "'it''s'"},
		{"quoted key", x.Field("größe").KeyRange(), "\"größe\""},
		{"double quotes", x.Field("\"q").Range(), `"a\"b"`},
		{"empty mapping", x.Field("e").Range(), "{}"},
		{"empty list", x.Field("l").Range(), "[]"},
		{"collection", x.Range(), ""},
		{"block", doc.Root().Field("x-b").Range(), ""},
		{"several lines", doc.Root().Field("x-m").Range(), ""},
		{"last", doc.Root().Field("last").Range(), "end"},
	}
	lines := strings.SplitAfter(text, "\n")
	for _, test := range tests {
		r := test.at
		got := ""
		if r.EndLine != 0 {
			got = lines[r.Line-1][r.Column-1 : r.EndColumn-1]
		}
		if got != test.want || r.File != "api.yaml" || r.Line == 0 || r.EndLine != 0 && r.EndLine != r.Line {
			t.Errorf("%s: %+v covers %q, want %q", test.name, r, got, test.want)
		}
	}
	if r := doc.Root().Field("last").Range(); r.Line != 8 || r.Column != 7 || r.EndColumn != 10 {
		t.Errorf("last is at %+v, want 8:7 to 8:10", r)
	}
	if r := doc.Root().Field("openapi").KeyRange(); r.Column != 4 {
		t.Errorf("the byte order mark has three bytes, column %d", r.Column)
	}
}

// TestNodes shows fields under merges, doubled names and references.
func TestNodes(t *testing.T) {
	doc := load(t, `openapi: 3.0.3
x-base: &base {a: base, b: base}
x-more: &more {<<: *base, b: more, c: more}
merged: {<<: [*more], c: own}
doubled: {a: 1, b: 2, a: 3}
kinds: [text, 1, 1.5, true, null, ~, [], {}, "1", yes]
"a/b~c": {"": {x: deep}}
to: {$ref: "#/a~1b~0c/"}
`)
	var fields []string
	for name, n := range doc.Root().Field("merged").Fields() {
		fields = append(fields, name+"="+n.Text())
	}
	if want := []string{"c=own", "b=more", "a=base"}; !slices.Equal(fields, want) {
		t.Errorf("merged fields %q, want %q", fields, want)
	}
	fields = nil
	for name, n := range doc.Root().Field("doubled").Fields() {
		fields = append(fields, name+"="+n.Scalar())
	}
	if want := []string{"a=3", "b=2"}; !slices.Equal(fields, want) {
		t.Errorf("doubled fields %q, want %q", fields, want)
	}
	var kinds []string
	for _, n := range doc.Root().Field("kinds").Items() {
		kinds = append(kinds, n.Kind().String())
	}
	if got, want := strings.Join(kinds, ", "), "a string, a number, a number, a boolean, null, null, a list, a mapping, a string, a string"; got != want {
		t.Errorf("kinds %s, want %s", got, want)
	}
	target, ok := doc.Root().Field("to").Resolve()
	if !ok || target.Field("x").Text() != "deep" || target.Field("x").Pointer() != "/a~1b~0c//x" {
		t.Errorf("resolved %t to %q at %s", ok, target.Field("x").Text(), target.Field("x").Pointer())
	}
	var absent spec.Node
	if absent.Field("a").Exists() || absent.Kind() != spec.Absent || absent.Range() != (spec.Range{}) || absent.Len() != 0 || absent.True() {
		t.Error("the absent node is not absent")
	}
	if _, ok := absent.Resolve(); ok {
		t.Error("the absent node resolves")
	}
}

// TestIgnores shows which comments are directives, and which line they cover.
func TestIgnores(t *testing.T) {
	doc := load(t, `openapi: 3.0.3 # apiward:ignore a_rule -- beside
# apiward:ignore b_rule,c_rule -- above
# and a remark
paths:
  #apiward:ignore d_rule
  /a: {}
info:
  title: "# apiward:ignore e_rule -- in quotes"
  description: |
    An example:
    # apiward:ignore f_rule -- in a block
      # apiward:ignore g_rule -- deeper in it

    more
  # apiward:ignore h_rule -- behind the block
  version: '1'
  x-folded: >-
    # apiward:ignore i_rule -- in a folded block
  x-plain: a#apiward:ignore j_rule -- no blank before it
# apiward:ignored k_rule -- another word
# say apiward:ignore l_rule -- not at the start
x-more: {a: b, # apiward:ignore m_rule -- inside braces
  c: d}
# apiward:ignore n_rule -- at the end
`)
	var got []string
	for _, ig := range doc.Ignores() {
		got = append(got, fmt.Sprintf("%s %s:%d:%d covers %d: %s", strings.Join(ig.Rules, "+"), ig.At.File, ig.At.Line, ig.At.Column, ig.Line, ig.Reason))
	}
	want := []string{
		"a_rule api.yaml:1:16 covers 1: beside",
		"b_rule+c_rule api.yaml:2:1 covers 4: above",
		"d_rule api.yaml:5:3 covers 6: ",
		"h_rule api.yaml:15:3 covers 16: behind the block",
		"m_rule api.yaml:22:16 covers 22: inside braces",
		"n_rule api.yaml:24:1 covers 25: at the end",
	}
	if !slices.Equal(got, want) {
		t.Errorf("ignores\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
	if rules.Ignored(doc.Ignores(), "c_rule", rules.Place{File: "api.yaml", Line: 4, Column: 1}) < 0 {
		t.Error("a directive above a key does not excuse a finding at the key")
	}
}

// TestExtensions shows what x-apiward-ignore covers, and that what is no rule
// with a reason is kept to be told.
func TestExtensions(t *testing.T) {
	text := `openapi: 3.0.3
x-apiward-ignore:
  a_rule: everywhere
paths:
  /a:
    get:
      x-apiward-ignore: {b_rule: here, c_rule: " ", d_rule: 5}
      responses:
        "200":
          description: |
            ok

            more
    put:
      x-apiward-ignore: [e_rule]
    post: {x-apiward-ignore: f_rule}
    patch: {x-apiward-ignore: }
    delete:
      parameters:
        - name: p
          x-apiward-ignore: &x {g_rule: this one}
        - name: q
          x-apiward-ignore: *x
      example: {x-apiward-ignore: {h_rule: data}}
`
	check := func(name, text string, want []string) {
		doc, err := spec.Load(name, []byte(text), spec.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, ig := range doc.Ignores() {
			s := ig.Object
			got = append(got, fmt.Sprintf("%s at %d:%d covers %d:%d to %d:%d: %q", strings.Join(ig.Rules, "+"), ig.At.Line, ig.At.Column, s.Line, s.Column, s.EndLine, s.EndColumn, ig.Reason))
		}
		if !slices.Equal(got, want) {
			t.Errorf("ignores\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
		}
	}
	check("api.yaml", text, []string{
		`a_rule at 3:3 covers 1:1 to 25:1: "everywhere"`,
		`b_rule at 7:26 covers 6:5 to 14:1: "here"`,
		`c_rule at 7:40 covers 6:5 to 14:1: ""`,
		`d_rule at 7:53 covers 6:5 to 14:1: ""`,
		`e_rule at 15:26 covers 14:5 to 15:32: ""`,
		`f_rule at 16:30 covers 16:5 to 16:36: ""`,
		` at 17:13 covers 17:5 to 17:31: ""`,
		`g_rule at 21:33 covers 20:11 to 21:49: "this one"`,
		`g_rule at 21:33 covers 22:11 to 23:31: "this one"`,
	})
	check("api.json", `{"openapi": "3.0.3", "paths": {"/a": {"get": {"x-apiward-ignore": {"a_rule": "why"}, "tags": []}, "put": {}}}}`, []string{
		`a_rule at 1:68 covers 1:39 to 1:96: "why"`,
	})
}
