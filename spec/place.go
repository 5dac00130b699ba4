package spec

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// Role says what the author put a value there for.
type Role int

// The roles. Whatever stands below a value with one of the last five has it
// too: it is data, whose keys are no keywords.
const (
	Keyword   Role = iota // a part of the description itself, as a type or a URL
	Prose                 // a title, summary, description or comment
	Sample                // an example
	Default               //
	Constant              // const
	Choice                // an item of an enum
	Extension             // below x-…
)

// Place is a value with the way that leads to it in the text of its file. No
// reference and no alias is followed on the way, so that each value of the text
// has one place.
type Place struct {
	Up   *Place // nil at the top of a file
	Key  string // "" for an item of a list and for the top
	Role Role
	// Named says that the key is a name that the author chose, as that of a
	// property, and no keyword.
	Named bool

	file       *file
	value, key *yaml.Node
	index      int
	names      bool // the keys below it are the author's names
}

// Text returns a scalar of any kind as it is written, "" for a collection.
func (p *Place) Text() string {
	if p.value.Kind != yaml.ScalarNode {
		return ""
	}
	return p.value.Value
}

// IsString reports whether the value is a string.
func (p *Place) IsString() bool { return kindOf(p.value) == String }

// Node returns the value. Its way is put together here, and so it is asked
// for where there is something to tell.
func (p *Place) Node() Node {
	var trail *step
	var steps []*Place
	for at := p; at.Up != nil; at = at.Up {
		steps = append(steps, at)
	}
	for i := len(steps) - 1; i >= 0; i-- {
		trail = &step{segment: steps[i].Key, index: steps[i].index, up: trail}
	}
	return Node{p.file, p.value, p.key, trail}
}

// Field returns the text of a scalar that stands under a key of the mapping at
// p, or "".
func (p *Place) Field(name string) string {
	if p.value.Kind != yaml.MappingNode {
		return ""
	}
	if _, value := p.file.ownField(p.value, name); value != nil && value.Kind == yaml.ScalarNode {
		return value.Value
	}
	return ""
}

// Scalars visits every scalar value of the document's files, in the order of
// the text. A place is good until the visit returns; those above it are good as
// long as anyone keeps them.
func (d *Document) Scalars(visit func(*Place)) {
	for _, f := range d.files {
		s := scalars{file: f, version: d.Version, visit: visit}
		top := &Place{file: f, value: f.root, index: -1}
		if f.root.Kind == yaml.ScalarNode {
			visit(top)
			continue
		}
		s.below(top)
	}
}

// scalars walks one file.
type scalars struct {
	file    *file
	version Version
	visit   func(*Place)
	leaf    Place // the scalar that is visited; one for all, since there are many
}

func (s *scalars) below(up *Place) {
	isMapping := up.value.Kind == yaml.MappingNode
	for i := 0; i < len(up.value.Content); i++ {
		at := Place{Up: up, Role: up.Role, file: s.file, value: up.value.Content[i], index: i}
		if isMapping {
			at.index, at.key = -1, at.value
			i++
			if i == len(up.value.Content) {
				return
			}
			at.Key, at.value = at.key.Value, up.value.Content[i]
			at.Named = up.names
			s.enter(&at)
		}
		switch at.value.Kind {
		case yaml.AliasNode:
		case yaml.ScalarNode:
			s.leaf = at
			s.visit(&s.leaf)
		default:
			kept := at
			s.below(&kept)
		}
	}
}

// enter finds out what a key makes of the value under it.
func (s *scalars) enter(at *Place) {
	switch {
	case at.Role != Keyword:
		return // data: its keys mean nothing here
	case at.Named:
		if at.Up.Key == "examples" && at.value.Kind != yaml.MappingNode {
			at.Role = Sample // the value itself, where an object with it belongs
		}
		return
	case strings.HasPrefix(at.Key, "x-"):
		at.Role = Extension
		return
	}
	switch at.Key {
	case "title", "summary", "description", "$comment":
		at.Role = Prose
	case "example":
		at.Role = Sample
	case "examples":
		if s.version == V2_0 || at.value.Kind == yaml.SequenceNode {
			at.Role = Sample
			return
		}
		at.names = true
	case "value", "dataValue", "serializedValue":
		if at.Up.Named && at.Up.Up.Key == "examples" {
			at.Role = Sample
		}
	case "default":
		at.Role = Default
	case "const":
		at.Role = Constant
	case "enum":
		at.Role = Choice
	default:
		at.names = isNames(at.Key)
	}
}
