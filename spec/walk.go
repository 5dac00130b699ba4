package spec

import (
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// walker visits every value of one file once. It never follows an alias, so
// that its cost is that of the text.
type walker struct {
	*loader
	file  *file
	trail []string // of escaped pointer segments

	// What an alias stands for may be found nowhere else, as below an
	// extension that only holds anchors. It is visited after all others,
	// unless it was met in its own place.
	met     map[*yaml.Node]bool // anchored values that were visited
	aliased map[*yaml.Node]bool // values that were put off
	later   []later
}

// later is a value that an alias stands for, where the alias stands.
type later struct {
	value *yaml.Node
	trail []string
	names bool
}

// walkFile visits the whole file.
func (w *walker) walkFile() {
	w.met, w.aliased = map[*yaml.Node]bool{}, map[*yaml.Node]bool{}
	w.walk(w.file.root, false)
	for i := 0; i < len(w.later); i++ { // it grows on the way
		next := w.later[i]
		if !w.met[next.value] {
			w.trail = next.trail
			w.walk(next.value, next.names)
		}
	}
}

// walk notes the references, anchors and doubled keys in y. Under names, keys
// are names that the author chose, as below properties, and no keywords.
//
// The parser bounds the depth of y to ten thousand, and so the recursion.
func (w *walker) walk(y *yaml.Node, names bool) {
	if y.Anchor != "" {
		w.met[y] = true
	}
	switch y.Kind {
	case yaml.SequenceNode:
		for i, item := range y.Content {
			w.below(strconv.Itoa(i), item, false)
		}
	case yaml.MappingNode:
		w.keys(y)
		for i := 0; i+1 < len(y.Content); i += 2 {
			key, value := y.Content[i], y.Content[i+1]
			if !names {
				if isData(key.Value, value) {
					continue
				}
				w.keyword(y, key, value)
			}
			w.below(escapePointer(key.Value), value, !names && isNames(key.Value))
		}
	}
}

func (w *walker) below(segment string, y *yaml.Node, names bool) {
	w.trail = append(w.trail, segment)
	if y.Kind == yaml.AliasNode && !w.aliased[y.Alias] {
		w.aliased[y.Alias] = true
		w.later = append(w.later, later{y.Alias, slices.Clone(w.trail), names})
	}
	w.walk(y, names)
	w.trail = w.trail[:len(w.trail)-1]
}

// pointer returns the JSON pointer of the mapping being visited, and of the
// value below it where one is named.
func (w *walker) pointer(below ...string) string {
	var b strings.Builder
	for _, s := range slices.Concat(w.trail, below) {
		b.WriteByte('/')
		b.WriteString(s)
	}
	return b.String()
}

// keyword notes the entries that later lookups need.
func (w *walker) keyword(owner, key, value *yaml.Node) {
	if key.Value == "" || key.Value[0] != '$' || kindOf(value) != String {
		return
	}
	self := func() Node { return Node{file: w.file, value: owner, pointer: w.pointer()} }
	switch key.Value {
	case "$ref":
		at := Node{w.file, value, key, w.pointer("$ref")}
		w.references = append(w.references, reference{at: at, from: owner})
	case "$anchor", "$dynamicAnchor":
		w.file.anchors[value.Value] = self()
	case "$id":
		w.doc.ids[value.Value] = self()
	}
}

// keys reports keys that are no names and names that stand twice.
func (w *walker) keys(y *yaml.Node) {
	const few = 16 // below this, comparing is cheaper than hashing
	var seen map[string]*yaml.Node
	if len(y.Content) > 2*few {
		seen = make(map[string]*yaml.Node, len(y.Content)/2)
	}
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := y.Content[i]
		if key.Kind == yaml.AliasNode {
			continue // a name all the same; no reader of ours asks for it
		}
		if key.Kind != yaml.ScalarNode {
			w.problems.add(w.file.rangeOf(key), w.pointer(), "write the key as plain text", "a key is no text but a collection, and is ignored")
			continue
		}
		first := seen[key.Value]
		if seen != nil && first == nil {
			seen[key.Value] = key
		}
		for j := 0; seen == nil && j < i && first == nil; j += 2 {
			if k := y.Content[j]; k.Value == key.Value && k.Kind == yaml.ScalarNode {
				first = k
			}
		}
		if first != nil && !isMerge(key) {
			w.file.doubled[y] = true
			w.twice(key, first)
		}
	}
}

func (w *walker) twice(key, first *yaml.Node) {
	before := len(w.problems)
	at := w.file.rangeOf(first)
	w.problems.add(w.file.rangeOf(key), w.pointer(escapePointer(key.Value)), "merge the two, or remove one",
		"key %q stands twice, first in line %d, and the last one counts", clip(key.Value), at.Line)
	if len(w.problems) > before {
		w.problems[before].Related = []Related{{Range: at, Message: "the first one"}}
	}
}

// isData reports whether what stands under the keyword is an example or an
// extension: a $ref in it is text.
func isData(keyword string, value *yaml.Node) bool {
	switch keyword {
	case "example", "default", "const", "enum", "value", "dataValue":
		return true
	case "examples": // a list in a schema; elsewhere a mapping of Example Objects
		return value.Kind == yaml.SequenceNode
	}
	return strings.HasPrefix(keyword, "x-")
}

// isNames reports whether the keys below the keyword are the author's names.
func isNames(keyword string) bool {
	switch keyword {
	case "properties", "patternProperties", "dependentSchemas", "$defs", "definitions",
		"schemas", "responses", "parameters", "requestBodies", "headers", "securitySchemes",
		"securityDefinitions", "links", "callbacks", "pathItems", "mediaTypes", "examples",
		"paths", "webhooks", "content", "encoding", "variables", "mapping", "additionalOperations":
		return true
	}
	return false
}
