package ruletest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/cmd/internal/report"
	"github.com/apiward/apiward/rules"
)

// Text writes what became of tests for people: a line for each, and below one
// that failed what it should have found, with - in front, what it found instead,
// with +, and what was as expected, in the order of the fixture. Untested are the
// rules that no test names.
func Text(b *bytes.Buffer, results []Result, untested []string) {
	failed := 0
	for i := range results {
		r := &results[i]
		if r.OK() {
			fmt.Fprintf(b, "ok    %s\n", report.Clean(r.Test.Name))
			continue
		}
		failed++
		fmt.Fprintf(b, "FAIL  %s\n      %s:%d\n", report.Clean(r.Test.Name), report.Clean(r.Test.At.File), r.Test.At.Line)
		for _, l := range r.view() {
			b.WriteString("      " + report.Clean(l) + "\n")
		}
	}
	if len(untested) > 0 {
		if len(results) > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(b, "without a test: %s\n", strings.Join(untested, ", "))
	}
	if len(results) > 0 {
		b.WriteByte('\n')
	}
	summary := fmt.Sprintf("%d tests", len(results))
	if len(results) == 1 {
		summary = "1 test"
	}
	fmt.Fprintf(b, "%s, %d failed\n", summary, failed)
}

// row is one line of the view of a test that failed.
type row struct {
	file string
	line int
	sign byte
	text string
}

// view returns what was expected and found, by place, each with the line of the
// fixture that it is about.
func (r *Result) view() (lines []string) {
	for _, p := range r.Broken {
		lines = append(lines, "! "+place(p.File, p.Line)+p.Message)
		if text := strings.TrimSpace(r.line(p.File, p.Line)); text != "" {
			lines = append(lines, "      "+text)
		}
	}
	var rows []row
	for _, e := range r.Missing {
		rows = append(rows, row{r.expectedFile(e), e.Line, '-', expected(e)})
	}
	for _, f := range r.Found {
		sign := byte('+')
		if f.Expected {
			sign = ' '
		}
		text := f.Rule + ", " + f.Level.String() + ": " + f.Message
		if about := f.About(); about != "" && !strings.Contains(f.Message, about) {
			text += " [" + about + "]"
		}
		rows = append(rows, row{f.At.File, f.At.Line, sign, text})
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line), cmp.Compare(b.sign, a.sign))
	})
	for _, row := range rows {
		lines = append(lines, fmt.Sprintf("%c %s%s", row.sign, place(row.file, row.line), row.text))
		if text := strings.TrimSpace(r.line(row.file, row.line)); text != "" {
			lines = append(lines, "      "+text)
		}
	}
	return lines
}

// place returns a place in a fixture as far as it is known, with a colon behind.
func place(file string, line int) string {
	switch {
	case file != "" && line > 0:
		return fmt.Sprintf("%s:%d: ", file, line)
	case file != "":
		return file + ": "
	case line > 0:
		return fmt.Sprintf("line %d: ", line)
	}
	return ""
}

// expectedFile returns the file that an expectation is about, where there is no
// doubt.
func (r *Result) expectedFile(e rules.Expectation) string {
	if e.File == "" && len(r.files) == 1 {
		return r.files[0].Name
	}
	return e.File
}

// expected describes a finding that is expected.
func expected(e rules.Expectation) string {
	text := e.Rule
	if e.Level != nil {
		text += ", " + e.Level.String()
	}
	if e.Message != "" {
		text += fmt.Sprintf(": ... %s ...", e.Message)
	}
	if e.On != "" {
		text += fmt.Sprintf(" on a line with %q", e.On)
	}
	if e.Route != "" {
		text += " [" + e.Route + "]"
	}
	return text
}

// resultJSON is a test in the JSON of its results. Fields are added, never changed
// or removed.
type resultJSON struct {
	Name     string        `json:"name"`
	Status   string        `json:"status"` // ok, failed, or broken: the fixture could not be judged
	At       rules.Place   `json:"at"`
	Rules    []string      `json:"rules"` // that the test names
	Found    []foundJSON   `json:"found"`
	Missing  []missingJSON `json:"missing"`
	Problems []problemJSON `json:"problems"`
}

type foundJSON struct {
	Rule     string      `json:"rule"`
	Level    rules.Level `json:"level"`
	Message  string      `json:"message"`
	File     string      `json:"file"` // of the fixture
	Line     int         `json:"line"`
	Column   int         `json:"column"`
	About    string      `json:"about,omitempty"` // the route or operation
	Expected bool        `json:"expected"`
	At       rules.Place `json:"at"` // in the policy
}

type missingJSON struct {
	rules.Expectation
	Text string `json:"text"`
}

type problemJSON struct {
	File    string      `json:"file,omitempty"`
	Line    int         `json:"line,omitempty"`
	Message string      `json:"message"`
	At      rules.Place `json:"at"`
}

// JSON writes what became of tests for programs.
func JSON(b *bytes.Buffer, results []Result, untested []string) error {
	out := struct {
		Version  int          `json:"version"`
		Tests    []resultJSON `json:"tests"`
		Untested []string     `json:"untested"`
	}{Version: 1, Tests: []resultJSON{}, Untested: append([]string{}, untested...)}
	for i := range results {
		out.Tests = append(out.Tests, results[i].json())
	}
	e := json.NewEncoder(b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(out)
}

func (r *Result) json() resultJSON {
	out := resultJSON{
		Name: r.Test.Name, Status: "ok", At: r.Test.At, Rules: append([]string{}, r.Test.Involves()...),
		Found: []foundJSON{}, Missing: []missingJSON{}, Problems: []problemJSON{},
	}
	switch {
	case len(r.Broken) > 0:
		out.Status = "broken"
	case !r.OK():
		out.Status = "failed"
	}
	for _, f := range r.Found {
		out.Found = append(out.Found, foundJSON{
			Rule: f.Rule, Level: f.Level, Message: f.Message, File: f.At.File, Line: f.At.Line, Column: f.At.Column,
			About: f.About(), Expected: f.Expected, At: r.Place(f.At.File, f.At.Line),
		})
	}
	for _, e := range r.Missing {
		out.Missing = append(out.Missing, missingJSON{e, expected(e)})
	}
	for _, p := range r.Broken {
		out.Problems = append(out.Problems, problemJSON{p.File, p.Line, p.Message, r.Place(p.File, p.Line)})
	}
	return out
}
