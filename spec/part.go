package spec

import (
	"maps"
	"slices"

	"go.yaml.in/yaml/v3"
)

// A document can refer to values of another one, as an API to a library of
// schemas, or a table of contents to the paths of its chapters. What is referred
// to belongs to the document that refers to it, and is judged there, where it is
// known what it is for; of the other document it is no concern.

// References returns what the document refers to in files beyond its own: the
// pointers of the values by the name of the file, sorted.
func (d *Document) References() map[string][]string {
	found := map[string]map[string]bool{}
	for _, n := range d.outward {
		if n.file.name == d.Name {
			continue
		}
		if found[n.file.name] == nil {
			found[n.file.name] = map[string]bool{}
		}
		found[n.file.name][n.Pointer()] = true
	}
	out := make(map[string][]string, len(found))
	for name, pointers := range found {
		out[name] = slices.Sorted(maps.Keys(pointers))
	}
	return out
}

// Lent reports whether another document refers to the value, by itself or as a part
// of others: see [Options].Lent.
func (d *Document) Lent(n Node) bool { return d.lent[n.value] }

// lend marks the values at the pointers, with what is in them and what that refers
// to.
func (l *loader) lend(pointers []string) {
	d := l.doc
	d.lent = make(map[*yaml.Node]bool, len(pointers))
	var queue []Node
	for _, p := range pointers {
		if p == "" {
			continue // no place of a document is made for another one as a whole
		}
		queue = append(queue, l.descend(d.root, p).node)
	}
	for len(queue) > 0 {
		n := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if n.value == nil || n.value.Kind == yaml.ScalarNode || d.lent[n.value] {
			continue
		}
		d.lent[n.value] = true
		queue = append(queue, d.refs[n.value])
		for _, child := range n.Fields() {
			queue = append(queue, child)
		}
		for _, item := range n.Items() {
			queue = append(queue, item)
		}
		for _, subtype := range n.Field("discriminator").Field("mapping").Fields() {
			if target, ok := subtype.Refer(subtype.Text()); ok && subtype.Text() != "" {
				queue = append(queue, target)
			}
		}
	}
}
