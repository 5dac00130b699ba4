package spec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apiward/apiward/spec"
)

// covered returns the text in a range.
func covered(text string, r spec.Range) string {
	lines := strings.SplitAfter(text, "\n")
	if r.Line == r.EndLine {
		return lines[r.Line-1][r.Column-1 : r.EndColumn-1]
	}
	out := lines[r.Line-1][r.Column-1:]
	for n := r.Line; n < r.EndLine-1; n++ {
		out += lines[n]
	}
	if r.EndLine <= len(lines) {
		out += lines[r.EndLine-1][:r.EndColumn-1]
	}
	return out
}

// TestWhole holds what covers all of a text, and a part of it, against the text.
func TestWhole(t *testing.T) {
	const text = "openapi: 3.0.3\n" +
		"x-b: |\n  one key here\n\n  two\nx-m: a key\n  that goes on\n" +
		"x-q: \"a \\\n  key\"\nx-s: 'it''s a key'\nx-p: plain key\nx-l: [a]\nlast: >\n  key"
	doc := load(t, text)
	for name, want := range map[string][2]string{
		"x-b":  {"|\n  one key here\n\n  two\n", "key"},
		"x-m":  {"a key\n  that goes on", "key"},
		"x-q":  {"\"a \\\n  key\"", "key"},
		"x-s":  {"'it''s a key'", "key"},
		"x-p":  {"plain key", "key"},
		"last": {">\n  key", "key"},
	} {
		n := doc.Root().Field(name)
		if got := covered(text, n.Whole()); got != want[0] {
			t.Errorf("%s is %q, want %q", name, got, want[0])
		}
		at := strings.Index(n.Text(), want[1])
		if got := covered(text, n.Inside(at, at+len(want[1]))); got != want[1] {
			t.Errorf("the key in %s is %q", name, got)
		}
	}
	if r := doc.Root().Field("x-l").Whole(); r.EndLine != 0 {
		t.Errorf("a list ends at %+v", r)
	}
}

// TestScalars holds the role of each value, and its pointer, against where it
// stands.
func TestScalars(t *testing.T) {
	const body = `
x-a: {example: A}
info: {title: P, version: K, description: P}
paths:
  /x:
    get:
      summary: P
      parameters:
        - {name: K, in: K, example: S, schema: {type: K, default: D, enum: [E, E], const: C, x-y: A}}
      responses:
        default:
          description: P
          content:
            application/json:
              examples: {value: {value: {description: S, example: [S]}, summary: P}, short: S}
              schema: {examples: [S], properties: {example: {type: K}, default: {type: K}, x-z: {type: K}}}
`
	for version, text := range map[string]string{
		"3.1": "openapi: 3.1.0" + body,
		"2.0": "swagger: \"2.0\"" + strings.ReplaceAll(body, "value: {value: {description: S, example: [S]}, summary: P}", "value: {value: {description: S, example: [S]}, summary: S}"),
	} {
		doc := load(t, text)
		letters := map[spec.Role]string{
			spec.Keyword: "K", spec.Prose: "P", spec.Sample: "S", spec.Default: "D", spec.Constant: "C", spec.Choice: "E", spec.Extension: "A",
		}
		seen := 0
		doc.Scalars(func(p *spec.Place) {
			if p.Key == "openapi" || p.Key == "swagger" {
				return
			}
			seen++
			n := p.Node()
			if p.Text() != letters[p.Role] || n.Scalar() != p.Text() {
				t.Errorf("%s: %s is %q, want %s", version, n.Pointer(), p.Text(), letters[p.Role])
			}
			at := doc.Root()
			for segment := range strings.SplitSeq(n.Pointer()[1:], "/") {
				var index int
				if _, err := fmt.Sscanf(segment, "%d", &index); err == nil {
					for i, item := range at.Items() {
						if i == index {
							at = item
							break
						}
					}
					continue
				}
				at = at.Field(strings.ReplaceAll(segment, "~1", "/"))
			}
			if at.Identity() != n.Identity() {
				t.Errorf("%s: %s leads elsewhere", version, n.Pointer())
			}
		})
		if seen != 23 {
			t.Errorf("%s: %d values, want 23", version, seen)
		}
	}
}
