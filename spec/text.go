package spec

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Strings calls visit with each string of the document for which want returns
// true: those that stand under a keyword, also in extensions, and neither under
// a name that the author chose nor in examples and other data. Each is visited
// once, in the order of its file.
//
// The cost is that of the text, and a node is made for what is wanted alone.
func (d *Document) Strings(want func(key, text string) bool, visit func(key string, n Node)) {
	for _, f := range d.files {
		t := texts{file: f, want: want, visit: visit}
		t.walk(f.root, false)
	}
}

// texts walks one file. It never follows an alias: what it stands for is
// visited in its own place.
type texts struct {
	file  *file
	trail *step
	want  func(key, text string) bool
	visit func(key string, n Node)
}

func (t *texts) walk(y *yaml.Node, names bool) {
	switch y.Kind {
	case yaml.SequenceNode:
		for i, item := range y.Content {
			t.below(step{index: i, up: t.trail}, item, false)
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(y.Content); i += 2 {
			key, value := y.Content[i], y.Content[i+1]
			if key.Kind != yaml.ScalarNode {
				continue
			}
			if value.Kind == yaml.ScalarNode {
				if !names && t.want(key.Value, value.Value) && kindOf(value) == String {
					t.visit(key.Value, Node{t.file, value, key, &step{segment: key.Value, index: -1, up: t.trail}})
				}
				continue
			}
			if names || isExtension(key.Value) || !t.isData(key.Value, value) {
				t.below(step{segment: key.Value, index: -1, up: t.trail}, value, !names && isNames(key.Value))
			}
		}
	}
}

// isData reports whether what stands under the keyword is data. In Swagger 2.0
// examples stand under their media types at once.
func (t *texts) isData(keyword string, value *yaml.Node) bool {
	return isData(keyword, value) || keyword == "examples" && t.file.doc.Version == V2_0
}

func (t *texts) below(next step, y *yaml.Node, names bool) {
	if y.Kind == yaml.SequenceNode || y.Kind == yaml.MappingNode {
		t.trail = &next
		t.walk(y, names)
		t.trail = next.up
	}
}

// Inside returns where the bytes from start to end of a string's value stand in
// the file, or the whole value where that cannot be told: escapes and folded
// lines keep no count. It takes the time of reading the value.
func (n Node) Inside(start, end int) Range {
	whole := n.Range()
	text := n.Text()
	if start < 0 || end > len(text) || start >= end {
		return whole
	}
	piece := text[start:end]
	before := strings.Count(text[:start], piece)
	raw, offset := n.file.rawScalar(n.value)
	for ; ; before-- {
		i := bytes.Index(raw, []byte(piece))
		if i < 0 {
			return whole
		}
		if before == 0 {
			return n.file.span(offset+i, offset+i+len(piece))
		}
		raw, offset = raw[i+len(piece):], offset+i+len(piece)
	}
}

// rawScalar returns the text of a scalar as it is written, and where it begins.
// Of a plain one that goes on over several lines the end is only guessed.
func (f *file) rawScalar(y *yaml.Node) ([]byte, int) {
	start := f.offset(y.Line, y.Column)
	end := f.scalarEnd(y, start)
	switch {
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		end = f.blockEnd(start)
	case end == start:
		const indents = 1024 // of the further lines
		end = min(len(f.data), start+2*len(y.Value)+indents)
	}
	return f.data[start:end], start
}
