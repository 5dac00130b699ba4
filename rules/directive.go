package rules

import "strings"

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
