package sql_injection

import (
	"slices"
	"strconv"
	"strings"
)

// place is where in a statement a hole is.
type place struct {
	part int // index of the hole
	// quoted: it is in a string of the statement's, which begins in the part
	// before at the byte open, and ends in the part behind at the byte shut.
	quoted     bool
	open, shut int
	value      bool // the database takes a parameter there
	marks      int  // how many placeholders stand before it
}

// scanned is what is known of the text of a statement.
type scanned struct {
	first  string // its first word, in upper case
	holes  []place
	marks  int    // placeholders in it
	style  string // of them: "?", "$" or "@p"; "" where there are none
	number int    // the greatest number among them
}

// scanner reads SQL as far as it has to be known where strings, names and
// comments begin and end, and what stands before a value.
type scanner struct {
	parts []part
	part  int
	i     int // in the part's text

	scanned
	before string // the token before, in upper case
	gap    bool   // there is a blank behind it
	values bool   // what follows is the list of VALUES
	lists  []bool // of the parentheses that are open: those of VALUES
	done   bool   // the statement has ended
}

// scan reads the text of a statement. It reports false where something is in
// it that is not understood, as it is safer not to touch such text.
func scan(parts []part) (*scanned, bool) {
	s := &scanner{parts: parts, gap: true}
	for s.part = 0; s.part < len(parts); s.part++ {
		if parts[s.part].hole != nil {
			if !s.hole() {
				return nil, false
			}
			continue
		}
		// A string that holds a hole ends in the part behind it.
		for ; s.i < len(s.text()); s.i++ {
			if !s.step() {
				return nil, false
			}
		}
		s.i = 0
	}
	return &s.scanned, true
}

func (s *scanner) text() string { return s.parts[s.part].text }

// rest returns the text of the part from the current byte on.
func (s *scanner) rest() string { return s.text()[s.i:] }

// step reads one token, and leaves s.i at its last byte.
func (s *scanner) step() bool {
	c := s.text()[s.i]
	if s.done && c > ' ' {
		return false // several statements take no parameters in most drivers
	}
	switch {
	case c <= ' ':
		s.gap = true
		return true
	case c == '\'':
		return s.quote()
	case c == '"' || c == '`':
		return s.skip(string(c), string(c))
	case strings.HasPrefix(s.rest(), "--"):
		return s.skip("--", "\n")
	case strings.HasPrefix(s.rest(), "/*"):
		return s.skip("/*", "*/")
	case c == '?' || c == '$' || c == '@' || c == ':':
		return s.mark(c)
	case isWord(c):
		s.word()
	case c == '(':
		s.lists = append(s.lists, s.values)
		s.token("(")
	case c == ')':
		if len(s.lists) > 0 {
			s.lists = s.lists[:len(s.lists)-1]
		}
		s.token(")")
	case c == ';':
		s.done = true
	case strings.IndexByte("<>=!", c) >= 0:
		n := len(s.rest()) - len(strings.TrimLeft(s.rest(), "<>=!"))
		s.token(s.rest()[:n])
		s.i += n - 1
	default:
		s.token(string(c))
	}
	return true
}

func (s *scanner) token(t string) { s.before, s.gap = t, false }

func isWord(c byte) bool {
	return c == '_' || c >= 0x80 || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

func (s *scanner) word() {
	n := 0
	for n < len(s.rest()) && isWord(s.rest()[n]) {
		n++
	}
	word := strings.ToUpper(s.rest()[:n])
	if s.first == "" {
		s.first = word
	}
	switch {
	case word == "VALUES":
		s.values = true
	case len(s.lists) == 0:
		s.values = false
	}
	s.token(word)
	s.i += n - 1
}

// skip goes to the end of a name or a comment, which has to be in the part.
func (s *scanner) skip(open, shut string) bool {
	n := strings.Index(s.rest()[len(open):], shut)
	if n < 0 {
		// A comment on the last line ends with the text.
		last := shut == "\n" && s.part == len(s.parts)-1
		s.i = len(s.text())
		return last
	}
	s.i += len(open) + n + len(shut) - 1
	if open != "--" && open != "/*" {
		s.token("name")
	}
	s.gap = true
	return true
}

// quote reads a string of the statement. One that ends with its part has the
// hole behind the part in it.
func (s *scanner) quote() bool {
	open, before := s.i, s.before
	if s.before != "" && !s.gap && isWord(s.before[len(s.before)-1]) {
		return false // E'…', N'…': a string with rules of its own
	}
	for s.i++; s.i < len(s.text()); s.i++ {
		switch {
		case s.text()[s.i] == '\\':
			return false // an escape in some databases, and none in others
		case strings.HasPrefix(s.rest(), "''"):
			s.i++
		case s.text()[s.i] == '\'':
			s.token("string")
			return true
		}
	}
	// The hole, and the end of the string.
	if s.part+2 >= len(s.parts) || s.parts[s.part+1].hole == nil {
		return false
	}
	behind := s.parts[s.part+2]
	shut := strings.IndexByte(behind.text, '\'')
	if behind.hole != nil || s.parts[s.part].lit == nil || behind.lit == nil || shut < 0 ||
		strings.HasPrefix(behind.text[shut:], "''") || strings.Contains(behind.text[:shut], `\`) {
		return false
	}
	s.holes = append(s.holes, place{part: s.part + 1, quoted: true, open: open, shut: shut, marks: s.marks, value: beforeString(before)})
	s.part += 2
	s.i = shut
	s.token("string")
	return true
}

// beforeString reports whether a parameter can be in the place of a string
// behind the token, whatever the database: typed strings and names of columns
// have other tokens before them.
func beforeString(token string) bool {
	return isComparison(token) || slices.Contains([]string{"(", ",", "BETWEEN", "AND", "OR", "WHERE", "THEN", "ELSE"}, token)
}

func isComparison(token string) bool {
	return slices.Contains([]string{"=", "<>", "!=", "<", ">", "<=", ">=", "LIKE", "ILIKE"}, token)
}

// hole reads a hole that is in no string.
func (s *scanner) hole() bool {
	if s.done {
		return false
	}
	inValues := len(s.lists) > 0 && s.lists[len(s.lists)-1] && (s.before == "(" || s.before == ",")
	s.holes = append(s.holes, place{
		part: s.part, marks: s.marks,
		value: (isComparison(s.before) || inValues) && (s.gap || !isWord(s.before[len(s.before)-1])) && s.endsValue(),
	})
	s.token("value")
	return true
}

// endsValue reports whether what follows a hole cannot be a part of the value.
func (s *scanner) endsValue() bool {
	if s.part+1 == len(s.parts) {
		return true
	}
	next := s.parts[s.part+1]
	return next.hole == nil && next.text != "" && strings.IndexByte(" \t\r\n),;", next.text[0]) >= 0
}

// mark reads a placeholder, a cast, or what looks like one of them.
func (s *scanner) mark(c byte) bool {
	rest := s.rest()
	digits := func(from int) int {
		n := from
		for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		return n
	}
	style, end := "", 1
	switch {
	case strings.HasPrefix(rest, "::"):
		s.i++
		s.token("::")
		return true
	case c == '?' && (len(rest) == 1 || strings.IndexByte("?|&", rest[1]) < 0 && !isWord(rest[1])):
		style = "?"
	case c == '$' && digits(1) > 1:
		style, end = "$", digits(1)
	case strings.HasPrefix(rest, "@p") && digits(2) > 2:
		style, end = "@p", digits(2)
	}
	if style == "" || s.style != "" && s.style != style {
		return false // names, and operators that look alike
	}
	if style != "?" {
		n, err := strconv.Atoi(rest[len(style):end])
		if err != nil {
			return false
		}
		s.number = max(s.number, n)
	}
	s.style, s.marks = style, s.marks+1
	s.i += end - 1
	s.token("value")
	return true
}
