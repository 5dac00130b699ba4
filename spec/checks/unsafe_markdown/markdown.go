package unsafe_markdown

import (
	"html"
	"slices"
	"strings"
)

// piece is a part of a text that a browser would run.
type piece struct {
	start, end int // bytes
	what, help string
}

// activePieces returns what is active in a Markdown text, in order. The time is
// that of reading it a few times.
func activePieces(text string) []piece {
	var out []piece
	for _, p := range paragraphs(text) {
		s := scanner{text: text, end: p.end, raw: p.html}
		s.scan(p.start)
		out = append(out, s.out...)
	}
	return out
}

// paragraph is a run of lines that is no code.
type paragraph struct {
	start, end int
	html       bool // it begins with an element of HTML, in which Markdown has no say
}

// paragraphs returns the paragraphs of a text without fenced and indented code.
func paragraphs(text string) []paragraph {
	var out []paragraph
	var open *paragraph
	fence := ""
	list, blank := false, true
	flush := func(end int) {
		if open != nil {
			open.end = end
			out = append(out, *open)
			open = nil
		}
	}
	for at := 0; at < len(text); {
		next := len(text)
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			next = at + i + 1
		}
		line := text[at:next]
		body := strings.TrimLeft(line, " ")
		indent := len(line) - len(body)
		if strings.HasPrefix(body, "\t") {
			indent += 4
		}
		body = strings.TrimSpace(body)
		switch {
		case fence != "":
			if strings.HasPrefix(body, fence) && strings.Trim(body, fence[:1]) == "" {
				fence = ""
			}
		case body == "":
			flush(at)
			blank = true
		case opensFence(body) && (indent < 4 || list):
			flush(at)
			fence = body[:len(body)-len(strings.TrimLeft(body, body[:1]))]
			blank = true
		case indent >= 4 && blank && !list:
			// Indented code, which ends where a line is not.
		default:
			if isItem(body) {
				list = true
			} else if blank && indent == 0 {
				list = false
			}
			if open == nil {
				open = &paragraph{start: at, html: opensElement(body)}
			}
			blank = false
		}
		at = next
	}
	flush(len(text))
	return out
}

// opensFence reports whether the line opens a block of code. A backtick behind
// the fence makes it a code span.
func opensFence(line string) bool {
	return strings.HasPrefix(line, "~~~") || strings.HasPrefix(line, "```") && !strings.Contains(strings.TrimLeft(line, "`"), "`")
}

// isItem reports whether the line begins an item of a list.
func isItem(line string) bool {
	rest := strings.TrimLeft(line, "0123456789")
	if rest != line {
		return strings.HasPrefix(rest, ". ") || strings.HasPrefix(rest, ") ")
	}
	return strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ") || strings.HasPrefix(line, "+ ")
}

// blocks are elements that make a paragraph one of HTML.
var blocks = []string{
	"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
	"h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "html", "iframe", "li", "main", "menu", "nav", "ol", "p", "pre", "script",
	"section", "style", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
}

func opensElement(line string) bool {
	rest, ok := strings.CutPrefix(line, "<")
	if !ok {
		return false
	}
	name, _ := cutName(strings.TrimPrefix(rest, "/"))
	return slices.Contains(blocks, strings.ToLower(name))
}

// scanner reads one paragraph from left to right: of a tag and a code span, the
// one that begins first wins.
type scanner struct {
	text string
	end  int
	raw  bool
	out  []piece

	ticks map[int]int // length of a run of backticks → where the last one begins
}

func (s *scanner) scan(at int) {
	if !s.raw {
		s.countTicks(at)
	}
	for at < s.end {
		switch c := s.text[at]; {
		case c == '\\' && !s.raw:
			at += 2
		case c == '`' && !s.raw:
			at = s.codeSpan(at)
		case c == '<':
			at = s.angle(at)
		case c == ']' && !s.raw && at+1 < s.end && (s.text[at+1] == '(' || s.text[at+1] == ':'):
			at = s.address(at+2, s.end)
		default:
			at++
		}
	}
}

// countTicks notes the last run of each length, so that none is looked for in
// vain: a text of runs that never close would take the square of its length.
func (s *scanner) countTicks(at int) {
	s.ticks = map[int]int{}
	for at < s.end {
		n := run(s.text[at:s.end], '`')
		if n > 0 {
			s.ticks[n] = at
		}
		at += max(1, n)
	}
}

func run(s string, c byte) int {
	n := 0
	for n < len(s) && s[n] == c {
		n++
	}
	return n
}

// codeSpan returns what is behind the code span that begins there, or behind the
// backticks where they begin none.
func (s *scanner) codeSpan(at int) int {
	n := run(s.text[at:s.end], '`')
	at += n
	if s.ticks[n] < at {
		return at
	}
	for i := at; i < s.end; {
		m := run(s.text[i:s.end], '`')
		if m == n {
			return i + n
		}
		i += max(1, m)
	}
	return at
}

// angle reads a tag or an autolink, and returns where to go on.
func (s *scanner) angle(at int) int {
	name, rest := cutName(s.text[at+1 : s.end])
	if name == "" {
		return at + 1
	}
	behind := s.end - len(rest)
	if strings.HasPrefix(rest, ":") {
		return s.address(at+1, s.end)
	}
	if rest != "" && !strings.ContainsRune(" \t\r\n/>", rune(rest[0])) {
		return behind
	}
	element := strings.ToLower(name)
	if element == "script" {
		s.add(at, behind, "a script element", "remove it, or put it into backticks where it is a sample")
	}
	return s.attributes(element, at, behind)
}

// attributes reads the attributes of a tag and returns what is behind it.
func (s *scanner) attributes(element string, tag, at int) int {
	for at < s.end {
		switch c := s.text[at]; {
		case c == '>':
			return at + 1
		case c == '<':
			return at // the tag was none
		case strings.IndexByte(" \t\r\n/\"'=", c) >= 0:
			at++
		default:
			at = s.attribute(element, tag, at)
		}
	}
	return at
}

// attribute reads one attribute with its value.
func (s *scanner) attribute(element string, tag, start int) int {
	end := start
	for end < s.end && strings.IndexByte(" \t\r\n/>=<\"'", s.text[end]) < 0 {
		end++
	}
	name := strings.ToLower(s.text[start:end])
	at := end
	for at < s.end && strings.IndexByte(" \t\r\n", s.text[at]) >= 0 {
		at++
	}
	if at >= s.end || s.text[at] != '=' {
		return end
	}
	for at++; at < s.end && strings.IndexByte(" \t\r\n", s.text[at]) >= 0; {
		at++
	}
	value, valueAt, behind := s.value(at)
	switch {
	case isHandler(name):
		s.add(start, end, "the event handler "+name, "remove the attribute")
	case name == "srcdoc" && element == "iframe":
		s.add(start, end, "a page of its own (srcdoc)", "remove the element")
	case (name == "data" && element == "object" || name == "src" && element == "embed") && activeScheme(value) == "":
		s.add(tag, tag+1+len(element), "an element that loads a program ("+element+")", "write a link in its place")
	case slices.Contains([]string{"href", "src", "action", "formaction", "xlink:href", "data", "poster", "background"}, name):
		if scheme := activeScheme(value); scheme != "" {
			s.add(valueAt, valueAt+len(value), "an address of "+scheme+":", "write an address of https")
		}
	}
	return behind
}

// value reads an attribute's value.
func (s *scanner) value(at int) (value string, start, behind int) {
	if at < s.end && (s.text[at] == '"' || s.text[at] == '\'') {
		rest := s.text[at+1 : s.end]
		if n := strings.IndexByte(rest, s.text[at]); n >= 0 {
			return rest[:n], at + 1, at + n + 2
		}
	}
	n := strings.IndexAny(s.text[at:s.end], " \t\r\n>")
	if n < 0 {
		n = s.end - at
	}
	return s.text[at : at+n], at, at + n
}

// address looks at the destination of a link of Markdown, and returns what is
// behind its beginning.
func (s *scanner) address(at, end int) int {
	for at < end && strings.IndexByte(" \t\r\n<", s.text[at]) >= 0 {
		at++
	}
	const longest = 200 // more than any scheme, with what may hide in it
	stop := min(end, at+longest)
	if n := strings.IndexAny(s.text[at:stop], " )>\n"); n >= 0 {
		stop = at + n
	}
	if scheme := activeScheme(s.text[at:stop]); scheme != "" {
		s.add(at, stop, "a link to "+scheme+":", "write an address of https")
		return stop
	}
	return at
}

func (s *scanner) add(start, end int, what, help string) {
	if len(s.out) < maxPerText {
		s.out = append(s.out, piece{start, end, what, help})
	}
}

// cutName splits off the name of an element.
func cutName(s string) (name, rest string) {
	n := 0
	for n < len(s) && (s[n] >= 'a' && s[n] <= 'z' || s[n] >= 'A' && s[n] <= 'Z' || n > 0 && (s[n] >= '0' && s[n] <= '9' || s[n] == '-')) {
		n++
	}
	return s[:n], s[n:]
}

// activeScheme returns the scheme of an address that runs code, "" for others.
// Browsers decode references, and pass over blanks and controls, before they look
// for a scheme.
func activeScheme(address string) string {
	const longest = 200
	address = html.UnescapeString(address[:min(len(address), longest)])
	address = strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, address))
	for _, scheme := range []string{"javascript", "vbscript"} {
		if strings.HasPrefix(address, scheme+":") {
			return scheme
		}
	}
	for _, kind := range []string{"text/html", "application/xhtml", "text/xml", "application/xml"} {
		if strings.HasPrefix(address, "data:"+kind) {
			return "data"
		}
	}
	return ""
}

// events are the beginnings of the names of the events that HTML elements have:
// an attribute as once or only is none.
var events = []string{
	"abort", "activate", "after", "animation", "auxclick", "before", "begin", "blur", "bounce", "cancel", "canplay", "cellchange", "change",
	"click", "close", "contextmenu", "controlselect", "copy", "cuechange", "cut", "data", "dblclick", "deactivate", "drag", "drop",
	"durationchange", "emptied", "end", "error", "filterchange", "finish", "focus", "formdata", "fullscreen", "gotpointer", "hashchange",
	"help", "input", "invalid", "key", "languagechange", "layout", "load", "losecapture", "lostpointer", "message", "mouse", "move",
	"offline", "online", "page", "paste", "pause", "play", "pointer", "popstate", "progress", "propertychange", "ratechange", "readystate",
	"repeat", "reset", "resize", "row", "scroll", "search", "securitypolicy", "seek", "select", "show", "slotchange", "stalled", "start",
	"stop", "storage", "submit", "suspend", "timeupdate", "toggle", "touch", "transition", "unhandledrejection", "unload", "volumechange",
	"waiting", "webkit", "wheel",
}

func isHandler(attribute string) bool {
	event, ok := strings.CutPrefix(attribute, "on")
	return ok && slices.ContainsFunc(events, func(e string) bool { return strings.HasPrefix(event, e) })
}
