package main

import (
	"cmp"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/daveshanley/vacuum/model"
)

// places finds vacuum's positions in the files of a document.
type places struct {
	document document
	lines    map[string][]string // by file
}

func newPlaces(d document) *places {
	p := &places{document: d, lines: map[string][]string{}}
	for _, f := range d.Files {
		p.lines[f.Name] = strings.Split(strings.TrimPrefix(f.Text, "\uFEFF"), "\n")
	}
	return p
}

// finding returns a result of the rule as the protocol has it.
func (p *places) finding(id string, r *model.RuleFunctionResult) finding {
	f := finding{Rule: id, Document: p.document.Name, File: p.file(r), Pointer: pointer(r.Path)}
	f.Message = message(id, r, f.Pointer)
	if r.Rule != nil {
		f.Help = line(r.Rule.HowToFix)
	}
	lines := p.lines[f.File]
	if r.StartNode == nil || r.StartNode.Line < 1 || r.StartNode.Line > len(lines) {
		return f
	}
	text := strings.TrimSuffix(lines[r.StartNode.Line-1], "\r")
	f.Line, f.Column = r.StartNode.Line, column(text, r.StartNode.Column)
	if end := r.EndNode; end != nil && end.Line == f.Line && end.Column > r.StartNode.Column {
		// Vacuum adds the bytes of the value to the runes before it.
		f.EndLine, f.EndColumn = f.Line, min(f.Column+end.Column-r.StartNode.Column, len(text)+1)
	}
	if f.EndColumn <= f.Column {
		f.EndLine, f.EndColumn = 0, 0
	}
	return f
}

// message returns what a result of the rule says. Vacuum leaves the places that
// Spectral fills in a message as they are; a message with one that nobody can
// fill here gives way to the rule's description.
func message(id string, r *model.RuleFunctionResult, pointer string) string {
	var description string
	if r.Rule != nil {
		description = line(r.Rule.Description)
	}
	text := line(r.Message)
	if strings.Contains(text, "{{") {
		text = strings.NewReplacer("{{property}}", property(pointer), "{{path}}", pointer, "{{description}}", description).Replace(text)
	}
	if strings.Contains(text, "{{") && description != "" {
		text = description
	}
	text = strings.TrimPrefix(text, ": ") // what is before it was to be a description
	return cmp.Or(text, description, "the rule "+id+" is broken")
}

// property returns the last step of a JSON pointer.
func property(pointer string) string {
	last := pointer[strings.LastIndexByte(pointer, '/')+1:]
	return strings.NewReplacer("~1", "/", "~0", "~").Replace(last)
}

// file returns the file of the document that a result is in, the entry where
// that cannot be told.
func (p *places) file(r *model.RuleFunctionResult) string {
	if r.Origin == nil {
		return p.document.Name
	}
	rel, err := filepath.Rel(nowhere(), r.Origin.AbsoluteLocation)
	if name := filepath.ToSlash(rel); err == nil && p.lines[name] != nil {
		return name
	}
	return p.document.Name
}

// column returns the 1-based column in bytes of one in runes. One beyond the
// line stands at its end.
func column(text string, runes int) int {
	at := 0
	for ; runes > 1 && at < len(text); runes-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at + 1
}

// pointer returns the JSON pointer that a JSONPath stands for, "" where it names
// no single place.
func pointer(path string) string {
	rest, ok := strings.CutPrefix(path, "$")
	if !ok {
		return ""
	}
	var b strings.Builder
	for rest != "" {
		name, after, ok := segment(rest)
		if !ok {
			return ""
		}
		b.WriteString("/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(name))
		rest = after
	}
	return b.String()
}

// segment splits the first step off a JSONPath: .name, [0], ['name'] or
// ["name"].
func segment(path string) (name, rest string, ok bool) {
	switch {
	case strings.HasPrefix(path, "['"), strings.HasPrefix(path, `["`):
		name, rest, ok = strings.Cut(path[2:], path[1:2]+"]")
	case strings.HasPrefix(path, "["):
		name, rest, ok = strings.Cut(path[1:], "]")
		if _, err := strconv.ParseUint(name, 10, 32); err != nil {
			ok = false
		}
	case strings.HasPrefix(path, "."):
		end := strings.IndexAny(path[1:], ".[") + 1
		if end == 0 {
			end = len(path)
		}
		name, rest, ok = path[1:end], path[end:], true
		if name == "" || strings.ContainsAny(name, "*?@~^") {
			ok = false
		}
	}
	return name, rest, ok
}
