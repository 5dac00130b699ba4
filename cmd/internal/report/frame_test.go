package report

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"charm.land/lipgloss/v2"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

func TestFrame(t *testing.T) {
	tests := []struct {
		name, line   string
		start, end   int
		shown, marks string
	}{
		{"plain", "a := f(b)", 6, 10, "a := f(b)", "     ^^^^"},
		{"no end", "a := f(b)", 6, 0, "a := f(b)", "     ^"},
		{"no end at a wide character", "a 日", 3, 0, "a 日", "  ^^"},
		{"tabs", "\t\tf(b)", 3, 7, "        f(b)", "        ^^^^"},
		{"tab inside", "a\tf", 3, 4, "a    f", "     ^"},
		{"wide before", "日本 f", 8, 9, "日本 f", "     ^"},
		{"wide marked", "f 日本", 3, 9, "f 日本", "  ^^^^"},
		{"combining", "e\u0301 f", 5, 6, "e\u0301 f", "  ^"},
		{"joined emoji", "👩‍👩‍👧 f", 20, 21, "👩‍👩‍👧 f", "   ^"},
		{"inside a character", "日 f", 2, 3, "日 f", "^^"},
		{"beyond the line", "ab", 9, 12, "ab", "  ^"},
		{"before the line", "ab", -4, -2, "ab", "^"},
		{"end before start", "abc", 3, 2, "abc", "  ^"},
		{"empty", "", 1, 2, "", "^"},
		{"escape", "x \x1b[31mred", 3, 4, "x ␛[31mred", "  ^"},
		{"invalid bytes", "\xff\xfe f", 4, 5, "\uFFFD\uFFFD f", "   ^"},
		{"direction override", "a\u202e b", 6, 7, "a\uFFFD b", "   ^"},
		{"line separator", "a\u2028b", 5, 6, "a\uFFFDb", "  ^"},
		{"trailing blanks", "a  ", 1, 2, "a", "^"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			shown, marks := frame(tt.line, tt.start, tt.end)
			if shown != tt.shown || marks != tt.marks {
				t.Errorf("got\n%q\n%q, want\n%q\n%q", shown, marks, tt.shown, tt.marks)
			}
		})
	}
}

func TestFrameOfLongLines(t *testing.T) {
	filler := strings.Repeat("x", 1<<20)
	tests := []struct {
		name       string
		line       string
		start, end int
		marked     string // what stands above the marks
	}{
		{"in the middle", filler + "HERE" + filler, 1<<20 + 1, 1<<20 + 5, "HERE"},
		{"at the start", "HERE" + filler, 1, 5, "HERE"},
		{"at the end", filler + "HERE", 1<<20 + 1, 1<<20 + 5, "HERE"},
		{"wide characters", strings.Repeat("日", 1<<18) + "HERE" + strings.Repeat("本", 1<<18), 3<<18 + 1, 3<<18 + 5, "HERE"},
		{"tabs", strings.Repeat("\t", 1<<20) + "HERE", 1<<20 + 1, 1<<20 + 5, "HERE"},
		{"invalid bytes", strings.Repeat("\xff", 1<<20) + "HERE" + strings.Repeat("\xbf", 1<<20), 1<<20 + 1, 1<<20 + 5, "HERE"},
		{"combining marks", strings.Repeat("\u0301", 1<<19) + "HERE", 1<<20 + 1, 1<<20 + 5, "HERE"},
		{"a long mark", "a " + filler, 3, 1<<20 + 3, "xxx"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			shown, marks := frame(tt.line, tt.start, tt.end)
			if w := lipgloss.Width(shown); w > frameWidth {
				t.Errorf("%d columns shown, want %d at most", w, frameWidth)
			}
			if len(shown) > 4*frameWidth {
				t.Errorf("%d bytes shown", len(shown))
			}
			if !strings.Contains(shown, ellipsis) {
				t.Error("a cut line does not say so")
			}
			from := len(marks) - len(strings.TrimLeft(marks, " "))
			// The mark's column is where the text's width before it ends.
			i := strings.Index(shown, tt.marked)
			if i < 0 || lipgloss.Width(shown[:i]) != from {
				t.Errorf("marks start at column %d under\n%s\n%s", from, shown, marks)
			}
			if len(marks)-from > lipgloss.Width(shown) {
				t.Errorf("%d marks under %d columns", len(marks)-from, lipgloss.Width(shown))
			}
		})
	}
}

func TestClean(t *testing.T) {
	tests := map[string]string{
		"plain":                 "plain",
		"a\tb":                  "a    b",
		"\x1b]0;title\x07":      "␛]0;title␇",
		"a\r\nb":                "a␍␊b",
		"\x00\x7f":              "␀␡",
		"\u009b31m":             "\uFFFD31m",
		"a\xffb":                "a\uFFFDb",
		"\u202eevil\u202c":      "\uFFFDevil\uFFFD",
		"zero\u200bwidth\ufeff": "zero\uFFFDwidth\uFFFD",
		"ä 日 👩‍👧 e\u0301":       "ä 日 👩‍👧 e\u0301",
	}
	for in, want := range tests {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
	if got := CleanLines("a\r\nb\x1b\n"); got != "a\nb␛\n" {
		t.Errorf("CleanLines = %q", got)
	}
}

// Every text that other people wrote is hostile here: nothing of it may reach
// a terminal as a command.
func TestTextHoldsNoEscapeSequence(t *testing.T) {
	evil := "\x1b[2J\x1b]8;;http://evil\x07\u009b1m\u202e\r\x00\xff"
	source := project(t, map[string]string{"a.go": "x := 1 // " + evil + "\n"})
	r := &finding.Report{Findings: []finding.Finding{{
		Rule: "stray", Level: rules.Error, Message: evil, Help: evil,
		At:      finding.Range{File: "a.go", Line: 1, Column: 4, EndLine: 1, EndColumn: 99},
		Related: []finding.Note{{Range: finding.Range{File: evil, Line: 1}, Message: evil}},
		Trace:   []finding.Note{{Range: finding.Range{File: "a.go", Line: 1}, Message: evil + "\n" + evil}},
	}}}
	for _, format := range Formats() {
		out := render(t, format, r, Info{Catalog: catalog(t), Source: source})
		if !utf8.Valid(out) {
			t.Errorf("%s is not valid UTF-8", format)
		}
		for _, c := range string(out) {
			if c != '\n' && unicode.Is(unicode.Cc, c) && !(format != "text" && c == 0x9b) { // JSON text may hold C1 controls
				t.Errorf("%s holds the control character %U", format, c)
			}
		}
	}
}

func TestSummary(t *testing.T) {
	f := func(l rules.Level, n int) (fs []finding.Finding) {
		for range n {
			fs = append(fs, finding.Finding{Level: l})
		}
		return fs
	}
	join := func(lists ...[]finding.Finding) (fs []finding.Finding) {
		for _, l := range lists {
			fs = append(fs, l...)
		}
		return fs
	}
	excused := []finding.Finding{{Level: rules.Error, Suppressed: &finding.Suppression{}}, {Level: rules.Note, Suppressed: &finding.Suppression{}}}
	tests := []struct {
		report finding.Report
		want   string
	}{
		{finding.Report{Findings: join(f(rules.Error, 3), f(rules.Warning, 2), f(rules.Note, 1), excused), Packages: 12, Documents: 1},
			"3 errors, 2 warnings, 1 note in 12 packages, 1 document (2 suppressed)"},
		{finding.Report{Findings: f(rules.Error, 1), Documents: 2}, "1 error in 2 documents"},
		{finding.Report{Packages: 1}, "no findings in 1 package"},
		{finding.Report{Packages: 1, Failures: make([]finding.Failure, 2)}, "no findings in 1 package; incomplete: 2 inputs failed"},
		{finding.Report{}, "no findings"},
	}
	for _, tt := range tests {
		if got := Summary(&tt.report); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func FuzzFrame(f *testing.F) {
	f.Add("\tx := \"日本\" // \x1b[31m", 3, 9)
	f.Add(strings.Repeat("\xff\u0301\t", 3000), 5000, 99999)
	f.Add("", 0, -1)
	f.Fuzz(func(t *testing.T, line string, start, end int) {
		shown, marks := frame(line, start, end)
		if Clean(shown) != shown {
			t.Errorf("%q would be cleaned again", shown)
		}
		if lipgloss.Width(shown) > frameWidth {
			t.Errorf("%d columns shown", lipgloss.Width(shown))
		}
		if strings.Trim(marks, " ") == "" || strings.Trim(marks, " ^") != "" {
			t.Errorf("marks %q", marks)
		}
	})
}
