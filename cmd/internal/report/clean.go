package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tab is what a tab becomes: wide enough to see, the same everywhere.
const tab = "    "

// Clean returns s safe to print on one line of a terminal. Source, paths and
// documents are other people's text: an escape sequence in a comment must not
// reach the terminal, nor a character that reorders or hides what stands
// beside it. Control characters become their pictures, as ESC becomes ␛, what
// else cannot be shown becomes U+FFFD, a tab four blanks.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s { // invalid bytes arrive as U+FFFD
		switch {
		case r == '\t':
			b.WriteString(tab)
		case r < ' ':
			b.WriteRune('\u2400' + r)
		case r == 0x7f:
			b.WriteRune('\u2421')
		case hidden(r):
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// CleanLines is Clean for text of several lines, whose breaks stay.
func CleanLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = Clean(strings.TrimSuffix(lines[i], "\r"))
	}
	return strings.Join(lines, "\n")
}

func isClean(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// hidden reports whether r acts on a terminal or a reader without being seen:
// C1 controls, direction overrides, zero-width characters, line separators,
// private use. The joiners stay, which emoji and several scripts are written
// with.
func hidden(r rune) bool {
	const zeroWidthNonJoiner, zeroWidthJoiner = '\u200c', '\u200d'
	if r == zeroWidthJoiner || r == zeroWidthNonJoiner {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co)
}
