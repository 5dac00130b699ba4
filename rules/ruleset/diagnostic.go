package ruleset

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"

	"github.com/apiward/apiward/rules"
)

// Diagnostic is one mistake in a policy.
type Diagnostic struct {
	At      rules.Place // the zero Place where no file is concerned; Line 0 where the whole file is
	Width   int         // bytes of the line that are meant, from At.Column on; at least 1 where there is a line
	Problem string      // one lower-case sentence: what is wrong
	Help    string      // what was expected and what to do

	line string // the text of the line, for the excerpt
}

// Diagnostics are the mistakes of one reading, sorted by place. They are an
// error, whose message has one line for each.
type Diagnostics []Diagnostic

// Error returns all mistakes, one per line, without excerpts.
func (ds Diagnostics) Error() string {
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}

// String returns the mistake on one line: place, problem, help.
func (d Diagnostic) String() string {
	s := d.Problem
	if at := place(d.At); at != "" {
		s = at + ": " + s
	}
	if d.Help != "" {
		s += ": " + d.Help
	}
	return printable(s)
}

// WriteText writes all mistakes for a reader: problem, place, the line it
// stands on with the spot marked, and what to do. Colour is for terminals.
func (ds Diagnostics) WriteText(w io.Writer, color bool) error {
	var b bytes.Buffer
	for i, d := range ds {
		if i > 0 {
			b.WriteByte('\n')
		}
		d.write(&b, color)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// write appends the mistake as WriteText says.
func (d Diagnostic) write(b *bytes.Buffer, color bool) {
	mark, off := "", ""
	if color {
		mark, off = "\x1b[1;31m", "\x1b[0m"
	}
	fmt.Fprintf(b, "%serror%s: %s\n", mark, off, printable(d.Problem))
	if at := place(d.At); at != "" {
		fmt.Fprintf(b, "  --> %s\n", printable(at))
	}
	margin := " "
	if d.At.Line > 0 {
		number := strconv.Itoa(d.At.Line)
		margin = strings.Repeat(" ", len(number))
		shown, before, marked := excerpt(d.line, d.At.Column-1, d.Width)
		fmt.Fprintf(b, " %s |\n", margin)
		fmt.Fprintf(b, " %s | %s\n", number, shown)
		fmt.Fprintf(b, " %s | %s%s%s%s\n", margin, strings.Repeat(" ", before), mark, strings.Repeat("^", marked), off)
	}
	if d.Help != "" {
		fmt.Fprintf(b, " %s = help: %s\n", margin, printable(d.Help))
	}
}

// place returns a place as file:line:column, as far as it is known.
func place(at rules.Place) string {
	switch {
	case at.File == "":
		return ""
	case at.Line == 0:
		return at.File
	}
	return fmt.Sprintf("%s:%d:%d", at.File, at.Line, at.Column)
}

// maxExcerpt is the length of an excerpt in characters. A file may be one long
// line.
const maxExcerpt = 120

// excerpt returns what to show of a line around its bytes [start, start+width),
// how many characters stand before the marked ones, and how many are marked.
// Every character stays one character.
func excerpt(line string, start, width int) (shown string, before, marked int) {
	start = min(max(start, 0), len(line))
	end := min(start+max(width, 0), len(line))
	before = utf8.RuneCountInString(line[:start])
	marked = max(1, utf8.RuneCountInString(line[start:end]))

	text := []rune(line)
	if before > maxExcerpt/2 && len(text) > maxExcerpt {
		cut := before - maxExcerpt/4
		text, before = append([]rune("..."), text[cut:]...), before-cut+len("...")
	}
	if len(text) > maxExcerpt {
		text = append(text[:maxExcerpt:maxExcerpt], []rune("...")...)
	}
	marked = max(1, min(marked, len(text)-before))
	return printable(string(text)), before, marked
}

// printable returns s, character by character, without what a terminal would
// act on.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return ' '
		case !unicode.IsPrint(r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// unreadable is the mistake of a file that cannot be read.
func unreadable(name string, err error) Diagnostic {
	return Diagnostic{At: rules.Place{File: name}, Problem: cause(err).Error(), Help: "name a policy file inside a readable directory"}
}

// placeOf returns where a range starts in the text of the file it is in, and
// the line it starts on. HCL counts columns in characters as they are seen;
// places count bytes.
func placeOf(r hcl.Range, text string) (at rules.Place, line string) {
	offset := min(max(r.Start.Byte, 0), len(text))
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	line, _, _ = strings.Cut(text[start:], "\n")
	return rules.Place{File: r.Filename, Line: r.Start.Line, Column: offset - start + 1}, strings.TrimSuffix(line, "\r")
}

// sorted returns the mistakes by place.
func (ds Diagnostics) sorted() Diagnostics {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Line, b.At.Line), cmp.Compare(a.At.Column, b.At.Column))
	})
	return ds
}

// quote returns s in quotes, with nothing in it that a terminal would act on
// and not longer than a line.
func quote(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "..."
	}
	return strconv.Quote(s)
}
