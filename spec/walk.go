package spec

import (
	"path"
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
	trail *step  // to the value being visited
	base  string // the URI of what is being visited, where the author gave one

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
	trail *step
	names bool
	base  string
}

// step is one segment of the way to a value. Pointers are put together only
// where one is told: kept for each value they would take the square of the
// text.
type step struct {
	segment string
	index   int        // of a list's item, else -1
	key     *yaml.Node // that the value stands under; nil for a list's item
	up      *step
}

// pointer returns the JSON pointer of the steps and of the names below them.
func (s *step) pointer(below ...string) string {
	var segments []string
	for ; s != nil; s = s.up {
		segment := escapePointer(s.segment)
		if s.index >= 0 {
			segment = strconv.Itoa(s.index)
		}
		segments = append(segments, segment)
	}
	slices.Reverse(segments)
	for _, name := range below {
		segments = append(segments, escapePointer(name))
	}
	if len(segments) == 0 {
		return ""
	}
	return "/" + strings.Join(segments, "/")
}

// walkFile visits the whole file.
func (w *walker) walkFile() {
	w.met, w.aliased = map[*yaml.Node]bool{}, map[*yaml.Node]bool{}
	w.walk(w.file.root, false)
	for i := 0; i < len(w.later); i++ { // it grows on the way
		next := w.later[i]
		if !w.met[next.value] {
			w.trail, w.base = next.trail, next.base
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
			w.below(step{index: i, up: w.trail}, item, false)
		}
	case yaml.MappingNode:
		w.keys(y)
		outer := w.base
		if !names {
			w.enter(y)
		}
		for i := 0; i+1 < len(y.Content); i += 2 {
			key, value := y.Content[i], y.Content[i+1]
			if key.Value == excuseKey {
				w.file.excuse(y, key, value, w.trail)
			}
			if !names {
				if isData(key.Value, value) {
					continue
				}
				w.keyword(y, key, value)
			} else if key.Value == "$ref" && len(y.Content) == 2 && kindOf(value) == String {
				// No value below names is a string: whoever writes this means
				// that the names are elsewhere.
				w.keyword(y, key, value)
				w.doc.elsewhere[y] = true
			}
			w.below(step{segment: key.Value, index: -1, key: key, up: w.trail}, value, !names && isNames(key.Value))
		}
		w.base = outer
	}
}

// enter notes the URI that the author gave to a mapping, which references in it
// start from: $id to a schema, $self to a document.
func (w *walker) enter(y *yaml.Node) {
	for i := 0; i+1 < len(y.Content); i += 2 {
		key, value := y.Content[i], y.Content[i+1]
		if key.Value == "$id" || key.Value == "$self" && y == w.file.root {
			if kindOf(value) != String || value.Value == "" || len(value.Value) > MaxName || value.Value[0] == '#' {
				continue
			}
			self := Node{file: w.file, value: y, trail: w.trail}
			if base := absolute(w.base, value.Value); len(base) <= MaxName {
				w.base = base
			}
			w.doc.ids[value.Value], w.doc.ids[w.base] = self, self
		}
	}
}

// below visits a value that is a step away.
func (w *walker) below(next step, y *yaml.Node, names bool) {
	switch y.Kind {
	case yaml.ScalarNode:
		if y.Anchor != "" {
			w.met[y] = true
		}
	case yaml.AliasNode:
		if !w.aliased[y.Alias] {
			w.aliased[y.Alias] = true
			w.later = append(w.later, later{y.Alias, &next, names, w.base})
		}
	default:
		w.trail = &next
		w.walk(y, names)
		w.trail = next.up
	}
}

// keyword notes the entries that later lookups need.
func (w *walker) keyword(owner, key, value *yaml.Node) {
	if key.Value == "mapping" && w.trail != nil && w.trail.segment == "discriminator" {
		w.mapping(value)
	}
	if key.Value == "" || key.Value[0] != '$' || kindOf(value) != String {
		return
	}
	switch key.Value {
	case "$dynamicRef": // where it leads in another dynamic scope is not followed
		if own, _ := w.file.ownField(owner, "$ref"); own != nil {
			return
		}
		fallthrough
	case "$ref":
		w.references = append(w.references, reference{owner, key, value, w.file, w.trail, w.base})
	case "$anchor", "$dynamicAnchor":
		self := Node{file: w.file, value: owner, trail: w.trail}
		w.file.anchors[value.Value] = self
		if w.base != "" {
			w.doc.ids[w.base+"#"+value.Value] = self
		}
	}
}

// mapping notes the files in which a discriminator has its subtypes. One that cannot
// be read is no problem here: its name may be that of a schema.
func (w *walker) mapping(y *yaml.Node) {
	if y.Kind != yaml.MappingNode {
		return
	}
	for i := 1; i < len(y.Content); i += 2 {
		location, _, _ := strings.Cut(y.Content[i].Value, "#")
		switch path.Ext(location) {
		case ".yaml", ".yml", ".json":
			w.subtypes = append(w.subtypes, subtype{w.file, location})
		}
	}
}

// keys reports keys that are no names and names that stand twice.
func (w *walker) keys(y *yaml.Node) {
	w.file.makeIndex(y)
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := y.Content[i]
		switch {
		case key.Kind == yaml.AliasNode, isMerge(key):
			continue // an alias is a name all the same; no reader of ours asks for it
		case key.Kind != yaml.ScalarNode:
			if !w.problems.full() {
				w.problems.add(w.file.rangeOf(key), w.trail.pointer(), "write the key as plain text", "a key is no text but a collection, and is ignored")
			}
		default:
			if last, _ := w.file.ownField(y, key.Value); last != key {
				w.file.doubled[y] = true
				w.twice(last, key)
			}
		}
	}
}

// twice reports a name at its last place, which counts, for an earlier one.
func (w *walker) twice(last, earlier *yaml.Node) {
	if w.problems.full() {
		return
	}
	at := w.file.rangeOf(earlier)
	w.problems.add(w.file.rangeOf(last), w.trail.pointer(last.Value), "merge the two, or remove one",
		"key %q stands twice, earlier in line %d, and the last one counts", clip(last.Value), at.Line)
	w.problems[len(w.problems)-1].Related = []Related{{Range: at, Message: "the earlier one"}}
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
