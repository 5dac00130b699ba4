package report

import (
	"fmt"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
)

// summaryBytes is what GitHub takes of the summary of one step, but for what is
// needed to say that it was too much.
const summaryBytes = 1<<20 - 1<<10

// writeMarkdown writes the report as a table, the loudest findings first, for
// the summary of a job or the comment of a pull request:
//
//	### apiward: 3 errors, 1 note in 12 packages
//
//	| level | rule | where | what |
//	|---|---|---|---|
//	| error | `sql_injection` | `db/store.go:4` | the SQL text ... |
//
// It ends before the size that services take, and says what it left out.
func writeMarkdown(b *page, r *finding.Report, info Info) error {
	m := &markdownWriter{page: b, info: info}
	fmt.Fprintf(m, "### apiward: %s\n", Markdown(Summary(r)))
	m.failures(r.Failures)
	m.findings(loudest(counting(r.Findings), info))
	return nil
}

type markdownWriter struct {
	*page
	info Info
}

// row writes a line of a table where there is room for it.
func (m *markdownWriter) row(cells ...string) bool {
	line := "| " + strings.Join(cells, " | ") + " |\n"
	if m.Len()+len(line) > summaryBytes {
		return false
	}
	m.WriteString(line)
	return true
}

func (m *markdownWriter) failures(failures []finding.Failure) {
	if len(failures) == 0 {
		return
	}
	fmt.Fprintf(m, "\n**Not everything was analysed**, and what is missing here may hide there:\n\n| input | why |\n|---|---|\n")
	for i, f := range failures {
		if !m.row(MarkdownCode(f.Input), Markdown(located(m.info, f.At)+f.Message)) {
			fmt.Fprintf(m, "\nThere is no room for %s more.\n", count(len(failures)-i, "input"))
			return
		}
	}
}

// located returns the place of a failure as what stands before its message.
func located(info Info, at finding.Range) string {
	if at.File == "" {
		return ""
	}
	at.File = info.path(at.File)
	return where(at) + ": "
}

func (m *markdownWriter) findings(findings []finding.Finding) {
	if len(findings) == 0 {
		return
	}
	fmt.Fprintf(m, "\n| level | rule | where | what |\n|---|---|---|---|\n")
	for i, f := range findings {
		at := f.At
		at.File, at.Column = m.info.path(at.File), 0
		what := Markdown(f.Message)
		if f.Help != "" {
			what += "<br>" + Markdown(f.Help)
		}
		if !m.row(f.Level.String(), MarkdownCode(f.Rule), MarkdownCode(where(at)), what) {
			fmt.Fprintf(m, "\nThere is no room for %s more: a summary holds 1 MiB. The other reports have them.\n", tally(findings[i:]))
			return
		}
	}
}

// Markdown returns text that stands as it is in a cell of a table of Markdown,
// on one line and without a link, a mention or a tag in it.
func Markdown(text string) string {
	var b strings.Builder
	for i, line := range strings.Split(CleanLines(text), "\n") {
		if i > 0 {
			b.WriteString("<br>")
		}
		b.WriteString(markdownText.Replace(line))
	}
	return b.String()
}

// MarkdownCode returns text as code in a cell of a table.
func MarkdownCode(text string) string {
	if text = Clean(text); text != "" && !strings.ContainsAny(text, "`\\") && strings.TrimSpace(text) == text {
		return "`" + strings.ReplaceAll(text, "|", `\|`) + "`"
	}
	return "<code>" + markdownText.Replace(text) + "</code>"
}

// markdownText covers what Markdown would act on. A mention is broken by a
// character of no width: an entity would be one again once it is read.
var markdownText = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", "|", `\|`, `\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`,
	"~", `\~`, "#", `\#`, "!", `\!`, "$", `\$`, "://", ":\u200b//", "www.", "www\u200b.", "@", "@\u200b",
)
