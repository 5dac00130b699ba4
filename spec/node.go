package spec

import (
	"iter"
	"net/url"
	"path"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Kind says what a value is.
type Kind int

// The kinds of value. The zero Node is Absent, so that a chain of Field calls
// needs no check in between.
const (
	Absent Kind = iota
	Null
	String
	Bool
	Number
	List
	Mapping
)

var kindNames = [...]string{"absent", "null", "a string", "a boolean", "a number", "a list", "a mapping"}

// String returns the kind as a message names it: "a list".
func (k Kind) String() string { return kindNames[k] }

// Node is one value of a document where it stands. The zero Node is absent.
type Node struct {
	file  *file
	value *yaml.Node // never an alias; nil: absent
	key   *yaml.Node // the key it stands under; nil for items and the root
	trail *step      // the way to it in its file
}

// Identity tells values apart: two nodes have the same one when they are the
// same piece of text, whichever alias or reference led there.
type Identity struct{ value *yaml.Node }

// Identity returns the identity of n.
func (n Node) Identity() Identity { return Identity{n.value} }

// Exists reports whether the value is there, be it null.
func (n Node) Exists() bool { return n.value != nil }

// Kind returns what the value is.
func (n Node) Kind() Kind {
	if n.value == nil {
		return Absent
	}
	return kindOf(n.value)
}

func kindOf(y *yaml.Node) Kind {
	switch y.Kind {
	case yaml.MappingNode:
		return Mapping
	case yaml.SequenceNode:
		return List
	}
	switch y.ShortTag() {
	case "!!null":
		return Null
	case "!!bool":
		return Bool
	case "!!int", "!!float":
		return Number
	}
	return String
}

// Text returns a string's value, "" for every other kind.
func (n Node) Text() string {
	if n.Kind() != String {
		return ""
	}
	return n.value.Value
}

// Scalar returns the text of a scalar of any kind, as it is written: YAML reads
// 8443 as a number and yes as a boolean, and an author means the characters.
func (n Node) Scalar() string {
	if n.value == nil || n.value.Kind != yaml.ScalarNode {
		return ""
	}
	return n.value.Value
}

// True reports whether the value is the boolean true.
func (n Node) True() bool { return n.Kind() == Bool && strings.EqualFold(n.value.Value, "true") }

// Pointer returns the JSON pointer of the value in its file. Behind a
// reference it is the pointer of the target.
func (n Node) Pointer() string { return n.trail.pointer() }

// Range returns where the value stands.
func (n Node) Range() Range {
	if n.value == nil {
		return Range{}
	}
	if n.file.places != nil {
		return n.file.placeOf(n.Pointer())
	}
	return n.file.rangeOf(n.value)
}

// KeyRange returns where the value's key stands, or the value itself where it
// has none.
func (n Node) KeyRange() Range {
	if n.key == nil || n.file.places != nil {
		return n.Range()
	}
	return n.file.rangeOf(n.key)
}

// Field returns the value under name, or the absent node. YAML merge keys are
// honoured. Where a name stands twice the last one counts, as it does for most
// readers.
func (n Node) Field(name string) Node {
	if n.value == nil || n.value.Kind != yaml.MappingNode {
		return Node{}
	}
	n = n.meant()
	if key, value := n.file.field(n.value, name); key != nil {
		return n.child(name, key, value)
	}
	return Node{}
}

// meant returns the mapping that holds the names of n, which is n itself but
// for the documents in which they are elsewhere.
func (n Node) meant() Node {
	if len(n.file.doc.elsewhere) > 0 && n.file.doc.elsewhere[n.value] {
		if target, ok := n.Resolve(); ok && target.value.Kind == yaml.MappingNode {
			return target
		}
	}
	return n
}

// Fields yields a mapping's values by name, in the document's order, each name
// once, merged ones last.
func (n Node) Fields() iter.Seq2[string, Node] {
	return func(yield func(string, Node) bool) {
		if n.value == nil || n.value.Kind != yaml.MappingNode {
			return
		}
		n := n.meant()
		if n.file.doubled[n.value] || n.file.hasMerge(n.value) {
			n.distinct(yield)
			return
		}
		for i := 0; i+1 < len(n.value.Content); i += 2 {
			if key := n.value.Content[i]; key.Kind == yaml.ScalarNode && !yield(key.Value, n.child(key.Value, key, n.value.Content[i+1])) {
				return
			}
		}
	}
}

// distinct yields the fields of a mapping in which a name can stand twice, in
// it or in what it merges.
func (n Node) distinct(yield func(string, Node) bool) {
	type entry struct{ key, value *yaml.Node }
	var order []string
	entries := map[string]entry{}
	collect := func(m *yaml.Node, replace bool) {
		for i := 0; i+1 < len(m.Content); i += 2 {
			key := m.Content[i]
			if !isName(key) {
				continue
			}
			_, known := entries[key.Value]
			if !known {
				order = append(order, key.Value)
			}
			if !known || replace {
				entries[key.Value] = entry{key, m.Content[i+1]}
			}
		}
	}
	collect(n.value, true)
	for merged := range n.file.merges(n.value) {
		collect(merged, false)
	}
	for _, name := range order {
		if e := entries[name]; !yield(name, n.child(name, e.key, e.value)) {
			return
		}
	}
}

// Names yields the names of a mapping's values in the order of Fields, without
// the cost of the values: each of those knows its way.
func (n Node) Names() iter.Seq[string] {
	return func(yield func(string) bool) {
		if n.value == nil || n.value.Kind != yaml.MappingNode {
			return
		}
		n := n.meant()
		if n.file.doubled[n.value] || n.file.hasMerge(n.value) {
			n.distinct(func(name string, _ Node) bool { return yield(name) })
			return
		}
		for i := 0; i+1 < len(n.value.Content); i += 2 {
			if key := n.value.Content[i]; key.Kind == yaml.ScalarNode && !yield(key.Value) {
				return
			}
		}
	}
}

// Items yields a list's values.
func (n Node) Items() iter.Seq2[int, Node] {
	return func(yield func(int, Node) bool) {
		if n.value == nil || n.value.Kind != yaml.SequenceNode {
			return
		}
		for i := range n.value.Content {
			if !yield(i, n.item(i)) {
				return
			}
		}
	}
}

// Len returns the number of a list's items.
func (n Node) Len() int {
	if n.value == nil || n.value.Kind != yaml.SequenceNode {
		return 0
	}
	return len(n.value.Content)
}

// maxChain bounds references that lead to references. Nobody writes that many;
// a cycle is as long as this.
const maxChain = 100

// Resolve follows $ref to the value it stands for, and returns other values as
// they are. It reports false where a reference leads nowhere or in a circle.
func (n Node) Resolve() (Node, bool) {
	if n.value == nil {
		return Node{}, false
	}
	for range maxChain {
		target, isRef := n.file.doc.refs[n.value]
		if !isRef {
			return n, true
		}
		if target.value == nil {
			return Node{}, false
		}
		n = target
	}
	return Node{}, false
}

// Refer returns what the text names where n stands, as a $ref there would. It
// knows the files that were loaded, and reads no others: for references that
// are no $ref, as those of a discriminator.
func (n Node) Refer(text string) (Node, bool) {
	if n.value == nil || len(text) > MaxName {
		return Node{}, false
	}
	if node, ok := n.file.doc.ids[text]; ok {
		return node, true
	}
	location, fragment, _ := strings.Cut(text, "#")
	f := n.file
	if location != "" {
		if f = n.file.doc.byName[path.Join(path.Dir(f.name), location)]; f == nil {
			return Node{}, false
		}
	}
	fragment, err := url.PathUnescape(fragment)
	if err != nil {
		return Node{}, false
	}
	if fragment != "" && fragment[0] != '/' {
		node, ok := f.anchors[fragment]
		return node, ok
	}
	at := Node{file: f, value: f.root}
	for segment := range strings.SplitSeq(strings.TrimPrefix(fragment, "/"), "/") {
		if fragment == "" {
			break
		}
		name := unescapePointer(segment)
		if i, err := strconv.Atoi(name); err == nil && at.Kind() == List && i >= 0 && i < at.Len() {
			at = at.item(i)
		} else {
			at = at.Field(name)
		}
	}
	return at, at.Exists()
}

func (n Node) child(name string, key, value *yaml.Node) Node {
	return Node{n.file, deref(value), key, &step{segment: name, index: -1, up: n.trail}}
}

func (n Node) item(i int) Node {
	return Node{n.file, deref(n.value.Content[i]), nil, &step{index: i, up: n.trail}}
}

// deref returns what an alias stands for.
func deref(y *yaml.Node) *yaml.Node {
	if y.Kind == yaml.AliasNode {
		return y.Alias
	}
	return y
}

// field returns the entry of m under name: its own last one, else the first
// that it merges in.
func (f *file) field(m *yaml.Node, name string) (key, value *yaml.Node) {
	if key, value = f.ownField(m, name); key != nil {
		return key, value
	}
	for merged := range f.merges(m) {
		if key, value = f.ownField(merged, name); key != nil {
			return key, value
		}
	}
	return nil, nil
}

// ownField returns the last entry of m under name, without merges.
func (f *file) ownField(m *yaml.Node, name string) (key, value *yaml.Node) {
	if index, ok := f.large[m]; ok {
		if i, ok := index.names[name]; ok {
			return m.Content[i], m.Content[i+1]
		}
		return nil, nil
	}
	for i := len(m.Content) - 2; i >= 0; i -= 2 {
		if key := m.Content[i]; key.Value == name && isName(key) {
			return key, m.Content[i+1]
		}
	}
	return nil, nil
}

// manyEntries is from where on a mapping has an index. Small ones are searched
// faster; a large one that is asked for each of its names would take a time
// that grows with the square of the text.
const manyEntries = 32

// index answers for a large mapping what a search would.
type index struct {
	names  map[string]int // position of the last entry of each name
	merges bool
}

// makeIndex makes the index of m where it is large. It must not be called once
// the document is loaded, because it would change it.
func (f *file) makeIndex(m *yaml.Node) {
	if len(m.Content) < 2*manyEntries || f.large[m].names != nil {
		return
	}
	x := index{names: make(map[string]int, len(m.Content)/2)}
	for i := 0; i+1 < len(m.Content); i += 2 {
		if isName(m.Content[i]) {
			x.names[m.Content[i].Value] = i
		}
		x.merges = x.merges || isMerge(m.Content[i])
	}
	f.large[m] = x
}

// isName reports whether a key is a plain name, and neither a collection nor a
// merge.
func isName(key *yaml.Node) bool { return key.Kind == yaml.ScalarNode && !isMerge(key) }

func isMerge(key *yaml.Node) bool { return key.Value == "<<" && key.ShortTag() == "!!merge" }

func (f *file) hasMerge(m *yaml.Node) bool {
	if !f.mayMerge {
		return false
	}
	if index, ok := f.large[m]; ok {
		return index.merges
	}
	for i := 0; i < len(m.Content); i += 2 {
		if isMerge(m.Content[i]) {
			return true
		}
	}
	return false
}

// maxMerges bounds the mappings that one mapping merges in, through others too.
const maxMerges = 100

// merges yields the mappings that m merges in, nearest first. Each is visited
// once: merges of merges may name one another a billion times over, or in a
// circle.
func (f *file) merges(m *yaml.Node) iter.Seq[*yaml.Node] {
	return func(yield func(*yaml.Node) bool) {
		if !f.hasMerge(m) {
			return
		}
		seen := map[*yaml.Node]bool{m: true}
		queue := []*yaml.Node{m}
		for len(queue) > 0 {
			current := queue[0]
			queue = queue[1:]
			for i := 0; i+1 < len(current.Content); i += 2 {
				if !isMerge(current.Content[i]) {
					continue
				}
				sources := []*yaml.Node{deref(current.Content[i+1])}
				if sources[0].Kind == yaml.SequenceNode {
					sources = sources[0].Content
				}
				for _, s := range sources {
					s = deref(s)
					if s.Kind != yaml.MappingNode || seen[s] || len(seen) > maxMerges {
						continue
					}
					seen[s] = true
					if !yield(s) {
						return
					}
					queue = append(queue, s)
				}
			}
		}
	}
}

var (
	pointerEscapes   = strings.NewReplacer("~", "~0", "/", "~1")
	pointerUnescapes = strings.NewReplacer("~1", "/", "~0", "~")
)

func escapePointer(s string) string { return pointerEscapes.Replace(s) }

func unescapePointer(s string) string { return pointerUnescapes.Replace(s) }
