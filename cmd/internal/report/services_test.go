package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// hostile is text that ends, opens or hides something in some format.
const hostile = "a\x00b\x1b[31m ]]> & <b onload=x> | `x` [l](http://e.x) ::error::x%0A \u202e\ufffe \"q\" \r\n@you \xff"

// many returns a report of findings at each level, and of failures.
func many(errors, warnings, notes, failures int) *finding.Report {
	r := &finding.Report{Packages: 1}
	add := func(n int, l rules.Level, rule string) {
		for i := range n {
			r.Findings = append(r.Findings, finding.Finding{
				Rule: rule, Level: l, Message: fmt.Sprintf("%s %d", l, i), At: span("a.go", i+1, 1, 2), Fingerprint: fmt.Sprintf("%032x", len(r.Findings)),
			})
		}
	}
	add(notes, rules.Note, "stray")
	add(warnings, rules.Warning, "missing_auth")
	add(errors, rules.Error, "sql_injection")
	for i := range failures {
		r.Failures = append(r.Failures, finding.Failure{Input: fmt.Sprintf("p%d", i), Message: "broken"})
	}
	return r
}

// command is a workflow command as a runner of GitHub reads it.
type command struct {
	kind, message string
	properties    map[string]string
}

// commands reads what a step prints. All of it must be commands.
func commands(t *testing.T, out []byte) (read []command) {
	t.Helper()
	line := regexp.MustCompile(`^::(error|warning|notice) ([^:]*)::(.*)$`)
	unescape := strings.NewReplacer("%25", "%", "%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",")
	for text := range strings.Lines(string(out)) {
		m := line.FindStringSubmatch(strings.TrimSuffix(text, "\n"))
		if m == nil {
			t.Fatalf("no command: %q", text)
		}
		c := command{m[1], unescape.Replace(m[3]), map[string]string{}}
		for p := range strings.SplitSeq(m[2], ",") {
			name, value, ok := strings.Cut(p, "=")
			if !ok || !slices.Contains([]string{"file", "line", "endLine", "col", "endColumn", "title"}, name) {
				t.Errorf("no property: %q in %q", p, text)
			}
			c.properties[name] = unescape.Replace(value)
		}
		read = append(read, c)
	}
	return read
}

// GitHub drops what is more than ten of a kind without a word, so that the last
// notice must say how much that is.
func TestGitHubStaysWithinTheCaps(t *testing.T) {
	info := Info{Catalog: catalog(t)}
	for _, tt := range []struct {
		errors, warnings, notes, failures int
		want                              [3]int // shown
		rest                              string
	}{
		{0, 0, 0, 0, [3]int{0, 0, 0}, ""},
		{10, 10, 10, 0, [3]int{10, 10, 10}, ""},
		{8, 0, 0, 2, [3]int{10, 0, 0}, ""},
		{11, 0, 0, 0, [3]int{10, 0, 1}, "1 error;"},
		{0, 12, 10, 0, [3]int{0, 10, 10}, "2 warnings, 1 note;"},
		{0, 0, 11, 0, [3]int{0, 0, 10}, "2 notes;"},
		{40, 30, 30, 0, [3]int{10, 10, 10}, "30 errors, 20 warnings, 21 notes;"},
		{9, 0, 0, 2, [3]int{10, 0, 1}, "1 error;"},
		{5, 0, 0, 14, [3]int{8, 0, 1}, "11 failed inputs;"},
		{9, 0, 10, 5, [3]int{10, 0, 10}, "2 errors, 1 note, 2 failed inputs;"},
	} {
		all := commands(t, render(t, "github", many(tt.errors, tt.warnings, tt.notes, tt.failures), info))
		var got [3]int
		for _, c := range all {
			got[slices.Index([]string{"error", "warning", "notice"}, c.kind)]++
		}
		rest := ""
		if n := len(all); n > 0 {
			rest, _ = strings.CutPrefix(all[n-1].message, "not shown here: ")
		}
		if got != tt.want || tt.rest != "" && !strings.HasPrefix(rest, tt.rest) || tt.rest == "" && strings.Contains(rest, "GitHub") {
			t.Errorf("%+v: got %v, the last says %q", tt, got, rest)
		}
		if !slices.IsSortedFunc(all, func(a, b command) int { return strings.Compare(a.kind, b.kind) * kindOrder(a, b) }) {
			t.Errorf("%+v: not the loudest first", tt)
		}
	}
}

// kindOrder turns the order of the alphabet into that of loudness.
func kindOrder(a, b command) int {
	order := []string{"error", "warning", "notice"}
	if (a.kind < b.kind) == (slices.Index(order, a.kind) < slices.Index(order, b.kind)) {
		return 1
	}
	return -1
}

func TestGitHubReadsBackWhatWasWritten(t *testing.T) {
	at := finding.Range{File: "a,b:50%.go", Line: 2, Column: 3, EndLine: 4, EndColumn: 1}
	r := &finding.Report{Findings: []finding.Finding{
		{Rule: "sql_injection", Level: rules.Error, Message: hostile, At: at},
		{Rule: "stray", Level: rules.Error, Message: "m", At: span("https://example.com/x.yaml", 1, 1, 2)},
	}}
	all := commands(t, render(t, "github", r, Info{Catalog: catalog(t), Root: "sub"}))
	if len(all) != 2 {
		t.Fatalf("%d commands, want 2: %q", len(all), all)
	}
	want := map[string]string{"file": "sub/a,b:50%.go", "line": "2", "endLine": "2", "col": "3", "title": "sql_injection: SQL text built from a request"}
	if d := cmp.Diff(want, all[0].properties); d != "" {
		t.Error(d)
	}
	if !strings.HasPrefix(all[0].message, "a␀b␛[31m ]]> & <b onload=x>") || !strings.Contains(all[0].message, "::error::x%0A ") {
		t.Errorf("message %q", all[0].message)
	}
	if _, named := all[1].properties["file"]; named {
		t.Error("a file of the network is named as one of the repository")
	}
}

func TestMarkdownHoldsWhatItIsGiven(t *testing.T) {
	for text, want := range map[string]string{
		"plain text, 3 > 2":              "plain text, 3 &gt; 2",
		"a|b\nc":                         `a\|b<br>c`,
		"[x](y) *b* `c` <img src=x>":     "\\[x\\](y) \\*b\\* \\`c\\` &lt;img src=x&gt;",
		"@team see https://evil.example": "@\u200bteam see https:\u200b//evil.example",
	} {
		if got := Markdown(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"sql_injection": "`sql_injection`", "a|b <c> @d": "`a\\|b <c> @d`", "a`b_c": "<code>a\\`b\\_c</code>", `a\|b`: `<code>a\\\|b</code>`, "": "<code></code>"} {
		if got := MarkdownCode(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
	r := &finding.Report{Findings: []finding.Finding{{Rule: "stray", Level: rules.Error, Message: hostile, Help: hostile, At: span("a|`.go", 1, 1, 2)}}}
	out := string(render(t, "markdown", r, Info{Catalog: catalog(t)}))
	rows := regexp.MustCompile(`(?m)^\| error .*$`).FindAllString(out, -1)
	if len(rows) != 1 {
		t.Fatalf("%d rows, want 1 in\n%s", len(rows), out)
	}
	if cells := strings.Count(strings.ReplaceAll(rows[0], `\|`, ""), "|"); cells != 5 {
		t.Errorf("%d bars, want 5 in %q", cells, rows[0])
	}
	if tags := regexp.MustCompile(`<[^>]*>`).FindAllString(rows[0], -1); slices.ContainsFunc(tags, func(s string) bool { return !slices.Contains([]string{"<code>", "</code>", "<br>"}, s) }) {
		t.Errorf("tags %q", tags)
	}
}

func TestMarkdownStaysWithinASummary(t *testing.T) {
	r := many(3, 0, 0, 0)
	if out := render(t, "markdown", r, Info{Catalog: catalog(t)}); bytes.Contains(out, []byte("no room")) {
		t.Errorf("three findings have no room:\n%s", out)
	}
	r = many(4000, 4000, 4000, 0)
	for i := range r.Findings {
		r.Findings[i].Message += strings.Repeat(" and more", 20)
	}
	out := string(render(t, "markdown", r, Info{Catalog: catalog(t)}))
	rows := strings.Count(out, "\n| error ") + strings.Count(out, "\n| warning ") + strings.Count(out, "\n| note ")
	told := regexp.MustCompile(`There is no room for (?:(\d+) warnings, )?(\d+) notes more`).FindStringSubmatch(out)
	if len(out) > 1<<20 || told == nil {
		t.Fatalf("%d bytes end with %q", len(out), out[len(out)-100:])
	}
	left := 0
	for _, n := range told[1:] {
		i, err := strconv.Atoi(n)
		if err != nil {
			t.Fatal(err)
		}
		left += i
	}
	if rows+left != 12000 || !strings.Contains(out, "\n| error ") {
		t.Errorf("%d rows and %d left out, want 12000", rows, left)
	}
	r = many(0, 0, 40_000, 0)
	out = string(render(t, "markdown", r, Info{Catalog: catalog(t)}))
	if len(out) > 1<<20 || !strings.Contains(out, "There is no room for") {
		t.Errorf("%d bytes", len(out))
	}
}

// What GitLab says of its Code Quality reports: fields that it needs, and their
// values.
const codeQualitySchema = `{
	"type": "array",
	"items": {
		"type": "object",
		"required": ["description", "check_name", "fingerprint", "severity", "location"],
		"additionalProperties": false,
		"properties": {
			"description": {"type": "string", "minLength": 1},
			"check_name": {"type": "string", "minLength": 1},
			"fingerprint": {"type": "string", "minLength": 1},
			"severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
			"location": {
				"type": "object",
				"required": ["path", "lines"],
				"additionalProperties": false,
				"properties": {
					"path": {"type": "string", "pattern": "^[^/]"},
					"lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}
				}
			}
		}
	}
}`

// What GitLab says of its reports of static analysis, version 15, as far as we
// write it.
const sastRules = `{
	"$defs": {
		"name": {"type": "string", "minLength": 1},
		"time": {"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$"},
		"tool": {
			"type": "object",
			"required": ["id", "name", "version", "vendor"],
			"properties": {
				"id": {"$ref": "#/$defs/name"}, "name": {"$ref": "#/$defs/name"}, "version": {"$ref": "#/$defs/name"},
				"url": {"type": "string", "pattern": "^https?://.+"},
				"vendor": {"type": "object", "required": ["name"], "properties": {"name": {"$ref": "#/$defs/name"}}}
			}
		},
		"cell": {
			"oneOf": [
				{"type": "object", "required": ["type", "value"], "properties": {"type": {"const": "text"}, "value": {"type": "string"}}},
				{"type": "object", "required": ["type", "file_name", "line_start"], "properties": {"type": {"const": "file-location"}, "file_name": {"$ref": "#/$defs/name"}, "line_start": {"type": "integer"}}}
			]
		},
		"table": {
			"type": "object",
			"required": ["name", "type", "rows"],
			"properties": {
				"name": {"$ref": "#/$defs/name"}, "type": {"const": "table"},
				"header": {"type": "array", "items": {"$ref": "#/$defs/cell"}},
				"rows": {"type": "array", "items": {"type": "array", "items": {"$ref": "#/$defs/cell"}}}
			}
		}
	},
	"type": "object",
	"required": ["scan", "version", "vulnerabilities"],
	"properties": {
		"version": {"type": "string", "pattern": "^15\\.[0-9]+\\.[0-9]+$"},
		"schema": {"type": "string", "pattern": "^https?://.+"},
		"scan": {
			"type": "object",
			"required": ["analyzer", "scanner", "start_time", "end_time", "status", "type"],
			"properties": {
				"analyzer": {"$ref": "#/$defs/tool"}, "scanner": {"$ref": "#/$defs/tool"},
				"start_time": {"$ref": "#/$defs/time"}, "end_time": {"$ref": "#/$defs/time"},
				"status": {"enum": ["success", "failure"]}, "type": {"const": "sast"},
				"messages": {"type": "array", "items": {
					"type": "object",
					"required": ["level", "value"],
					"properties": {"level": {"enum": ["info", "warn", "fatal"]}, "value": {"$ref": "#/$defs/name"}}
				}}
			}
		},
		"vulnerabilities": {"type": "array", "items": {
			"type": "object",
			"required": ["id", "identifiers", "location"],
			"properties": {
				"id": {"$ref": "#/$defs/name"},
				"name": {"type": "string", "maxLength": 255},
				"description": {"type": "string", "maxLength": 1048576},
				"solution": {"type": "string", "maxLength": 7000},
				"severity": {"enum": ["Info", "Unknown", "Low", "Medium", "High", "Critical"]},
				"location": {"type": "object", "properties": {"file": {"type": "string"}, "start_line": {"type": "number"}, "end_line": {"type": "number"}}},
				"identifiers": {"type": "array", "minItems": 1, "maxItems": 20, "items": {
					"type": "object",
					"required": ["type", "name", "value"],
					"properties": {
						"type": {"$ref": "#/$defs/name"}, "name": {"$ref": "#/$defs/name"}, "value": {"$ref": "#/$defs/name"},
						"url": {"type": "string", "pattern": "^https?://.+"}
					}
				}},
				"details": {"type": "object", "additionalProperties": {"$ref": "#/$defs/table"}}
			}
		}}
	}
}`

// validate returns how data differs from what a service says of it.
func validate(t *testing.T, schema string, data []byte) error {
	t.Helper()
	parse := func(data []byte) any {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%v in\n%s", err, data)
		}
		return v
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", parse([]byte(schema))); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(parse(data))
}

func TestGitLabReportsAreValid(t *testing.T) {
	full, info := sample(t)
	nasty := &finding.Report{
		Findings: []finding.Finding{{
			Rule: "gosec/G404", Level: rules.Warning, Message: hostile, Help: strings.Repeat("long ", 3000), At: finding.Range{File: "a.go"}, Fingerprint: "short",
			Trace: []finding.Note{{Message: hostile}, {Range: span("a.go", 1, 1, 1)}},
		}, {
			Rule: strings.Repeat("house_", 50), Level: rules.Error, Message: "m", At: finding.Range{File: "b.go"}, Fingerprint: "long",
		}},
		Failures: []finding.Failure{{Input: hostile, Message: hostile}},
	}
	for name, r := range map[string]*finding.Report{"empty": {}, "full": full, "hostile": nasty, "many": many(50, 50, 50, 3)} {
		for format, schema := range map[string]string{"gitlab": codeQualitySchema, "gitlab-sast": sastRules} {
			out := render(t, format, r, info)
			if err := validate(t, schema, out); err != nil {
				t.Errorf("%s, %s: %v", name, format, err)
			}
			if out[0] == 0xef || !utf8.Valid(out) {
				t.Errorf("%s, %s: not plain UTF-8", name, format)
			}
		}
	}
	for format, changes := range map[string][][2]string{
		"gitlab":      {{`"severity": "blocker"`, `"severity": "high"`}, {`"begin": 4`, `"begin": 0`}, {`"fingerprint"`, `"print"`}},
		"gitlab-sast": {{`"start_time": "1970-01-01T00:00:00"`, `"start_time": "1970-01-01T00:00:00Z"`}, {`"severity": "Critical"`, `"severity": "critical"`}, {`"15.0.7"`, `"2.0"`}, {`"identifiers"`, `"ids"`}},
	} {
		good := string(render(t, format, full, info))
		schema := map[string]string{"gitlab": codeQualitySchema, "gitlab-sast": sastRules}[format]
		for _, change := range changes {
			bad := strings.Replace(good, change[0], change[1], 1)
			if bad == good || validate(t, schema, []byte(bad)) == nil {
				t.Errorf("%s: %s is accepted, or is not there to change", format, change[1])
			}
		}
	}
}

// GitLab tells findings apart by these.
func TestGitLabKeepsFindingsApart(t *testing.T) {
	r, info := sample(t)
	var entries []codeQuality
	if err := json.Unmarshal(render(t, "gitlab", r, info), &entries); err != nil {
		t.Fatal(err)
	}
	var report sastReport
	if err := json.Unmarshal(render(t, "gitlab-sast", r, info), &report); err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for i, e := range entries {
		ids[e.Fingerprint], ids[report.Vulnerabilities[i].ID] = true, true
		if report.Vulnerabilities[i].Identifiers[0].Type != "apiward_rule" {
			t.Errorf("identifiers %v", report.Vulnerabilities[i].Identifiers)
		}
	}
	if len(entries) != 4 || len(ids) != 8 {
		t.Errorf("%d entries with %d names, want 4 of each report", len(entries), len(ids))
	}
}

// apply returns text with a suggestion taken.
func apply(text string, s rdSuggestion) string {
	offset := func(p rdPosition) int {
		at := 0
		for range p.Line - 1 {
			at += strings.IndexByte(text[at:], '\n') + 1
		}
		return at + p.Column - 1
	}
	return text[:offset(s.Range.Start)] + s.Text + text[offset(*s.Range.End):]
}

func TestSuggestionsAreWholeFixes(t *testing.T) {
	text := "one two\nthree four\nfive\n" + strings.Repeat("more\n", 30) + "last\n"
	edit := func(line, from, endLine, to int, text string) finding.Edit {
		return finding.Edit{Range: finding.Range{File: "a.go", Line: line, Column: from, EndLine: endLine, EndColumn: to}, Text: text}
	}
	for name, tt := range map[string]struct {
		edits  []finding.Edit
		hidden []finding.Range
		want   string // "" where there is none
	}{
		"one edit":          {[]finding.Edit{edit(1, 5, 1, 8, "2")}, nil, strings.Replace(text, "two", "2", 1)},
		"insertion":         {[]finding.Edit{edit(2, 1, 2, 1, "new\n")}, nil, strings.Replace(text, "three", "new\nthree", 1)},
		"deletion":          {[]finding.Edit{edit(1, 4, 1, 8, "")}, nil, strings.Replace(text, " two", "", 1)},
		"two in a line":     {[]finding.Edit{edit(2, 1, 2, 6, "3"), edit(2, 7, 2, 11, "4")}, nil, strings.Replace(text, "three four", "3 4", 1)},
		"over lines":        {[]finding.Edit{edit(1, 1, 1, 4, "1"), edit(2, 7, 3, 5, "4\n5")}, nil, strings.Replace(text, "one two\nthree four\nfive", "1 two\nthree 4\n5", 1)},
		"far apart":         {[]finding.Edit{edit(1, 1, 1, 4, "1"), edit(34, 1, 34, 5, "z")}, nil, ""},
		"a secret between":  {[]finding.Edit{edit(1, 1, 1, 4, "1"), edit(3, 1, 3, 5, "5")}, []finding.Range{span("a.go", 2, 1, 3)}, ""},
		"a secret beside":   {[]finding.Edit{edit(1, 1, 1, 4, "1"), edit(3, 1, 3, 5, "5")}, []finding.Range{span("a.go", 4, 1, 3)}, strings.Replace(strings.Replace(text, "one", "1", 1), "five", "5", 1)},
		"beyond the file":   {[]finding.Edit{edit(1, 1, 1, 4, "1"), edit(1, 90, 1, 91, "5")}, nil, ""},
		"nothing to change": {nil, nil, ""},
	} {
		source := project(t, map[string]string{"a.go": text})
		f := finding.Finding{Rule: "stray", Level: rules.Error, Message: "m", At: span("a.go", 1, 1, 2), Hidden: tt.hidden, Fix: &finding.Fix{Message: "do", Edits: tt.edits}}
		source.Hide([]finding.Finding{f})
		var d rdDiagnostic
		if err := json.Unmarshal(render(t, "rdjsonl", &finding.Report{Findings: []finding.Finding{f}}, Info{Catalog: catalog(t), Source: source}), &d); err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(d.Suggestions) > 0 {
			got = apply(text, d.Suggestions[0])
		}
		if got != tt.want || len(d.Suggestions) > 1 {
			t.Errorf("%s: %d suggestions give\n%s", name, len(d.Suggestions), cmp.Diff(tt.want, got))
		}
	}
}

// reviewdog stops reading at a line that is too long, and says nothing.
func TestRDJSONLLinesAreShort(t *testing.T) {
	r := many(3, 0, 0, 0)
	r.Findings[0].Message = strings.Repeat("long \"quoted\" ", 50_000)
	r.Findings[1].Related = slices.Repeat([]finding.Note{{Range: span("b.go", 1, 1, 2), Message: "related"}}, 2000)
	out := render(t, "rdjsonl", r, Info{Catalog: catalog(t)})
	lines := slices.Collect(bytes.Lines(out))
	if len(lines) != 3 {
		t.Fatalf("%d lines, want 3", len(lines))
	}
	for i, line := range lines {
		var d rdDiagnostic
		if err := json.Unmarshal(line, &d); err != nil || len(line) > 64<<10 {
			t.Errorf("line %d: %d bytes, %v", i, len(line), err)
		}
		if d.Message == "" || d.Code.Value != "sql_injection" {
			t.Errorf("line %d lost what it says: %+v", i, d)
		}
	}
}

// elements reads XML and counts its elements, refusing what is none.
func elements(t *testing.T, out []byte) map[string]int {
	t.Helper()
	counts := map[string]int{}
	for d := xml.NewDecoder(bytes.NewReader(out)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return counts
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, out)
		}
		if e, ok := token.(xml.StartElement); ok {
			counts[e.Name.Local]++
		}
	}
}

func TestXMLHoldsWhatItIsGiven(t *testing.T) {
	r := many(2, 1, 3, 1)
	r.Findings = append(r.Findings, finding.Finding{
		Rule: "stray", Level: rules.Error, Message: hostile, Help: hostile, At: finding.Range{File: hostile},
		Trace: []finding.Note{{Message: hostile}},
	})
	r.Failures[0].Message = hostile
	info := Info{Catalog: catalog(t)}
	if d := cmp.Diff(map[string]int{"checkstyle": 1, "file": 3, "error": 8}, elements(t, render(t, "checkstyle", r, info))); d != "" {
		t.Error(d)
	}
	out := render(t, "junit", r, info)
	if d := cmp.Diff(map[string]int{"testsuites": 1, "testsuite": 3, "testcase": 8, "failure": 4, "error": 1, "skipped": 3}, elements(t, out)); d != "" {
		t.Error(d)
	}
	var read junit
	if err := xml.Unmarshal(out, &read); err != nil {
		t.Fatal(err)
	}
	if got := [4]int{read.Tests, read.Failures, read.Errors, read.Skipped}; got != [4]int{8, 4, 1, 3} {
		t.Errorf("the attributes count %v", got)
	}
	for _, s := range read.Suites {
		if s.Tests != len(s.Cases) {
			t.Errorf("%s: %d cases, and it says %d", s.Name, len(s.Cases), s.Tests)
		}
	}
}

// Of more than GitHub takes, the loudest are written and the rest is told.
func TestSARIFStaysWithinTheLimits(t *testing.T) {
	info := Info{Catalog: catalog(t)}
	read := func(r *finding.Report, info Info) sarifRun {
		t.Helper()
		out, err := rendered("sarif", r, info) // the schema's check of so many takes long
		if err != nil {
			t.Fatal(err)
		}
		var log sarifLog
		if err := json.Unmarshal(out, &log); err != nil {
			t.Fatal(err)
		}
		return log.Runs[0]
	}
	run := read(many(1000, 14_000, 10_000, 0), info)
	if n := len(run.Invocations[0].Notifications); len(run.Results) != 25_000 || n != 0 {
		t.Errorf("%d results, %d notifications, want all 25000 and none", len(run.Results), n)
	}
	r := many(1000, 14_000, 11_000, 0)
	run = read(r, info)
	levels := map[string]int{}
	for _, result := range run.Results {
		levels[result.Level]++
	}
	if d := cmp.Diff(map[string]int{"error": 1000, "warning": 14_000, "note": 10_000}, levels); d != "" {
		t.Error(d)
	}
	if n := run.Invocations[0].Notifications; len(n) != 1 || !strings.HasPrefix(n[0].Message.Text, "1000 findings are not here") {
		t.Errorf("notifications %+v", n)
	}

	r = many(25_000, 0, 0, 0)
	r.Findings[0].Suppressed = &finding.Suppression{Kind: "directive", Reason: "so"}
	r.Findings[1].Suppressed = &finding.Suppression{Kind: "exemption", Reason: "so"}
	r.Findings = append(r.Findings, many(1, 0, 0, 0).Findings...)
	info.Suppressed = true
	run = read(r, info)
	if n := run.Invocations[0].Notifications; len(run.Results) != 25_000 || len(n) != 1 || run.Results[24_999].Suppressions[0].Kind != "inSource" {
		t.Errorf("%d results, notifications %+v", len(run.Results), n)
	}

	r = many(1, 0, 0, 0)
	r.Findings[0].Related = slices.Repeat([]finding.Note{{Range: span("b.go", 1, 1, 2), Message: "r"}}, 1001)
	r.Findings[0].Trace = append(slices.Repeat([]finding.Note{{Range: span("b.go", 1, 1, 2), Message: "step"}}, 10_000), finding.Note{Range: span("b.go", 9, 1, 2), Message: "harm"})
	run = read(r, info)
	steps := run.Results[0].CodeFlows[0].ThreadFlows[0].Locations
	if n := run.Invocations[0].Notifications; len(run.Results[0].RelatedLocations) != 1000 || len(steps) != 10_000 || steps[9999].Location.Message.Text != "harm" || len(n) != 1 {
		t.Errorf("%d related, %d steps, notifications %+v", len(run.Results[0].RelatedLocations), len(steps), n)
	}
}

// Who asks for it gets what is excused, with who excused it.
func TestSARIFCarriesExcuses(t *testing.T) {
	r, info := sample(t)
	kinds := func(info Info) (excused []sarifExcuse) {
		var log sarifLog
		if err := json.Unmarshal(render(t, "sarif", r, info), &log); err != nil {
			t.Fatal(err)
		}
		for _, result := range log.Runs[0].Results {
			excused = append(excused, result.Suppressions...)
		}
		return excused
	}
	if got := kinds(info); got != nil {
		t.Errorf("excuses nobody asked for: %+v", got)
	}
	info.Suppressed = true
	got := kinds(info)
	if len(got) != 1 || got[0].Kind != "inSource" || got[0].Status != "accepted" || got[0].Justification != "a probe" || got[0].Location == nil {
		t.Errorf("excuses %+v", got)
	}
}

// Every format takes what nobody would write.
func TestFormatsTakeHostileText(t *testing.T) {
	note := finding.Note{Range: finding.Range{File: hostile, Line: -1, Column: -5, EndLine: -2}, Message: hostile}
	r := &finding.Report{
		Findings: []finding.Finding{
			{Rule: "stray", Level: rules.Note, Message: hostile, Help: hostile, At: note.Range, Related: []finding.Note{note}, Trace: []finding.Note{note}, Fix: &finding.Fix{Message: hostile, Edits: []finding.Edit{{Range: note.Range, Text: hostile}}}},
			{Rule: "stray", Level: rules.Error},
			{Rule: "stray", Level: rules.Error, At: finding.Range{File: "a.go", Line: 1 << 40, Column: 1 << 40, EndLine: 1, EndColumn: 1}},
		},
		Failures: []finding.Failure{{Input: hostile, Message: hostile, At: note.Range}},
		Notices:  []finding.Notice{{Message: hostile, At: note.Range}},
	}
	for _, format := range Formats() {
		for _, info := range []Info{{Catalog: catalog(t)}, {Catalog: catalog(t), Source: project(t, map[string]string{"a.go": hostile}), Root: "r"}} {
			if out, err := rendered(format, r, info); err != nil || !utf8.Valid(out) {
				t.Errorf("%s: %v", format, err)
			} else if format != "json" && format != "sarif" && format != "rdjsonl" && bytes.ContainsAny(out, "\x00\x1b\u202e") {
				t.Errorf("%s shows what acts on a terminal: %q", format, out)
			}
		}
	}
}

// A service needs a place for what has none.
func TestWhatStandsInNoFile(t *testing.T) {
	r := &finding.Report{Findings: []finding.Finding{{Rule: "stray", Level: rules.Error, Message: "m", At: finding.Range{Line: 44, Column: 3}}}}
	for format, want := range map[string]string{
		"sarif":       `"physicalLocation":{"artifactLocation":{"uri":".","uriBaseId":"SRCROOT"}}`,
		"gitlab":      `"location":{"path":".",`,
		"gitlab-sast": `"location":{"file":".",`,
		"rdjsonl":     `"location":{"path":"."}`,
		"checkstyle":  `<filename="."><errorline="44"column="3"`,
		"junit":       `classname="."file="."`,
	} {
		out := strings.NewReplacer(" ", "", "\n", "").Replace(string(render(t, format, r, Info{Catalog: catalog(t), Root: ""})))
		if !strings.Contains(out, want) {
			t.Errorf("%s lacks %s:\n%s", format, want, out)
		}
	}
}

// Whatever a finding says, and wherever it stands, each format stays what it is.
func FuzzServices(f *testing.F) {
	f.Add(hostile, "a/b.go", 3, 1, 3, 9)
	f.Add("::error::", "a,b:c%.go", -1, 0, 1<<30, -7)
	f.Add("]]>\ufffe\uffff", "https://x", 0, 1, 0, 0)
	f.Fuzz(func(t *testing.T, text, file string, line, column, endLine, endColumn int) {
		note := finding.Note{Range: finding.Range{File: file, Line: line, Column: column, EndLine: endLine, EndColumn: endColumn}, Message: text}
		r := &finding.Report{
			Findings: []finding.Finding{{
				Rule: "stray", Level: rules.Error, Message: text, Help: text, At: note.Range, Fingerprint: "f", Trace: []finding.Note{note}, Related: []finding.Note{note},
				Fix: &finding.Fix{Message: text, Edits: []finding.Edit{{Range: note.Range, Text: text}}},
			}},
			Failures: []finding.Failure{{Input: file, Message: text, At: note.Range}},
		}
		info := Info{Catalog: catalog(t), Root: "r"}
		if n := len(commands(t, render(t, "github", r, info))); n != 2 {
			t.Errorf("%d commands, want 2", n)
		}
		for _, format := range []string{"checkstyle", "junit"} {
			if n := elements(t, render(t, format, r, info)); n["error"]+n["failure"] != 2 {
				t.Errorf("%s: %v", format, n)
			}
		}
		for _, format := range []string{"gitlab", "gitlab-sast", "rdjsonl"} {
			for part := range bytes.SplitSeq(bytes.TrimSpace(render(t, format, r, info)), []byte("\n{")) {
				if format == "rdjsonl" && !json.Valid(append([]byte("{"), bytes.TrimPrefix(part, []byte("{"))...)) || format != "rdjsonl" && !json.Valid(part) {
					t.Errorf("%s: %q", format, part)
				}
			}
		}
		rows := 0
		for l := range bytes.Lines(render(t, "markdown", r, info)) {
			if bytes.HasPrefix(l, []byte("| error |")) {
				rows++
			}
		}
		if rows != 1 {
			t.Errorf("%d rows, want 1", rows)
		}
	})
}
