package change

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/cmd/internal/report"
	"github.com/apiward/apiward/rules"
)

// Version is the version of the JSON. Fields are added, never changed or removed.
const Version = 1

// Report is a difference with what a reader must know to trust it.
type Report struct {
	Base     Base      `json:"base"`
	Summary  Count     `json:"summary"`
	Changes  []Change  `json:"changes"` // the worst first
	Notices  []Notice  `json:"notices"`
	Failures []Failure `json:"failures"`
}

// Base is what was compared with.
type Base struct {
	Asked  string `json:"asked"` // as the user wrote it
	Commit string `json:"commit"`
	// Fork says that the commit is where the branch left what was asked for.
	Fork bool `json:"merge_base"`
}

// Notice is a notice of one side: "base" or "head".
type Notice struct {
	Side string `json:"side"`
	finding.Notice
}

// Failure is an input of one side that could not be analysed. What it would have
// shown looks as if it had come, or gone.
type Failure struct {
	Side string `json:"side"`
	finding.Failure
}

// JSON writes the report for machines:
//
//	{
//	  "version": 1,
//	  "base":     {"asked", "commit", "merge_base"},
//	  "summary":  {"errors", "warnings", "notes", "better", "other"},
//	  "changes":  [{"kind", "effect", "level", "subject", "service", "file", "before", "after", "reason",
//	                "rules", "at", "gone", "findings", "id"}],
//	  "notices":  [{"side", "message", "at"}],
//	  "failures": [{"side", "input", "message", "at"}]
//	}
//
// The levels count changes for the worse alone.
func (r *Report) JSON() ([]byte, error) {
	out := *r
	if out.Changes == nil {
		out.Changes = []Change{}
	}
	if out.Notices == nil {
		out.Notices = []Notice{}
	}
	if out.Failures == nil {
		out.Failures = []Failure{}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	err := e.Encode(struct {
		Version int `json:"version"`
		Report
	}{Version, out})
	return b.Bytes(), err
}

// maxTogether is how many rows that say the same of several routes stand there
// one by one.
const maxTogether = 3

// line is one row of a table: a change, or several that say the same.
type line struct {
	Change
	more int // changes beside the first
}

// lines returns the rows of a table. With all set, every change has its own.
func lines(changes []Change, all bool) (list []line) {
	groups := map[string]int{}
	for _, c := range changes {
		groups[c.together()]++
	}
	at := map[string]int{}
	for _, c := range changes {
		group := c.together()
		if all || groups[group] <= maxTogether {
			list = append(list, line{Change: c})
			continue
		}
		if i, known := at[group]; known {
			list[i].more++
			continue
		}
		at[group] = len(list)
		list = append(list, line{Change: c})
	}
	return list
}

// together returns what rows have in common that may be told as one.
func (c *Change) together() string {
	before, after, reason, where, named := c.Before, c.After, c.Reason, c.Service+c.File, strings.Join(c.Rules, ",")
	switch c.Kind {
	case GuardLost, GuardWeakened, GuardUnclear, GuardGained, AuthzLost, LimitLost:
		named = "" // of some routes the loss is a finding, and of a probe it is none
	case FieldExposed, FieldDocumented:
		after = c.field
	case RouteMoved:
		before, after = "", ""
	case Drift, FindingFixed, FindingNew, FindingWorse, Excused, ExcuseGone:
		where, reason = c.Rules[0], "" // what each one says is in the JSON
	}
	return strings.Join([]string{string(c.Kind), string(c.Effect), c.Level.String(), before, after, reason, where, named}, "\x00")
}

// cells returns the columns of a row.
func (l *line) cells() []string {
	level := string(l.Effect)
	if l.Effect == Worse {
		level = l.Level.String()
	}
	if l.Effect == Other {
		level = ""
	}
	subject := l.Subject
	if l.more > 0 {
		subject += fmt.Sprintf(" and %d more", l.more)
	}
	where := l.At.File
	if l.At.Line > 0 {
		where += fmt.Sprintf(":%d", l.At.Line)
	}
	if l.Gone && where != "" {
		where += " (base)"
	}
	why := l.Reason
	if named := strings.Join(l.Rules, ", "); named != "" && named != l.Subject {
		if why = named; l.Reason != "" {
			why += ": " + l.Reason
		}
	}
	return []string{level, l.Kind.Title(), subject, l.change(), where, why}
}

// change returns what was before and what is now, in one column.
func (l *line) change() string {
	switch {
	case l.Before == "":
		return l.After
	case l.After == "":
		return "was " + l.Before
	}
	return l.Before + " → " + l.After
}

// Headline says in one line what became worse and better.
func (r *Report) Headline() string {
	n := Counted(r.Changes)
	var parts []string
	for _, part := range []struct {
		n     int
		thing string
	}{{n.Errors, "error"}, {n.Warnings, "warning"}, {n.Notes, "note"}} {
		if part.n > 0 {
			parts = append(parts, plural(part.n, part.thing))
		}
	}
	text := "nothing became worse"
	if len(parts) > 0 {
		text = "worse by " + strings.Join(parts, ", ")
	}
	if n.Better > 0 {
		text += "; better in " + plural(n.Better, "place")
	}
	if n.Other > 0 {
		text += "; " + plural(n.Other, "other change")
	}
	if len(r.Failures) > 0 {
		text += "; incomplete: " + plural(len(r.Failures), "input") + " failed"
	}
	return text
}

// Against names the base: "main (3f2a1bc0de)".
func (r *Report) Against() string {
	short := r.Base.Commit[:min(10, len(r.Base.Commit))]
	if strings.HasPrefix(r.Base.Commit, r.Base.Asked) {
		return short // asked for by its name
	}
	return fmt.Sprintf("%s (%s)", r.Base.Asked, short)
}

// Text writes the report as a table for people, rows that say the same of many
// routes as one unless all are asked for. With color, the columns are as wide as
// without.
func (r *Report) Text(all, color bool) ([]byte, error) {
	var b, table bytes.Buffer
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	if len(r.Changes) > 0 {
		fmt.Fprintln(w, "LEVEL\tCHANGE\tWHAT\tBEFORE → NOW\tWHERE\tWHY")
	}
	rows := lines(r.Changes, all)
	for _, l := range rows {
		cells := l.cells()
		for i, c := range cells {
			if cells[i] = report.Clean(c); c == "" {
				cells[i] = "-"
			}
		}
		if cells[len(cells)-1] == "-" {
			cells[len(cells)-1] = "" // there all the same, or the rows would not align
		}
		fmt.Fprintln(w, strings.Join(cells, "\t"))
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	n := 0
	for text := range strings.Lines(table.String()) {
		text = strings.TrimRight(text, " \n")
		switch {
		case !color:
		case n == 0:
			text = report.Bold(text)
		default:
			text = rows[n-1].inColor(text)
		}
		b.WriteString(text + "\n")
		n++
	}
	if len(r.Changes) > 0 {
		b.WriteByte('\n')
	}
	last := fmt.Sprintf("against %s: %s", report.Clean(r.Against()), r.Headline())
	if color {
		last = report.Bold(last)
	}
	b.WriteString(last + "\n")
	return b.Bytes(), nil
}

// inColor returns the row as it is written, with what it says of security in the
// colour of that.
func (l *line) inColor(text string) string {
	level, rest, _ := strings.Cut(text, " ")
	if level == "-" {
		return text
	}
	return report.InLevel(l.Level, level) + " " + rest
}

// Markdown writes the report as a pull request shows it.
func (r *Report) Markdown(all bool) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "### Security diff against %s\n\n%s\n", code(r.Against()), escape(sentence(r.Headline())))
	if len(r.Changes) > 0 {
		b.WriteString("\n| | Change | What | Before → now | Where | Why |\n| --- | --- | --- | --- | --- | --- |\n")
	}
	for _, l := range lines(r.Changes, all) {
		cells := l.cells()
		what := code(l.Subject)
		if l.more > 0 {
			what += fmt.Sprintf(" and %d more", l.more)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", escape(cells[0]), cells[1], what, escape(cells[3]), code(cells[4]), escape(cells[5]))
	}
	for _, f := range r.Failures {
		fmt.Fprintf(&b, "\n> **%s, %s**: %s\n", f.Side, escape(f.Input), escape(f.Message))
	}
	return b.Bytes(), nil
}

func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] + "." }

// escape returns text that Markdown shows as it is, on one line of a table.
func escape(s string) string {
	return markdown.Replace(report.Clean(s))
}

var markdown = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `\`, `\\`, "|", `\|`, "`", "\\`", "*", `\*`, "_", `\_`,
	"[", `\[`, "]", `\]`, "#", `\#`, "~", `\~`, "@", "&#64;")

// code returns text as code in a table, where a bar still ends a cell.
func code(s string) string {
	if s == "" {
		return ""
	}
	s = strings.ReplaceAll(report.Clean(s), "|", `\|`)
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		return fence + " " + s + " " + fence
	}
	return fence + s + fence
}

// Fails reports whether the head is worse at the level or above.
func (r *Report) Fails(level rules.Level) bool { return Counted(r.Changes).AtLeast(level) > 0 }
