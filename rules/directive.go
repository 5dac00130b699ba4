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

// Ignore is a directive where it stands in a file.
type Ignore struct {
	Directive
	At   Place // of the comment
	Line int   // the line it covers: its own, or the one after a comment that stands alone
}

// Excused returns the rules that directives excuse at a line of a file, in
// their order.
func Excused(ignores []Ignore, file string, line int) []string {
	var ids []string
	for _, ig := range ignores {
		if ig.Reason != "" && ig.At.File == file && (ig.Line == line || ig.At.Line == line) {
			ids = append(ids, ig.Rules...)
		}
	}
	return ids
}

// Ignored returns the index in ignores of the first directive that excuses a
// finding of the rule at the place, or -1. A directive without a reason
// excuses nothing.
func Ignored(ignores []Ignore, ruleID string, file string, line int) int {
	return slices.IndexFunc(ignores, func(ig Ignore) bool {
		return ig.Reason != "" && ig.At.File == file && (ig.Line == line || ig.At.Line == line) && slices.Contains(ig.Rules, ruleID)
	})
}
