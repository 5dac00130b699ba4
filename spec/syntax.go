package spec

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"
)

// beginsValue reports whether a mark can begin a value where it stands. A colon needs
// white space behind it, or what stands before it is in quotes; a dash needs white space;
// a line that only continues after a comma or a bracket was counted there.
func beginsValue(data []byte, i int) bool {
	switch data[i] {
	case ':':
		return isSpaceAt(data, i+1) || i > 0 && (data[i-1] == '"' || data[i-1] == '\'')
	case '-', '?':
		return isSpaceAt(data, i+1)
	case '\n':
		for i--; i >= 0 && (data[i] == ' ' || data[i] == '\r' || data[i] == '\t'); i-- {
		}
		return i >= 0 && data[i] != ',' && data[i] != '{' && data[i] != '[' && data[i] != '\n'
	}
	return true
}

// isSpaceAt reports whether there is white space, or the end.
func isSpaceAt(data []byte, i int) bool {
	return i >= len(data) || data[i] == ' ' || data[i] == '\n' || data[i] == '\r' || data[i] == '\t'
}

// values counts the marks that begin a value.
func values(data []byte) (n int) {
	for i, c := range data {
		if classes[c] == markByte && beginsValue(data, i) {
			n++
		}
	}
	return n
}

// The classes of bytes. That of a mark is what it adds to their count.
const (
	plainByte = iota
	markByte  // can begin a value
	controlByte
	wideByte // part of a rune of several
)

// classes holds the class of each byte: the whole text is looked at once.
var classes = func() (table [256]uint8) {
	for c := range table {
		switch {
		case c >= utf8.RuneSelf:
			table[c] = wideByte
		case strings.IndexByte(",:-[{?\n", byte(c)) >= 0:
			table[c] = markByte
		case c < ' ' && c != '\t' && c != '\r' || c == 0x7F:
			table[c] = controlByte
		}
	}
	return table
}()

// isControl reports whether a rune of several bytes is none that YAML allows.
func isControl(r rune) bool {
	return r < 0xA0 && r != 0x85 || r == 0xFFFE || r == 0xFFFF
}

// checkText refuses what the parser would refuse without saying where, and
// what would cost more memory than a document can be worth.
func (l *loader) checkText(f *file) error {
	fail := func(offset int, message string) error {
		line, column := f.place(offset)
		return &Error{File: f.name, Line: line, Column: column, Message: message}
	}
	const utf16 = "the file is UTF-16: expected UTF-8; save it as UTF-8"
	if bytes.HasPrefix(f.data, []byte("\xFE\xFF")) || bytes.HasPrefix(f.data, []byte("\xFF\xFE")) {
		return fail(0, utf16)
	}
	const control = "the file holds the control character U+%04X: expected text; write it as an escape in double quotes"
	json := isJSON(f.data)
	marks := 0
	for i := 0; i < len(f.data); {
		c := f.data[i]
		switch class := classes[c]; class {
		case plainByte, markByte:
			marks += int(class)
			i++
			continue
		case controlByte:
			if c == 0 && i <= 1 {
				return fail(0, utf16)
			}
			if json && c == 0x7F {
				i++
				continue
			}
			return fail(i, fmt.Sprintf(control, c))
		}
		r, size := utf8.DecodeRune(f.data[i:])
		if r == utf8.RuneError && size == 1 {
			return fail(i, fmt.Sprintf("the file is not UTF-8 at byte 0x%02X: save it as UTF-8", c))
		}
		if !json && isControl(r) {
			return fail(i, fmt.Sprintf(control, r))
		}
		i += size
	}
	all := weight(f.data, marks)
	if l.marks+all > maxMarks { // looked at again only then: most marks are in text
		l.weighAgain()
		marks = values(f.data)
		all = weight(f.data, marks)
	}
	if l.marks+all <= maxMarks {
		l.marks += all
		return nil
	}
	message := fmt.Sprintf("the file may hold %d values", marks)
	if references := (all - marks) / markReference; references > 0 {
		message += fmt.Sprintf(" and %d references, each of which counts as %d values more", references, markReference)
	}
	if l.marks > 0 {
		message += fmt.Sprintf(", and the files before it %d", l.marks)
	}
	return &Error{File: f.name, Message: message + fmt.Sprintf(": expected at most %d in a document; split the document or leave it out", maxMarks)}
}

// weight returns what a file of so many marks counts.
func weight(data []byte, marks int) int {
	return marks + markReference*bytes.Count(data, []byte("$ref"))
}

// weighAgain looks at the marks of the files that were read, each once, and leaves out
// those in text.
func (l *loader) weighAgain() {
	for ; l.weighed < len(l.doc.files); l.weighed++ {
		data := l.doc.files[l.weighed].data
		l.exact += weight(data, values(data))
	}
	l.marks = l.exact
}

// syntaxError turns an error of the parser into one that names the file, and what a
// person would change.
func syntaxError(f *file, err error) error {
	if e := jsonError(f); e != nil {
		return e
	}
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	e := &Error{File: f.name}
	if rest, ok := strings.CutPrefix(message, "line "); ok {
		number, text, _ := strings.Cut(rest, ": ")
		if line, err := strconv.Atoi(number); err == nil {
			message = text
			// The parser counts other breaks as well; and it may point behind
			// the end.
			start := min(f.offset(line, 1), max(0, len(f.data)-1))
			e.Line, _ = f.place(start)
			if isTabbed(f.data[start:]) {
				message = "a tab indents the line: expected spaces"
			}
		}
	} else if name, ok := strings.CutPrefix(message, "unknown anchor '"); ok {
		name, _, _ = strings.Cut(name, "'")
		if at := bytes.Index(f.data, []byte("*"+name)); at >= 0 {
			e.Line, e.Column = f.place(at)
			message = fmt.Sprintf("the alias *%s has no anchor &%s before it", clip(name), clip(name))
		}
	}
	e.Message = "not YAML or JSON: " + message
	return e
}

// isTabbed reports whether a line begins with white space that has a tab in it.
func isTabbed(line []byte) bool {
	rest := bytes.TrimLeft(line, " \t")
	return bytes.IndexByte(line[:len(line)-len(rest)], '\t') >= 0
}

// jsonError returns what is wrong with a file that is called JSON and looks like it, nil
// for others: the parser of YAML only says that something is missing, at the bracket
// that it is missing in.
func jsonError(f *file) error {
	data := bytes.TrimPrefix(f.data, byteOrderMark)
	if !strings.EqualFold(path.Ext(f.name), ".json") || !bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("{")) {
		return nil
	}
	var raw json.RawMessage
	var syntax *json.SyntaxError
	if err := json.Unmarshal(data, &raw); !errors.As(err, &syntax) {
		return nil
	}
	at := len(f.data) - len(data) + int(syntax.Offset) - 1
	e := &Error{File: f.name, Message: "not JSON: " + syntax.Error()}
	e.Line, e.Column = f.place(min(max(at, 0), len(f.data)-1))
	return e
}
