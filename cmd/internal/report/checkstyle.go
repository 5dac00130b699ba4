package report

import (
	"bytes"
	"cmp"
	"encoding/xml"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// Checkstyle's report, which many tools read: files with their errors.
type (
	checkstyle struct {
		XMLName xml.Name         `xml:"checkstyle"`
		Version string           `xml:"version,attr"`
		Files   []checkstyleFile `xml:"file"`
	}
	checkstyleFile struct {
		Name   string            `xml:"name,attr"`
		Errors []checkstyleError `xml:"error"`
	}
	checkstyleError struct {
		Line     int    `xml:"line,attr,omitempty"`
		Column   int    `xml:"column,attr,omitempty"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
)

// checkstyleVersion is the release of Checkstyle whose report this is like.
const checkstyleVersion = "10.0"

func writeCheckstyle(b *page, r *finding.Report, info Info) error {
	report := checkstyle{Version: checkstyleVersion}
	add := func(name string, e checkstyleError) {
		if n := len(report.Files); n == 0 || report.Files[n-1].Name != name {
			report.Files = append(report.Files, checkstyleFile{Name: name})
		}
		file := &report.Files[len(report.Files)-1]
		file.Errors = append(file.Errors, e)
	}
	for _, f := range r.Failures {
		add(Clean(cmp.Or(info.path(f.At.File), f.Input)), checkstyleError{
			Line: max(0, f.At.Line), Column: max(0, f.At.Column), Severity: "error", Source: "apiward.failed",
			Message: CleanLines(f.Input + " could not be analysed: " + f.Message),
		})
	}
	for _, f := range counting(r.Findings) {
		add(Clean(info.file(f.At.File)), checkstyleError{
			Line: max(0, f.At.Line), Column: max(0, f.At.Column), Severity: checkstyleSeverity(f.Level), Source: "apiward." + Clean(f.Rule),
			Message: Clean(f.Message),
		})
	}
	return encodeXML(&b.Buffer, report)
}

func checkstyleSeverity(l rules.Level) string {
	if l <= rules.Note {
		return "info"
	}
	return l.String()
}

// encodeXML writes v with the line before it that says what it is.
func encodeXML(b *bytes.Buffer, v any) error {
	b.WriteString(xml.Header)
	e := xml.NewEncoder(b)
	e.Indent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	b.WriteByte('\n')
	return nil
}
