package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// writeText writes one block per finding that counts, and a summary.
//
//	error[rule_id]: message
//	  --> file:line:column
//	   |
//	42 | the source line
//	   |     ^^^^^^ what is meant
//	   ::: file:line:column: a related place
//	   = trace: 1. file:line:column: the first step
//	   = help: what to do
//	   = fix: what apiward check --fix would do
//	   = explain: apiward explain rule_id
//
// All of it is plain ASCII but for the source and the messages themselves, so
// that it survives a pipe, a log and a mail. Many notes of one rule in one file
// are told by the first of them and a count, unless all are asked for. What the run fixed follows in
// blocks of three lines, where its file had it.
func writeText(b *page, r *finding.Report, info Info) error {
	t := &textWriter{page: b, info: info}
	folds := newFolds(r, info)
	for _, f := range r.Findings {
		if f.Suppressed == nil && !folds.hides(f) {
			t.finding(f)
			t.turn()
		}
	}
	for _, f := range folds.list {
		t.line(t.level(rules.Note, "note["+Clean(f.rule)+"]"), t.bold(": "+f.message()))
		t.line("  ", t.dim("= show:"), " apiward check --notes all")
		t.line("  ", t.dim("= explain:"), " apiward explain ", Clean(f.rule))
		t.line()
	}
	for _, f := range r.Fixed {
		t.line(t.bold("fixed["+Clean(f.Rule)+"]: "), Clean(f.Message))
		t.place(" ", "-->", f.At, "")
		if f.Fix != nil {
			t.line("  ", t.dim("= fix:"), " ", Clean(f.Fix.Message))
		}
		t.line()
	}
	t.line(t.bold(Summary(r)))
	return nil
}

// textWriter writes text, coloured where the reader's terminal shows colour.
type textWriter struct {
	*page
	info Info
}

func (t *textWriter) line(parts ...string) {
	for _, p := range parts {
		t.WriteString(p)
	}
	t.WriteByte('\n')
}

func (t *textWriter) finding(f finding.Finding) {
	t.line(t.level(f.Level, f.Level.String()+"["+Clean(f.Rule)+"]"), t.bold(": "+Clean(f.Message)))
	margin := t.margin(f)
	t.place(margin, "-->", f.At, "")
	t.frame(margin, f.At, f.Level)
	for _, n := range f.Related {
		t.place(margin, ":::", n.Range, n.Message)
		t.frame(margin, n.Range, rules.Note)
	}
	for i, n := range f.Trace {
		lead := "        "
		if i == 0 {
			lead = "= trace:"
		}
		t.line(margin, " ", t.dim(lead), fmt.Sprintf(" %d. %s: %s", i+1, where(n.Range), Clean(n.Message)))
	}
	if f.Help != "" {
		t.line(margin, " ", t.dim("= help:"), " ", Clean(f.Help))
	}
	if f.Fix != nil {
		t.line(margin, " ", t.dim("= fix:"), " ", Clean(f.Fix.Message), " (apiward check --fix)")
	}
	t.line(margin, " ", t.dim("= explain:"), " apiward explain ", Clean(f.Rule))
	t.line()
}

// margin returns blanks as wide as the largest line number of the block.
func (t *textWriter) margin(f finding.Finding) string {
	line := f.At.Line
	for _, n := range f.Related {
		line = max(line, n.Line)
	}
	return strings.Repeat(" ", len(strconv.Itoa(line)))
}

func (t *textWriter) place(margin, arrow string, at finding.Range, message string) {
	if message != "" {
		message = ": " + Clean(message)
	}
	t.line(margin, t.dim(arrow), " ", where(at), message)
}

// frame writes the source line with its mark, or nothing where the line cannot
// be read: the place stands above it.
func (t *textWriter) frame(margin string, at finding.Range, level rules.Level) {
	source, ok := t.info.Source.Line(at.File, at.Line)
	if !ok {
		return
	}
	start, end := columns(at, source)
	shown, marks := frame(source, start, end)
	number := strconv.Itoa(at.Line)
	t.line(margin, " ", t.dim("|"))
	t.line(strings.Repeat(" ", len(margin)-len(number)), t.dim(number+" |"), " ", shown)
	indent := len(marks) - len(strings.TrimLeft(marks, " "))
	t.line(margin, " ", t.dim("|"), " ", marks[:indent], t.level(level, marks[indent:]))
}

// columns returns the columns of a range on its first line.
func columns(at finding.Range, line string) (start, end int) {
	start, end = max(1, at.Column), at.EndColumn
	switch {
	case at.EndLine == 0:
		end = 0
	case at.EndLine > at.Line:
		end = len(line) + 1
	}
	return start, end
}

// where returns a place as editors and terminals make links of it.
func where(at finding.Range) string {
	s := Clean(at.File)
	if at.Line > 0 {
		s += ":" + strconv.Itoa(at.Line)
		if at.Column > 0 {
			s += ":" + strconv.Itoa(at.Column)
		}
	}
	return s
}

func (t *textWriter) level(l rules.Level, s string) string {
	if !t.info.Color {
		return s
	}
	return InLevel(l, s)
}

// InLevel returns the text in the colour that a terminal shows a level in; what
// counts nothing is good news.
func InLevel(l rules.Level, s string) string {
	style := lipgloss.NewStyle().Bold(true)
	switch l {
	case rules.Error:
		style = style.Foreground(lipgloss.Red)
	case rules.Warning:
		style = style.Foreground(lipgloss.Yellow)
	case rules.Note:
		style = style.Foreground(lipgloss.Cyan)
	default:
		style = style.Foreground(lipgloss.Green)
	}
	return style.Render(s)
}

// Bold returns the text as a terminal shows what is to be read first.
func Bold(s string) string { return lipgloss.NewStyle().Bold(true).Render(s) }

func (t *textWriter) bold(s string) string { return t.render(lipgloss.NewStyle().Bold(true), s) }

func (t *textWriter) dim(s string) string {
	return t.render(lipgloss.NewStyle().Foreground(lipgloss.Blue), s)
}

func (t *textWriter) render(style lipgloss.Style, s string) string {
	if !t.info.Color {
		return s
	}
	return style.Render(s)
}

// Summary returns the outcome of a run in one line:
//
//	3 errors, 2 warnings, 1 note in 12 packages, 1 document (2 suppressed, 1 of them by the gateway: rate_limit)
func Summary(r *finding.Report) string {
	c := finding.Count(r.Findings)
	found := list(some(c.Errors, "error"), some(c.Warnings, "warning"), some(c.Notes, "note"))
	if found == "" {
		found = "no findings"
	}
	s := found
	if looked := list(some(r.Packages, "package"), some(r.Documents, "document")); looked != "" {
		s += " in " + looked
	}
	if c.Suppressed > 0 {
		s += fmt.Sprintf(" (%d suppressed%s)", c.Suppressed, answered(r.Findings))
	}
	if n := len(r.Fixed); n > 0 {
		s += fmt.Sprintf("; %d fixed", n)
	}
	if n := len(r.Failures); n > 0 {
		s += "; incomplete: " + count(n, "input") + " failed"
	}
	return s
}

// answered says how many findings the facts of the gateway excuse, and which.
func answered(findings []finding.Finding) string {
	n := 0
	var facts []string
	for _, f := range findings {
		if f.Suppressed == nil || f.Suppressed.Kind != "gateway" {
			continue
		}
		n++
		if fact := string(f.Answered); !slices.Contains(facts, fact) {
			facts = append(facts, fact)
		}
	}
	if n == 0 {
		return ""
	}
	slices.Sort(facts)
	return fmt.Sprintf(", %d of them by the gateway: %s", n, strings.Join(facts, ", "))
}

// some returns the count of things, or "" where there are none.
func some(n int, thing string) string {
	if n == 0 {
		return ""
	}
	return count(n, thing)
}

func count(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return strconv.Itoa(n) + " " + thing
}

// list joins what is not empty by commas.
func list(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, ", ")
}
