package report

import (
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
)

const (
	frameWidth = 120 // columns of source that are shown
	frameLead  = 40  // of which this many at most stand before the mark, where a line is cut
	frameBytes = 4 << 10

	ellipsis = "..."
)

// frame returns a source line as it is shown, and the line under it that marks
// the bytes from column start up to, not including, end (both 1-based). An end
// that is not behind start marks one character. Of a long line the part around
// the mark is shown: minified code and documents have lines of megabytes.
func frame(line string, start, end int) (shown, marks string) {
	before, marked, after := divide(line, start, end)

	// Bytes first, so that the cost does not grow with the line. What is left
	// is still too long to show, so that window says that it was cut.
	before = Clean(before[runeEdge(before, len(before)-frameBytes):])
	marked = Clean(marked[:runeEdge(marked, frameBytes)])
	after = Clean(after[:runeEdge(after, frameBytes)])
	if extent(before)+extent(marked)+extent(after) > frameWidth {
		before, marked, after = window(before, marked, after)
	}
	width := lipgloss.Width(before)
	length := max(1, lipgloss.Width(before+marked)-width)
	return strings.TrimRight(before+marked+after, " "), strings.Repeat(" ", width) + strings.Repeat("^", length)
}

// divide cuts line at two 1-based byte columns, moved to the edges of
// characters and into the line.
func divide(line string, start, end int) (before, marked, after string) {
	from := runeEdge(line, start-1)
	to := runeEdge(line, end-1)
	if to <= from {
		_, size := utf8.DecodeRuneInString(line[from:])
		to = from + size
	}
	return line[:from], line[from:to], line[to:]
}

// runeEdge returns the start of the character that byte i of s is in, within s.
func runeEdge(s string, i int) int {
	i = min(max(i, 0), len(s))
	for n := 0; i > 0 && i < len(s) && !utf8.RuneStart(s[i]) && n < utf8.UTFMax; n++ {
		i--
	}
	return i
}

// window cuts the three parts so that together they fit the frame, with the
// mark in sight and an ellipsis at each cut.
func window(before, marked, after string) (string, string, string) {
	if extent(before) > frameLead {
		before = ellipsis + tail(before, frameLead-len(ellipsis))
	}
	room := frameWidth - extent(before)
	if extent(marked)+extent(after) <= room {
		return before, marked, after
	}
	room -= len(ellipsis)
	if extent(marked) > room {
		return before, head(marked, room) + ellipsis, ""
	}
	return before, marked, head(after, room-extent(marked)) + ellipsis
}

// extent returns how many columns s takes at most. A mark of no width counts
// as one column here, so that a pile of them is cut too.
func extent(s string) int {
	n := 0
	for _, r := range s {
		if r < utf8.RuneSelf {
			n++
			continue
		}
		n += max(1, lipgloss.Width(string(r)))
	}
	return n
}

// head returns the start of s that fits width columns.
func head(s string, width int) string {
	for i, r := range s {
		width -= extent(string(r))
		if width < 0 {
			return s[:i]
		}
	}
	return s
}

// tail returns the end of s that fits width columns.
func tail(s string, width int) string {
	for i := len(s); i > 0; {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		width -= extent(s[i-size : i])
		if width < 0 {
			return s[i:]
		}
		i -= size
	}
	return s
}

// Fit returns the start of clean text that fits width columns.
func Fit(s string, width int) string { return head(s, width) }
