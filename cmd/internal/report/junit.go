package report

import (
	"cmp"
	"encoding/xml"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// JUnit's report: a suite for each file with a case for each finding.
type (
	junit struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string      `xml:"name,attr"`
		Class   string      `xml:"classname,attr"`
		File    string      `xml:"file,attr,omitempty"`
		Line    int         `xml:"line,attr,omitempty"`
		Failure *junitWhy   `xml:"failure"`
		Error   *junitWhy   `xml:"error"`
		Skipped *junitShort `xml:"skipped"`
	}
	junitWhy struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
	junitShort struct {
		Message string `xml:"message,attr"`
	}
)

// writeJUnit writes errors and warnings as failures, notes as skipped cases, and
// what could not be analysed as errors. A run with none of these is one case
// that passed, since several services take a report without a case for a broken
// one.
func writeJUnit(b *page, r *finding.Report, info Info) error {
	report := junit{Name: toolName}
	for _, f := range r.Failures {
		file := Clean(info.path(f.At.File))
		report.add(cmp.Or(file, Clean(f.Input)), junitCase{
			Name: "analyse " + Clean(f.Input), Class: cmp.Or(file, Clean(f.Input)), File: file, Line: max(0, f.At.Line),
			Error: &junitWhy{Type: "failed", Message: CleanLines(f.Message), Text: CleanLines(f.Message)},
		})
	}
	for _, f := range counting(r.Findings) {
		report.add(Clean(info.file(f.At.File)), junitOf(f, info))
	}
	if len(report.Suites) == 0 {
		report.add(toolName, junitCase{Name: "apiward check", Class: toolName})
	}
	return encodeXML(&b.Buffer, report)
}

func junitOf(f finding.Finding, info Info) junitCase {
	at := f.At
	at.File = info.file(at.File)
	c := junitCase{Name: Clean(f.Rule) + " at " + where(at), Class: Clean(at.File), File: Clean(at.File), Line: max(0, at.Line)}
	if f.Level <= rules.Note {
		c.Skipped = &junitShort{"note: " + Clean(f.Message)}
		return c
	}
	c.Failure = &junitWhy{Type: f.Level.String(), Message: Clean(f.Message), Text: strings.Join(append([]string{where(at) + ": " + Clean(f.Message)}, info.story(f)...), "\n")}
	return c
}

// add puts a case into the suite of the name, which is the last one or new.
func (j *junit) add(suite string, c junitCase) {
	if n := len(j.Suites); n == 0 || j.Suites[n-1].Name != suite {
		j.Suites = append(j.Suites, junitSuite{Name: suite})
	}
	s := &j.Suites[len(j.Suites)-1]
	s.Cases = append(s.Cases, c)
	for _, tests := range []*int{&s.Tests, &j.Tests} {
		*tests++
	}
	for _, tells := range []struct {
		is          bool
		suite, sums *int
	}{{c.Failure != nil, &s.Failures, &j.Failures}, {c.Error != nil, &s.Errors, &j.Errors}, {c.Skipped != nil, &s.Skipped, &j.Skipped}} {
		if tells.is {
			*tells.suite++
			*tells.sums++
		}
	}
}
