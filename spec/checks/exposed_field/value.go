package exposed_field

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/rules/sensitive"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// maxShapes bounds the schemas that are looked at to know what a value can be.
const maxShapes = 50

// valueOf returns what the values of a schema can be, in any of its branches and
// as items of lists.
func valueOf(s *lint.Schema) sensitive.Value {
	var v sensitive.Value
	queue := []*lint.Schema{s}
	for i := 0; i < len(queue) && i < maxShapes; i++ {
		at := queue[i]
		add := func(more []*lint.Schema) {
			for _, m := range more {
				if !slices.Contains(queue, m) {
					queue = append(queue, m)
				}
			}
		}
		for _, t := range at.Types() {
			switch t {
			case "string":
				v.Text = true
			case "integer", "number":
				v.Number = true
			case "boolean":
				v.Bool = true
			case "object":
				v.Object = true
			case "array":
				v.List = true
				for _, part := range at.All() {
					add(part.Items())
				}
			}
		}
		for _, part := range at.All() {
			v.Object = v.Object || len(part.Properties()) > 0 || len(part.Values()) > 0
			add(part.Branches())
		}
	}
	enum := s.Keyword("enum")
	v.Choice = enum.Len() > 0 || s.Keyword("const").Exists()
	v.Format = s.Keyword("format").Text()
	if max := s.Keyword("maxLength"); max.Kind() == spec.Number && len(max.Scalar()) == 1 && max.Scalar() <= "4" {
		v.MaxLength = int(max.Scalar()[0] - '0')
	}
	return v
}

// masked reports whether the values are shown in part, or only said to be
// there: by their pattern, their example or what is written about them.
func masked(p *lint.Property) bool {
	pattern := p.Schema.Keyword("pattern").Text()
	if strings.Contains(pattern, `\*`) || strings.Contains(pattern, "[*]") {
		return true
	}
	for _, node := range []spec.Node{p.Node, p.Schema.Node} {
		example := node.Field("example").Text()
		if strings.Contains(example, "***") || strings.Contains(example, "•••") || strings.Contains(strings.ToLower(example), "redacted") {
			return true
		}
		if text := node.Field("description").Text(); text != "" && saysMasked(text[:min(len(text), maxDescription)]) {
			return true
		}
	}
	return false
}

// maxDescription bounds what is read of a description.
const maxDescription = 4096

// saysMasked reports whether a description tells people that a value is not
// there in whole.
func saysMasked(text string) bool {
	words := sensitive.Words(text)
	for i, w := range words {
		next, after := "", ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		if i+2 < len(words) {
			after = words[i+2]
		}
		switch {
		case w == "masked", w == "redacted", w == "obfuscated",
			w == "write" && next == "only",
			w == "never" && (next == "returned" || next == "exposed" || next == "sent"),
			w == "not" && (next == "returned" || next == "exposed"),
			w == "last" && (next == "four" || next == "4") && after == "digit":
			return true
		}
	}
	return false
}
