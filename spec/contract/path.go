package contract

import (
	"slices"
	"strings"
)

// template is a path in segments. Parameter names do not count: code and
// document choose their own.
type template []segment

// segment is a piece of a path between slashes.
type segment struct {
	text  string // with {} for each parameter: "report.{}"
	param bool   // holds a parameter
	rest  bool   // a catch-all: any number of segments from here on
}

// unresolved is how a route table writes a piece of a path that is not known.
const unresolved = "{?}"

// parse reads a path in which every piece is resolved.
func parse(path string) template {
	var t template
	for piece := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		if piece == "" {
			continue
		}
		s := segment{text: piece}
		if strings.Contains(piece, "{") {
			s = parameters(piece)
		}
		t = append(t, s)
		if s.rest {
			break
		}
	}
	return t
}

// parameters reads a segment that holds parameters. A regular expression of a
// router may hold braces of its own.
func parameters(piece string) segment {
	s := segment{param: true}
	var b strings.Builder
	depth, start := 0, 0
	for i := range len(piece) {
		switch piece[i] {
		case '{':
			if depth == 0 {
				b.WriteString(piece[start:i])
				start = i + 1
			}
			depth++
		case '}':
			if depth--; depth != 0 {
				continue
			}
			s.rest = s.rest || strings.HasSuffix(piece[start:i], "...")
			b.WriteString("{}")
			start = i + 1
		}
	}
	if depth == 0 {
		b.WriteString(piece[start:])
	}
	s.text = b.String()
	return s
}

// fit says how one path fits another, best first.
type fit int

const (
	same    fit = iota // segment by segment
	covered            // the code's parameter or catch-all stands for a literal of the document
	apart
)

// compare says how the code's path fits the document's.
func compare(code, documented template) fit {
	result := same
	for i, s := range code {
		if s.rest {
			if i < len(documented) && documented[i].rest && i == len(documented)-1 {
				return result
			}
			return covered
		}
		if i >= len(documented) {
			return apart
		}
		d := documented[i]
		switch {
		case s.text == d.text:
		case s.text == "{}":
			result = covered
		default:
			return apart
		}
	}
	if len(code) != len(documented) {
		return apart
	}
	return result
}

// key returns the path as one string, equal for equal templates.
func (t template) key() string {
	var b strings.Builder
	for _, s := range t {
		b.WriteByte('/')
		b.WriteString(s.text)
	}
	return b.String()
}

// fixed reports whether t has neither parameter nor catch-all.
func (t template) fixed() bool {
	return !slices.ContainsFunc(t, func(s segment) bool { return s.param })
}

// has reports whether t begins with the prefix.
func (t template) has(prefix template) bool {
	if len(t) < len(prefix) {
		return false
	}
	for i, s := range prefix {
		if t[i].text != s.text {
			return false
		}
	}
	return true
}
