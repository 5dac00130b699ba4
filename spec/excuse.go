package spec

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/apiward/apiward/rules"
)

// excuseKey is the extension by which an object excuses findings in it.
const excuseKey = "x-apiward-ignore"

// maxExcuses bounds the excuses of a file. An alias can write a few of them
// under ever more objects, and each finding is held against all.
const maxExcuses = 5000

// excuse notes the rules of an extension, each an excuse of its own that covers
// the object. What is no rule with a reason is noted without the part it lacks,
// so that it can be told.
func (f *file) excuse(object, key, value *yaml.Node, trail *step) {
	if len(f.excuses) == maxExcuses {
		return
	}
	span := f.extent(object, trail)
	add := func(at *yaml.Node, reason string, names ...string) {
		if len(f.excuses) == maxExcuses {
			return
		}
		r := f.rangeOf(at)
		f.excuses = append(f.excuses, rules.Ignore{
			Directive: rules.Directive{Rules: names, Reason: strings.TrimSpace(reason)},
			At:        rules.Place{File: f.name, Line: r.Line, Column: r.Column},
			Object:    &span,
		})
	}
	value = deref(value)
	switch {
	case value.Kind == yaml.MappingNode && len(value.Content) > 0:
		for i := 0; i+1 < min(len(value.Content), 2*maxExcuses); i += 2 {
			rule, reason := value.Content[i], deref(value.Content[i+1])
			if rule.Kind != yaml.ScalarNode {
				continue
			}
			text := ""
			if kindOf(reason) == String {
				text = reason.Value
			}
			add(rule, text, rule.Value)
		}
	case value.Kind == yaml.SequenceNode && len(value.Content) > 0:
		for _, rule := range value.Content[:min(len(value.Content), maxExcuses)] {
			if rule = deref(rule); kindOf(rule) == String {
				add(rule, "", rule.Value)
			}
		}
	case kindOf(value) == String && value.Value != "":
		add(value, "", value.Value)
	default:
		add(key, "")
	}
}

// extent returns where an object stands, from the key that it stands under to
// the end of what is last in it.
func (f *file) extent(object *yaml.Node, trail *step) rules.Span {
	first := object
	if trail != nil && trail.key != nil {
		first = trail.key
	}
	start, end := 0, len(f.data)
	if object != f.root {
		start, end = f.offset(first.Line, first.Column), f.endOf(object)
	}
	var s rules.Span
	s.Line, s.Column = f.place(start)
	s.EndLine, s.EndColumn = f.place(end)
	return s
}

// endOf returns the offset behind the last scalar of a value, without what only
// closes it.
func (f *file) endOf(y *yaml.Node) int {
	for len(y.Content) > 0 && y.Kind != yaml.AliasNode {
		y = y.Content[len(y.Content)-1]
	}
	start := f.offset(y.Line, y.Column)
	switch {
	case y.Kind == yaml.AliasNode:
		return min(len(f.data), start+1+len(y.Value))
	case y.Kind != yaml.ScalarNode:
		return min(len(f.data), start+2) // {} or []
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return f.blockEnd(start)
	}
	end := f.scalarEnd(y, start)
	if end == start { // it goes on over several lines
		end = min(len(f.data), start+len(y.Value))
	}
	return end
}
