package rules

import (
	"slices"
	"strings"
)

// Directive is a comment that excuses findings where they stand:
//
//	//apiward:ignore sql_injection -- the table name comes from a migration
//	# apiward:ignore missing_security,cleartext_server -- internal only
//
// It covers its own line, or, where nothing else stands on its line, the line
// after its comment.
type Directive struct {
	Rules  []string // as written; empty where none is named
	Reason string   // "" where it is missing, which is an error
}

// directiveMark opens every directive. In Go it follows the comment's slashes
// at once, as go:build and go:embed do; in YAML a blank may stand between.
const directiveMark = "apiward:ignore"

// ParseDirective reads a directive from the text of one comment, without its
// // or #. It reports false where the comment is no directive.
func ParseDirective(text string) (Directive, bool) {
	rest, ok := strings.CutPrefix(text, directiveMark)
	if !ok || rest != "" && rest[0] != ' ' && rest[0] != '\t' {
		return Directive{}, false
	}
	names, reason, _ := strings.Cut(rest, "--")
	return Directive{
		Rules:  strings.FieldsFunc(names, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' }),
		Reason: strings.TrimSpace(reason),
	}, true
}

// Ignore is an excuse where it stands in a file: a directive, or one rule of an
// extension of a document,
//
//	x-apiward-ignore:
//	  missing_security: the ingress asks for the credential
//
// which covers the object it stands in and everything below.
type Ignore struct {
	Directive
	At   Place // of the comment, or of the rule's name
	Line int   // the line a comment covers: its own, or the one after one that stands alone
	// Object is what an extension covers; nil for a comment.
	Object *Span
}

// Span is a part of a file: from the start up to, not including, the end.
type Span struct {
	Line, Column       int
	EndLine, EndColumn int
}

// covers reports whether the excuse is one for its rules at a place.
func (ig Ignore) covers(at Place) bool {
	switch s := ig.Object; {
	case ig.Reason == "" || ig.At.File != at.File:
		return false
	case s == nil:
		return ig.Line == at.Line || ig.At.Line == at.Line
	default:
		return before(s.Line, s.Column-1, at.Line, at.Column) && before(at.Line, at.Column, s.EndLine, s.EndColumn)
	}
}

// before reports whether one position stands in front of another.
func before(line, column, otherLine, otherColumn int) bool {
	return line < otherLine || line == otherLine && column < otherColumn
}

// Excused returns the rules that comments excuse at a line of a file, in their
// order.
func Excused(ignores []Ignore, file string, line int) []string {
	var ids []string
	for _, ig := range ignores {
		if ig.Object == nil && ig.covers(Place{File: file, Line: line}) {
			ids = append(ids, ig.Rules...)
		}
	}
	return ids
}

// Ignored returns the index in ignores of the nearest excuse for a finding of the
// rule at the place, or -1: a comment before an extension, and of several objects
// inside each other the innermost. One without a reason excuses nothing.
func Ignored(ignores []Ignore, ruleID string, at Place) int {
	best := -1
	for i, ig := range ignores {
		if !ig.covers(at) || !slices.Contains(ig.Rules, ruleID) {
			continue
		}
		if ig.Object == nil {
			return i
		}
		if best < 0 || !before(ig.Object.Line, ig.Object.Column, ignores[best].Object.Line, ignores[best].Object.Column) {
			best = i
		}
	}
	return best
}
