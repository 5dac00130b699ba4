package spec

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/apiward/apiward/rules"
)

// file is one parsed file of a document.
type file struct {
	name string // slash path relative to the project's root, or URL
	data []byte
	info fs.FileInfo // nil where it came as bytes
	// mayMerge is false for nearly all files: nothing in them can be a merge key,
	// and no mapping is searched for one.
	mayMerge bool
	doc      *Document
	root     *yaml.Node // never an alias

	lines   []int         // byte offsets where an editor's lines begin
	scanned []int         // byte offsets where the YAML parser's lines begin
	marks   map[int][]int // of long lines of scanned: the byte offset of each stride-th rune

	excuses []rules.Ignore       // of extensions, in the order they were met
	places  map[string]Range     // of a file that was put together
	anchors map[string]Node      // $anchor and $dynamicAnchor, by name
	doubled map[*yaml.Node]bool  // mappings in which a name stands twice
	large   map[*yaml.Node]index // of large mappings
}

// remotePrefix begins the names of files that came from the network. No path
// of a project does.
const remotePrefix = "https://"

// remote reports whether the file came from the network.
func (f *file) remote() bool { return strings.HasPrefix(f.name, remotePrefix) }

// newFile indexes the lines of data. A YAML parser also breaks lines at NEL,
// LS and PS, and at a carriage return alone, and no editor does, so the two
// counts are kept apart.
func newFile(name string, data []byte) *file {
	f := &file{
		name: name, data: data, lines: []int{0}, mayMerge: bytes.Contains(data, []byte("<<")),
		anchors: map[string]Node{}, doubled: map[*yaml.Node]bool{}, large: map[*yaml.Node]index{},
	}
	for i, c := range data {
		if c == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
	f.scanned = f.lines
	if lone := bytes.Count(data, []byte("\r")) != bytes.Count(data, []byte("\r\n")); !lone &&
		!bytes.Contains(data, []byte("\u0085")) && !bytes.Contains(data, []byte("\u2028")) && !bytes.Contains(data, []byte("\u2029")) {
		f.markLong()
		return f
	}
	f.scanned = []int{0}
	for i, r := range string(data) {
		switch {
		case r == '\n', r == '\u0085', r == '\u2028', r == '\u2029',
			r == '\r' && (i+1 == len(data) || data[i+1] != '\n'):
			f.scanned = append(f.scanned, i+utf8.RuneLen(r))
		}
	}
	f.markLong()
	return f
}

// stride is how many runes are counted at most to find a column. A document may
// be one line, and has thousands of places in it.
const stride = 1024

// markLong marks the long lines.
func (f *file) markLong() {
	for i, start := range f.scanned {
		end := len(f.data)
		if i+1 < len(f.scanned) {
			end = f.scanned[i+1]
		}
		if end-start <= stride {
			continue
		}
		var marks []int
		n := 0
		for at := f.begin(i); at < end; n++ {
			if n%stride == 0 {
				marks = append(marks, at)
			}
			_, size := utf8.DecodeRune(f.data[at:])
			at += size
		}
		if f.marks == nil {
			f.marks = map[int][]int{}
		}
		f.marks[i] = marks
	}
}

// begin returns the byte offset of the first column of the parser's line i.
func (f *file) begin(i int) int {
	if i == 0 && bytes.HasPrefix(f.data, byteOrderMark) {
		return len(byteOrderMark) // the parser does not count it
	}
	return f.scanned[i]
}

// offset returns the byte offset of a position of the YAML parser: its own
// line count and, in the line, a 1-based count of runes.
func (f *file) offset(line, column int) int {
	if line < 1 || line > len(f.scanned) {
		return len(f.data)
	}
	at := f.begin(line - 1)
	if marks := f.marks[line-1]; len(marks) > 0 && column > stride {
		i := min((column-1)/stride, len(marks)-1)
		at, column = marks[i], column-i*stride
	}
	for ; column > 1 && at < len(f.data); column-- {
		_, size := utf8.DecodeRune(f.data[at:])
		at += size
	}
	return at
}

// place returns the line and column of a byte offset.
func (f *file) place(offset int) (line, column int) {
	i, exact := slices.BinarySearch(f.lines, offset)
	if !exact {
		i--
	}
	return i + 1, offset - f.lines[i] + 1
}

// span returns the range of the bytes from start to end.
func (f *file) span(start, end int) Range {
	r := Range{File: f.name}
	r.Line, r.Column = f.place(start)
	if end > start {
		r.EndLine, r.EndColumn = f.place(end)
	}
	return r
}

// rangeOf returns the place of a node. Only scalars have an end: the parser
// does not say where a collection ends, and no reader wants a page underlined.
func (f *file) rangeOf(y *yaml.Node) Range {
	start := f.offset(y.Line, y.Column)
	if y.Kind != yaml.ScalarNode {
		if rest := f.data[start:]; bytes.HasPrefix(rest, []byte("{}")) || bytes.HasPrefix(rest, []byte("[]")) {
			return f.span(start, start+2)
		}
		return f.span(start, start)
	}
	return f.span(start, f.scalarEnd(y, start))
}

// scalarEnd returns the offset behind the scalar that begins at start, or
// start where the end cannot be told.
func (f *file) scalarEnd(y *yaml.Node, start int) int {
	rest := f.data[start:]
	switch {
	case len(rest) == 0:
		return start
	case rest[0] == '"':
		return start + quotedLen(rest, '\\')
	case rest[0] == '\'':
		return start + quotedLen(rest, '\'')
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return start // a text block: its first line stands for it
	case strings.HasPrefix(string(rest[:min(len(rest), len(y.Value))]), y.Value):
		return start + len(y.Value)
	}
	return start
}

// quotedLen returns the length of the quoted scalar that b begins with, 0 where
// it never ends. The escape is \ in double quotes; in single quotes a doubled
// quote stands for one.
func quotedLen(b []byte, escape byte) int {
	quote := b[0]
	for i := 1; i < len(b); i++ {
		switch {
		case b[i] == escape && i+1 < len(b) && (escape == '\\' || b[i+1] == quote):
			i++
		case b[i] == quote:
			return i + 1
		}
	}
	return 0
}

// Whole returns where the text of a scalar stands, all lines of it, for those
// who must not show it: a text block and a text that goes on over lines have
// only a beginning in [Node.Range].
func (n Node) Whole() Range {
	r := n.Range()
	if n.value == nil || n.value.Kind != yaml.ScalarNode || r.EndLine != 0 {
		return r
	}
	start := n.file.offset(n.value.Line, n.value.Column)
	if n.value.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return n.file.span(start, n.file.blockEnd(start))
	}
	return n.file.span(start, n.file.foldedEnd(start, n.value.Value))
}

// foldedEnd returns the offset behind a text without quotes that begins at
// start and goes on over lines. Its letters stand there in order, with blanks
// of any kind between.
func (f *file) foldedEnd(start int, text string) int {
	at := start
	for i := 0; i < len(text); i++ {
		if isBlank(text[i]) {
			continue
		}
		for at < len(f.data) && isBlank(f.data[at]) {
			at++
		}
		if at == len(f.data) || f.data[at] != text[i] {
			return at
		}
		at++
	}
	return at
}

func isBlank(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// placeOf returns the place of a value in a file that was put together: its own or
// that of the nearest value around it.
func (f *file) placeOf(pointer string) Range {
	for {
		if r, ok := f.places[pointer]; ok {
			return r
		}
		cut := strings.LastIndexByte(pointer, '/')
		if cut < 0 {
			return Range{File: f.name, Line: 1, Column: 1}
		}
		pointer = pointer[:cut]
	}
}
