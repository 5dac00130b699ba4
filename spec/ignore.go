package spec

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/apiward/apiward/rules"
)

// directive is what a comment must hold to be worth a closer look.
const directive = "apiward:ignore"

// ignores returns the directives in the file's comments, in order. They are
// found in the text: the parser keeps comments without their places.
func (f *file) ignores() []rules.Ignore {
	if !bytes.Contains(f.data, []byte(directive)) {
		return nil
	}
	texts := f.textsHolding(f.root, nil)
	var out []rules.Ignore
	open := 0 // of out, from here on: the line they cover has not come yet
	for i, start := range f.lines {
		line := f.line(i)
		if at, text, ok := comment(line); ok && !covers(texts, start+at) {
			if d, ok := rules.ParseDirective(text); ok {
				out = append(out, rules.Ignore{
					Directive: d,
					At:        rules.Place{File: f.name, Line: i + 1, Column: at + 1},
					Line:      i + 1, // where nothing follows it
				})
			}
		}
		// A directive speaks of its own line or, where it stands alone, of the
		// next one that is no comment.
		if strings.HasPrefix(strings.TrimLeft(line, " \t"), "#") {
			continue
		}
		for ; open < len(out); open++ {
			out[open].Line = i + 1
		}
	}
	return out
}

// line returns the i-th line, without its end.
func (f *file) line(i int) string {
	end := len(f.data)
	if i+1 < len(f.lines) {
		end = f.lines[i+1]
	}
	return strings.TrimRight(string(f.data[f.lines[i]:end]), "\r\n")
}

// comment finds the comment of a line that can be a directive: the number sign
// stands first or behind a blank, and the directive follows it.
func comment(line string) (at int, text string, ok bool) {
	mark := strings.Index(line, directive)
	if mark < 0 {
		return 0, "", false
	}
	at = len(strings.TrimRight(line[:mark], " \t")) - 1
	if at < 0 || line[at] != '#' || at > 0 && line[at-1] != ' ' && line[at-1] != '\t' {
		return 0, "", false
	}
	return at, strings.TrimRight(line[mark:], " \t"), true
}

// extent is a range of bytes.
type extent struct{ start, end int }

func covers(extents []extent, offset int) bool {
	for _, e := range extents {
		if e.start <= offset && offset < e.end {
			return true
		}
	}
	return false
}

// textsHolding returns the extents of the scalars below y that hold the
// directive: there it is text, as in a description that explains it.
func (f *file) textsHolding(y *yaml.Node, out []extent) []extent {
	for _, child := range y.Content {
		out = f.textsHolding(child, out)
	}
	if y.Kind != yaml.ScalarNode || !strings.Contains(y.Value, directive) {
		return out
	}
	start := f.offset(y.Line, y.Column)
	if y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return append(out, extent{start, f.blockEnd(start)})
	}
	return append(out, extent{start, max(start, f.scalarEnd(y, start))})
}

// blockEnd returns the offset behind the text block whose header is at start:
// the block goes on while lines are blank or as deep as its first one.
func (f *file) blockEnd(start int) int {
	first, _ := f.place(start)
	depth := 0
	for i := first; i < len(f.lines); i++ {
		line := f.line(i)
		text := strings.TrimLeft(line, " ")
		if strings.TrimSpace(text) == "" {
			continue
		}
		indent := len(line) - len(text)
		if depth == 0 {
			depth = indent
		}
		if indent < depth || depth == 0 {
			return f.lines[i]
		}
	}
	return len(f.data)
}
