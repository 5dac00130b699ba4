package report

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// A diagnostic of reviewdog, one a line. Columns count UTF-8 bytes and ends are
// exclusive, as ours.
type (
	rdDiagnostic struct {
		Message     string         `json:"message"`
		Location    rdLocation     `json:"location"`
		Severity    string         `json:"severity"`
		Source      rdSource       `json:"source"`
		Code        rdCode         `json:"code"`
		Suggestions []rdSuggestion `json:"suggestions,omitempty"`
		Related     []rdRelated    `json:"related_locations,omitempty"`
	}
	rdLocation struct {
		Path  string   `json:"path"`
		Range *rdRange `json:"range,omitempty"`
	}
	rdRange struct {
		Start rdPosition  `json:"start"`
		End   *rdPosition `json:"end,omitempty"`
	}
	rdPosition struct {
		Line   int `json:"line"`
		Column int `json:"column,omitempty"`
	}
	rdSource struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	}
	rdCode struct {
		Value string `json:"value"`
	}
	rdSuggestion struct {
		Range rdRange `json:"range"`
		Text  string  `json:"text"`
	}
	rdRelated struct {
		Message  string     `json:"message,omitempty"`
		Location rdLocation `json:"location"`
	}
)

const (
	// rdLine is the longest line of which reviewdog reads the lines behind it too.
	rdLine = 60 << 10
	// rdMessage is what is left of a message where a line would be longer.
	rdMessage = 16 << 10
	// rdSpan is how many lines a suggestion may rewrite: a review shows them all.
	rdSpan = 20
)

// writeRDJSONL writes findings as reviewdog reads them with -f=rdjsonl. Where the
// fix of a finding stays within a few lines it is a suggestion, which a reviewer
// can accept.
func writeRDJSONL(b *page, r *finding.Report, info Info) error {
	for _, f := range r.Failures {
		d := rdDiagnostic{
			Message: CleanLines(f.Input + " could not be analysed: " + f.Message), Severity: "ERROR",
			Location: rdAt(f.At, info), Source: rdSource{toolName, homepage}, Code: rdCode{"failed"},
		}
		if err := d.write(&b.Buffer); err != nil {
			return err
		}
	}
	for _, f := range counting(r.Findings) {
		d := rdOf(f, info)
		if err := d.write(&b.Buffer); err != nil {
			return err
		}
	}
	return nil
}

func rdOf(f finding.Finding, info Info) rdDiagnostic {
	d := rdDiagnostic{
		Message: Clean(f.Message), Location: rdAt(f.At, info), Severity: rdSeverity(f.Level),
		Source: rdSource{toolName, homepage}, Code: rdCode{f.Rule},
	}
	if f.Help != "" {
		d.Message += "\n" + Clean(f.Help)
	}
	for _, notes := range [][]finding.Note{f.Trace, f.Related} {
		for _, n := range notes {
			d.Related = append(d.Related, rdRelated{Clean(n.Message), rdAt(n.Range, info)})
		}
	}
	if s, ok := suggestion(f.Fix, info.Source); ok {
		d.Suggestions = []rdSuggestion{s}
	}
	return d
}

func rdSeverity(l rules.Level) string {
	if l <= rules.Note {
		return "INFO"
	}
	return strings.ToUpper(l.String())
}

func rdAt(at finding.Range, info Info) rdLocation {
	l := rdLocation{Path: Clean(info.file(at.File))}
	if at.Line < 1 || at.File == "" {
		return l
	}
	l.Range = &rdRange{Start: rdPosition{at.Line, max(0, at.Column)}}
	if at.EndLine >= at.Line && at.Column > 0 && at.EndColumn > 0 {
		l.Range.End = &rdPosition{at.EndLine, at.EndColumn}
	}
	return l
}

// suggestion returns all edits of a fix as one, from the first to the last: a
// reviewer who accepts one of several would break the code. There is none where
// a secret stands between them, or too much.
func suggestion(fix *finding.Fix, source *finding.Source) (rdSuggestion, bool) {
	if fix == nil || len(fix.Edits) == 0 {
		return rdSuggestion{}, false
	}
	first, last := fix.Edits[0], fix.Edits[len(fix.Edits)-1]
	if last.EndLine-first.Line >= rdSpan || source.Covers(first.File, first.Line, last.EndLine) {
		return rdSuggestion{}, false
	}
	var text strings.Builder
	for i, e := range fix.Edits {
		if i > 0 {
			between, ok := textBetween(source, fix.Edits[i-1].Range, e.Range)
			if !ok {
				return rdSuggestion{}, false
			}
			text.WriteString(between)
		}
		text.WriteString(e.Text)
	}
	return rdSuggestion{
		Range: rdRange{rdPosition{first.Line, first.Column}, &rdPosition{last.EndLine, last.EndColumn}},
		Text:  text.String(),
	}, true
}

// textBetween returns what stands behind one range up to another of its file.
func textBetween(source *finding.Source, a, b finding.Range) (string, bool) {
	var text strings.Builder
	for n := a.EndLine; n <= b.Line; n++ {
		line, ok := source.Line(a.File, n)
		from, to := 0, len(line)
		if n == a.EndLine {
			from = a.EndColumn - 1
		}
		if n == b.Line {
			to = b.Column - 1
		}
		if !ok || from < 0 || from > to || to > len(line) {
			return "", false
		}
		text.WriteString(line[from:to])
		if n < b.Line {
			text.WriteByte('\n')
		}
	}
	return text.String(), true
}

// write writes a diagnostic on one line that reviewdog can read: of one that is
// too long, what can be done without is left out.
func (d *rdDiagnostic) write(b *bytes.Buffer) error {
	for _, shorter := range []func(){
		func() {},
		func() { d.Related = nil },
		func() { d.Suggestions = nil },
		func() { d.Message = shorten(d.Message, rdMessage) },
	} {
		shorter()
		var line bytes.Buffer
		e := json.NewEncoder(&line)
		e.SetEscapeHTML(false)
		if err := e.Encode(d); err != nil {
			return err
		}
		if line.Len() <= rdLine {
			b.Write(line.Bytes())
			return nil
		}
	}
	return nil // a path of megabytes: no file has it
}
