package spec

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Fix is a rewrite of the text that ends a problem. It keeps comments, order and
// layout: nothing is written anew but what it is about.
type Fix struct {
	Message string // what it does, an order
	Edits   []Edit // in the order of their places, all in the problem's file, none touching another
}

// Edit puts Text in the place of a range, which is empty for an insertion. Lines
// end with a line feed alone, whatever the file has.
type Edit struct {
	Range
	Text string
}

// Text returns the text of one of the document's files as it was read.
func (d *Document) Text(name string) ([]byte, bool) {
	f := d.byName[name]
	if f == nil {
		return nil, false
	}
	return f.data, true
}

// edit returns an edit of the bytes from start to end.
func (f *file) edit(start, end int, text string) Edit {
	e := Edit{Range: Range{File: f.name}, Text: text}
	e.Line, e.Column = f.place(start)
	e.EndLine, e.EndColumn = f.place(end)
	return e
}

// Rewrite returns the edit that puts text in the place of a string's bytes from
// start to end. It reports false where these do not stand in the file as they are
// read, or where the text would need quotes.
func (n Node) Rewrite(start, end int, text string) (Edit, bool) {
	if strings.Trim(text, plainCharacters) != "" || n.value == nil || n.value.Kind != yaml.ScalarNode {
		return Edit{}, false
	}
	at := n.Inside(start, end)
	if at.EndLine != at.Line || at.EndColumn-at.Column != end-start {
		return Edit{}, false
	}
	// Where the piece was not found, at is the whole scalar.
	return Edit{at, text}, at != n.Range() || end-start == len(n.Text())
}

// plainCharacters can be written in a scalar of any style.
const plainCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./"

// Without returns the edits that take items out of a list of plain values, by their
// places in order. It reports false where the list would be left without any, or where
// an item does not stand alone in its place.
func (n Node) Without(drop ...int) ([]Edit, bool) {
	if n.value == nil || n.value.Kind != yaml.SequenceNode || n.value.Anchor != "" || n.file.breaksApart() ||
		len(drop) == 0 || len(drop) >= len(n.value.Content) || drop[len(drop)-1] >= len(n.value.Content) {
		return nil, false
	}
	var edits []Edit
	for len(drop) > 0 {
		run := 1 // of items beside one another
		for run < len(drop) && drop[run] == drop[0]+run {
			run++
		}
		more, ok := n.withoutItems(drop[0], drop[0]+run)
		if !ok {
			return nil, false
		}
		edits, drop = append(edits, more...), drop[run:]
	}
	return edits, true
}

// withoutItems returns the edits that take the items from first up to end out of a
// list, which keeps others.
func (n Node) withoutItems(first, end int) (edits []Edit, ok bool) {
	f, items := n.file, n.value.Content
	spans := make([][2]int, len(items))
	for i := max(first-1, 0); i < min(end+1, len(items)); i++ {
		start, stop, ok := f.plainSpan(items[i])
		if !ok {
			return nil, false
		}
		spans[i] = [2]int{start, stop}
	}
	if n.value.Style&yaml.FlowStyle == 0 {
		for _, s := range spans[first:end] {
			e, ok := f.withoutLine(s[0], s[1])
			if !ok {
				return nil, false
			}
			edits = append(edits, e)
		}
		return edits, true
	}
	var from, to int // with the commas before them, or with those behind the first ones
	if first > 0 {
		from, to = spans[first-1][1], spans[end-1][1]
	} else {
		from, to = spans[0][0], spans[end][0]
	}
	if bytes.ContainsRune(f.data[from:to], '#') {
		return nil, false
	}
	return []Edit{f.edit(from, to, "")}, true
}

// breaksApart reports whether the parser sees lines end where an editor does not, as
// at a carriage return alone: what is edited line by line would tear them.
func (f *file) breaksApart() bool { return len(f.lines) != len(f.scanned) }

// plainSpan returns the bytes of a scalar in one line.
func (f *file) plainSpan(y *yaml.Node) (start, end int, ok bool) {
	if y.Kind != yaml.ScalarNode || y.Anchor != "" || y.Style&(yaml.LiteralStyle|yaml.FoldedStyle|yaml.TaggedStyle) != 0 {
		return 0, 0, false
	}
	start = f.offset(y.Line, y.Column)
	end = f.scalarEnd(y, start)
	return start, end, end > start && !bytes.ContainsRune(f.data[start:end], '\n')
}

// withoutLine returns the edit that takes out the line of a list's item.
func (f *file) withoutLine(start, end int) (Edit, bool) {
	line, _ := f.place(start)
	from, to := f.lines[line-1], len(f.data)
	if line < len(f.lines) {
		to = f.lines[line]
	}
	before, after := strings.TrimSpace(string(f.data[from:start])), strings.TrimSpace(string(f.data[end:to]))
	if before != "-" || after != "" && after[0] != '#' {
		return Edit{}, false
	}
	return f.edit(from, to, ""), true
}

// With returns the edit that adds an entry to a mapping: in front of the first of
// the named keys that it has, else behind a first entry of one line, else at its
// beginning. The value is JSON; in YAML it is written without quotes where it can
// be. It reports false where the mapping has the entry, or stands for others by an
// anchor.
func (n Node) With(name, value string, before ...string) (Edit, bool) {
	if n.value == nil || n.value.Kind != yaml.MappingNode || n.value.Anchor != "" || n.Field(name).Exists() || n.file.hasMerge(n.value) || n.file.breaksApart() {
		return Edit{}, false
	}
	f, y := n.file, n.value
	if y.Style&yaml.FlowStyle != 0 || len(y.Content) == 0 {
		return f.withInside(y, name, value, before)
	}
	indent := strings.Repeat(" ", y.Content[0].Column-1)
	entry := name + ": " + unquoted(value)
	for _, wanted := range before {
		for i := 0; i+1 < len(y.Content); i += 2 {
			if key := y.Content[i]; i > 0 && key.Value == wanted {
				at := f.aboveComments(key.Line)
				return f.edit(at, at, indent+entry+"\n"), true
			}
		}
	}
	for i := 0; i+1 < len(y.Content); i += 2 {
		key, scalar := y.Content[i], y.Content[i+1]
		if _, _, ok := f.plainSpan(scalar); ok && scalar.Line == key.Line && (i+2 == len(y.Content) || y.Content[i+2].Line > key.Line) {
			at := f.lineEnd(key.Line)
			return f.edit(at, at, "\n"+indent+entry), true
		}
	}
	at := f.offset(y.Content[0].Line, y.Content[0].Column)
	return f.edit(at, at, entry+"\n"+indent), true
}

// withInside adds an entry between braces.
func (f *file) withInside(y *yaml.Node, name, value string, before []string) (Edit, bool) {
	start := f.offset(y.Line, y.Column)
	if start >= len(f.data) || f.data[start] != '{' {
		return Edit{}, false
	}
	if len(y.Content) == 0 {
		if bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(f.data, byteOrderMark), " \t\r\n"), []byte("{")) {
			name = `"` + name + `"`
		} else {
			value = unquoted(value)
		}
		return f.edit(start+1, start+1, name+": "+value), true
	}
	key := y.Content[0]
	for i := 0; i+1 < len(y.Content); i += 2 {
		if len(before) > 0 && y.Content[i].Value == before[0] {
			key = y.Content[i]
		}
	}
	at := f.offset(key.Line, key.Column)
	if f.data[at] == '"' {
		name = `"` + name + `"`
	} else {
		value = unquoted(value)
	}
	line, _ := f.place(at)
	lead := f.data[f.lines[line-1]:at]
	if len(bytes.TrimSpace(lead)) == 0 && key.Line > y.Line {
		return f.edit(at, at, name+": "+value+",\n"+string(lead)), true
	}
	return f.edit(at, at, name+": "+value+", "), true
}

// aboveComments returns where the line of the parser begins, or the first of the
// comments directly above it.
func (f *file) aboveComments(line int) int {
	i, _ := f.place(f.offset(line, 1))
	i--
	for i > 0 && strings.HasPrefix(strings.TrimLeft(f.line(i-1), " \t"), "#") {
		i--
	}
	return f.lines[i]
}

// lineEnd returns the offset in front of the break that ends the line.
func (f *file) lineEnd(line int) int {
	i, _ := f.place(f.offset(line, 1))
	return f.lines[i-1] + len(f.line(i-1))
}

// unquoted returns JSON as YAML has it between brackets: a word that needs no
// quotes has none.
func unquoted(value string) string {
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(value, `"`)
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		word, after, _ := strings.Cut(rest, `"`)
		if isWord(word) {
			out.WriteString(word)
		} else {
			out.WriteString(`"` + word + `"`)
		}
		value = after
	}
}

// isWord reports whether a plain scalar with these characters is a string in
// every version of YAML.
func isWord(s string) bool {
	switch strings.ToLower(s) {
	case "", "y", "n", "yes", "no", "on", "off", "true", "false", "null":
		return false
	}
	c := s[0] | 0x20
	return c >= 'a' && c <= 'z' && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == ""
}
