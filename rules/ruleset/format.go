package ruleset

import (
	"bytes"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"github.com/apiward/apiward/rules"
)

// Format returns the text of a policy in the one form that all policies have:
// indented by two, equal signs in line, line feeds at the ends of lines. Comments
// and the texts of heredocs stay as they are. Name is what mistakes call it; they
// are of type [Diagnostics], and a text with a mistake in its syntax has no form.
func Format(name string, text []byte) ([]byte, error) {
	if len(text) > maxSize {
		return nil, Diagnostics{{At: rules.Place{File: name}, Problem: "the policy was not read", Help: tooLarge(int64(len(text))).Error()}}
	}
	l := &loader{}
	f := &file{loader: l, source: source{name: name}, text: string(text)}
	if f.isText() {
		_, mistakes := parse(text, name)
		f.tellSyntax(mistakes)
	}
	if len(l.mistakes) > 0 {
		return nil, l.mistakes.sorted()
	}
	var lines []byte
	for line := range bytes.Lines(text) {
		lines = append(append(lines, bytes.TrimRight(line, "\r\n")...), '\n')
	}
	form := hclwrite.Format(lines)
	if f.tellJoined(lines, form); len(l.mistakes) > 0 {
		return nil, l.mistakes.sorted()
	}
	return tidy(form), nil
}

// tellJoined reports where the form would join what a blank keeps apart, and so say
// something else: "0 .0" is an element of a number, and "0.0" is a number.
func (f *file) tellJoined(text, form []byte) {
	before, _ := hclsyntax.LexConfig(text, f.name, hcl.InitialPos)
	after, _ := hclsyntax.LexConfig(form, f.name, hcl.InitialPos)
	for i, token := range before {
		if i >= len(after) || token.Type != after[i].Type {
			f.tell(token.Range, "without the blank before it this says something else", "write what stands ahead in parentheses")
			return
		}
	}
}

// tidy returns a text without blank lines at its ends, that ends with a line
// feed unless it is empty.
func tidy(text []byte) []byte {
	text = bytes.Trim(text, "\n")
	if len(text) == 0 {
		return nil
	}
	return slices.Concat(text, []byte("\n"))
}
