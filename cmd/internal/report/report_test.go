package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/cmd/internal/pipeline"
	"github.com/apiward/apiward/rules"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// catalog holds rules with the shapes that matter to reports.
func catalog(t *testing.T) *rules.Catalog {
	t.Helper()
	doc := func(what string) fstest.MapFS {
		return fstest.MapFS{
			"doc.go":                    {Data: []byte("// Package x is a rule.\n//\n// " + what + "\n//\n// # Why\n//\n// A reason.\n//\n// # Avoid\n//\n// This.\n//\n// # Prefer\n//\n// That.\n//\n// # Limits\n//\n// Some.\npackage x\n")},
			"testdata/src/bad/bad.go":   {Data: []byte("package bad // want \"x\"\n\nvar fence = \"```\"\n")},
			"testdata/src/good/good.go": {Data: []byte("package good\n")},
		}
	}
	c, err := rules.NewCatalog(
		rules.Entry{Files: doc(strings.Repeat("A long sentence of many words, ändless. ", 28)), Rule: &rules.Rule{
			ID: "sql_injection", Title: "SQL text built from a request", Kind: rules.Code, Severity: rules.Critical,
			Confidence: rules.Firm, OWASP: "API8:2023", CWE: 89, Since: "0.1", Default: rules.Error}},
		rules.Entry{Files: doc("It reports a missing guard."), Rule: &rules.Rule{
			ID: "missing_auth", Title: "Route without authentication", Kind: rules.Code, Severity: rules.High,
			Confidence: rules.Certain, OWASP: "API2:2023", CWE: 306, Since: "0.1", Default: rules.Warning}},
		rules.Entry{Files: doc("It reports a stray thing."), Rule: &rules.Rule{
			ID: "stray", Title: "Stray thing", Kind: rules.Document, Severity: rules.Low,
			Confidence: rules.Tentative, Since: "0.1", Default: rules.Off}},
		rules.Entry{Files: fstest.MapFS{}, Rule: &rules.Rule{
			ID: "undocumented", Title: "Rule whose prose is missing", Kind: rules.Contract, Severity: rules.Low,
			Confidence: rules.Tentative, Since: "0.1", Default: rules.Note}},
	)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// project writes files to a directory and returns the lines in them.
func project(t *testing.T, files map[string]string) *finding.Source {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := finding.OpenSource(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func span(file string, line, from, to int) finding.Range {
	return finding.Range{File: file, Line: line, Column: from, EndLine: line, EndColumn: to}
}

// sample is a report with every field in use.
func sample(t *testing.T) (*finding.Report, Info) {
	t.Helper()
	source := project(t, map[string]string{
		"db/store.go": "package db\n\nfunc (s *Store) Find(name string) {\n\trows, err := s.db.Query(\"SELECT * FROM t WHERE n='\" + name + \"'\")\n}\n",
		"api/http.go": "package api\n\nfunc (a *API) find(w http.ResponseWriter, r *http.Request) {\n\ta.store.Find(r.URL.Query().Get(\"name\"))\n}\n\nfunc (a *API) routes(r chi.Router) {\n" +
			strings.Repeat("\t// more\n", 92) + "\tr.Get(\"/users/{id}\", a.find)\n}\n",
		"openapi.yaml": "openapi: 3.1.0\npaths:\n  /users/{id}:\n    get:\n      security: [{bearer: []}]\n",
	})
	raw := []finding.Finding{
		{
			Rule: "sql_injection", Message: "the SQL text of (*sql.DB).Query holds a value of the request of GET /users/{id}",
			At: span("db/store.go", 4, 24, 64), Symbol: "example.com/m/db.(*Store).Find",
			Help: "pass the value as an argument and write ? in its place",
			Trace: []finding.Note{
				{Range: span("api/http.go", 4, 15, 42), Message: "a query parameter of the request"},
				{Range: span("api/http.go", 4, 2, 43), Message: "passed to (*db.Store).Find"},
				{Range: span("db/store.go", 4, 24, 64), Message: "joined to the SQL text"},
			},
			Fix: &finding.Fix{Message: "pass the value as an argument of the query", Edits: []finding.Edit{
				{Range: span("db/store.go", 4, 50, 65), Text: "?"}, {Range: span("db/store.go", 4, 66, 66), Text: ", name"},
			}},
		},
		{
			Rule: "missing_auth", Message: "GET /users/{id} has no authentication, [see](0) the document",
			At: span("api/http.go", 100, 2, 31), Route: &finding.Route{Service: "example.com/m", Method: "GET", Path: "/users/{id}"},
			Related: []finding.Note{
				{Range: span("openapi.yaml", 5, 7, 31), Message: "the document requires [bearer]"},
				{Range: finding.Range{File: "api/gone.go", Line: 3, Column: 1}},
			},
		},
		{Rule: "undocumented", Message: "no line can be shown", At: finding.Range{File: "api/50% done.go", Line: 7, Column: 3}, Strength: rules.Unproven},
		{Rule: "undocumented", Message: "only a file is known", At: finding.Range{File: "go.mod"}},
		{Rule: "missing_auth", Message: "GET /health has no authentication", At: span("api/http.go", 4, 2, 3)},
	}
	info := Info{Catalog: catalog(t), Source: source, Version: "v0.1.0"}
	findings, err := pipeline.Process(pipeline.Input{
		Catalog: info.Catalog, Findings: raw, Line: source.Line,
		Ignores: []rules.Ignore{{Directive: rules.Directive{Rules: []string{"missing_auth"}, Reason: "a probe"}, At: rules.Place{File: "api/http.go", Line: 3, Column: 1}, Line: 4}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return &finding.Report{
		Findings: findings, Packages: 12, Documents: 1,
		Fixed: []finding.Finding{{
			Rule: "sql_injection", Level: rules.Error, Message: "this one was mended", At: span("db/store.go", 2, 1, 5), Fingerprint: "f",
			Fix: &finding.Fix{Message: "pass the value as an argument of the query"},
		}},
		Notices:  []finding.Notice{{Message: "a route's path is not constant", At: finding.Range{File: "api/http.go", Line: 9, Column: 2}}, {Message: "a budget ran out"}},
		Failures: []finding.Failure{{Input: "example.com/m/broken", Message: "does not type-check: undefined: x\nfix it, or leave it out", At: finding.Range{File: "broken/a.go", Line: 1, Column: 2}}},
	}, info
}

func rendered(format string, r *finding.Report, info Info) ([]byte, error) {
	var b bytes.Buffer
	err := Render(&b, format, r, info)
	return b.Bytes(), err
}

func render(t *testing.T, format string, r *finding.Report, info Info) []byte {
	t.Helper()
	out, err := rendered(format, r, info)
	if err != nil {
		t.Fatal(err)
	}
	if format == "sarif" {
		validateSARIF(t, out)
	}
	return out
}

func TestGolden(t *testing.T) {
	r, info := sample(t)
	color := info
	color.Color = true
	below := info // the project is a folder of its repository
	below.Root, below.Suppressed = "services/api", true
	empty := &finding.Report{Packages: 1}
	tests := []struct {
		file, format string
		report       *finding.Report
		info         Info
	}{
		{"report.txt", "text", r, info},
		{"report.color.txt", "text", r, color},
		{"report.json", "json", r, info},
		{"report.sarif", "sarif", r, info},
		{"report.github.txt", "github", r, below},
		{"report.md", "markdown", r, below},
		{"report.gitlab.json", "gitlab", r, below},
		{"report.gitlab-sast.json", "gitlab-sast", r, below},
		{"report.rdjsonl", "rdjsonl", r, below},
		{"report.checkstyle.xml", "checkstyle", r, below},
		{"report.junit.xml", "junit", r, below},
		{"report.suppressed.sarif", "sarif", r, below},
		{"empty.txt", "text", empty, info},
		{"empty.json", "json", empty, Info{Catalog: info.Catalog}},
		{"empty.sarif", "sarif", empty, Info{Catalog: info.Catalog}},
		{"empty.github.txt", "github", empty, Info{Catalog: info.Catalog}},
		{"empty.md", "markdown", empty, Info{Catalog: info.Catalog}},
		{"empty.gitlab.json", "gitlab", empty, Info{Catalog: info.Catalog}},
		{"empty.gitlab-sast.json", "gitlab-sast", empty, Info{Catalog: info.Catalog}},
		{"empty.rdjsonl", "rdjsonl", empty, Info{Catalog: info.Catalog}},
		{"empty.checkstyle.xml", "checkstyle", empty, Info{Catalog: info.Catalog}},
		{"empty.junit.xml", "junit", empty, Info{Catalog: info.Catalog}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			got := render(t, tt.format, tt.report, tt.info)
			path := filepath.Join("testdata", tt.file)
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), string(got)); d != "" {
				t.Errorf("(-want +got; go test -update writes what it got):\n%s", d)
			}
		})
	}
}

func TestSameFindingsInAnyOrderGiveTheSameBytes(t *testing.T) {
	r, info := sample(t)
	raw := append([]finding.Finding{}, r.Findings...)
	for _, format := range Formats() {
		want := render(t, format, r, info)
		for range 10 {
			rand.Shuffle(len(raw), func(i, j int) { raw[i], raw[j] = raw[j], raw[i] })
			findings, err := pipeline.Process(pipeline.Input{Catalog: info.Catalog, Findings: raw, Line: info.Source.Line})
			if err != nil {
				t.Fatal(err)
			}
			shuffled := *r
			shuffled.Findings = findings
			if got := render(t, format, &shuffled, info); !bytes.Equal(want, got) {
				t.Fatalf("%s differs:\n%s", format, cmp.Diff(string(want), string(got)))
			}
		}
	}
}

func TestRenderRefusesAnUnknownFormat(t *testing.T) {
	r, info := sample(t)
	if _, err := rendered("xml", r, info); err == nil || !strings.Contains(err.Error(), "json junit markdown rdjsonl sarif text") {
		t.Errorf("error %v, want one that lists the formats", err)
	}
}

// schema is the standard's own: no SARIF of ours may differ from it.
func validateSARIF(t *testing.T, data []byte) {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(filepath.Join("testdata", "sarif-schema-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		t.Errorf("not valid against the schema of SARIF 2.1.0: %v", err)
	}
}

func TestSARIFSchemaRefusesWhatItShould(t *testing.T) {
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(filepath.Join("testdata", "sarif-schema-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	r, info := sample(t)
	good := string(render(t, "sarif", r, info))
	for name, change := range map[string][2]string{
		"version":     {`"version": "2.1.0"`, `"version": "2.2.0"`},
		"level":       {`"level": "error"`, `"level": "fatal"`},
		"start line":  {`"startLine": 4`, `"startLine": 0`},
		"rule index":  {`"ruleIndex": 1`, `"ruleIndex": "1"`},
		"extra field": {`"ruleId"`, `"rule": 1, "ruleId"`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		if bad == good {
			t.Errorf("%s: nothing to change", name)
		}
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(bad))
		if err != nil {
			t.Fatal(err)
		}
		if s.Validate(v) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestSARIFReadsBack(t *testing.T) {
	r, info := sample(t)
	var log sarifLog
	if err := json.Unmarshal(render(t, "sarif", r, info), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if got, want := len(run.Tool.Driver.Rules), len(info.Catalog.All()); got != want {
		t.Errorf("%d rules, want the whole catalog of %d", got, want)
	}
	want := 0
	for _, f := range r.Findings {
		if f.Suppressed == nil {
			want++
		}
	}
	if len(run.Results) != want || want == len(r.Findings) {
		t.Errorf("%d results, want %d of %d findings", len(run.Results), want, len(r.Findings))
	}
	for _, result := range run.Results {
		if id := run.Tool.Driver.Rules[result.RuleIndex].ID; id != result.RuleID {
			t.Errorf("rules[%d] is %s, want %s", result.RuleIndex, id, result.RuleID)
		}
		if len(result.Fingerprints["apiward/v1"]) != 32 {
			t.Errorf("fingerprints %v", result.Fingerprints)
		}
		region := result.Locations[0].Physical.Region
		if region != nil && region.StartLine != region.EndLine {
			t.Errorf("primary region spans lines %d to %d", region.StartLine, region.EndLine)
		}
		for i, l := range result.RelatedLocations {
			if *l.ID != i || !strings.Contains(result.Message.Text, fmt.Sprintf("](%d)", i)) {
				t.Errorf("no link to related location %d in %q", i, result.Message.Text)
			}
		}
	}
	for _, rule := range run.Tool.Driver.Rules {
		if n := len(rule.FullDescription.Text); n == 0 || n > 1024 {
			t.Errorf("%s: full description of %d bytes", rule.ID, n)
		}
		if rule.Help.Text == "" || rule.Help.Markdown == "" || rule.ShortDescription.Text == "" {
			t.Errorf("%s: an empty text", rule.ID)
		}
	}
	if run.Invocations[0].ExecutionSuccessful {
		t.Error("a run with a failure calls itself successful")
	}
	if n := len(run.Invocations[0].Notifications); n != 3 {
		t.Errorf("%d notifications, want 1 failure and 2 notices", n)
	}
}

func TestSARIFColumnsCountUTF16(t *testing.T) {
	line := "\tx := \"å日😀\" + \xff name"
	s := sarifWriter{info: Info{Source: project(t, map[string]string{"a.go": line + "\r\n"})}}
	tests := []struct{ from, to, wantFrom, wantTo int }{
		{1, 2, 1, 2},
		{7, 18, 7, 13}, // the string: " å 日 😀(2) "
		{strings.Index(line, "name") + 1, len(line) + 1, 18, 22},
		{len(line) + 1, 0, 22, 23}, // at the end, where no character stands
		{9999, 10001, 22, 23},
	}
	for _, tt := range tests {
		got := s.region(span("a.go", 1, tt.from, tt.to))
		if got.StartColumn != tt.wantFrom || got.EndColumn != tt.wantTo {
			t.Errorf("bytes %d to %d: columns %d to %d, want %d to %d", tt.from, tt.to, got.StartColumn, got.EndColumn, tt.wantFrom, tt.wantTo)
		}
	}
	if n := len(utf16.Encode([]rune(line))); n != 21 {
		t.Fatalf("the line has %d units", n)
	}
	if r := s.region(span("gone.go", 1, 5, 6)); r.StartColumn != 0 || r.EndColumn != 0 || r.StartLine != 1 {
		t.Errorf("region %+v of an unreadable line, want the whole line", r)
	}
	if r := s.region(finding.Range{File: "a.go", Line: 1, Column: 1, EndLine: 3, EndColumn: 2}); r.EndLine != 1 || r.EndColumn != 22 {
		t.Errorf("region %+v of three lines, want the first to its end", r)
	}
}

func TestSARIFPathsAreEscaped(t *testing.T) {
	for _, file := range []string{"a b.go", "50%.go", "ä/日.go", "a:b.go", "a#b?c.go", "\x1b[31m.go", "\xff.go", "../lib/a.go"} {
		info := Info{Catalog: catalog(t)}
		r := &finding.Report{Findings: []finding.Finding{{Rule: "stray", Level: rules.Note, Message: "m", At: finding.Range{File: file, Line: 1}}}}
		var log sarifLog
		if err := json.Unmarshal(render(t, "sarif", r, info), &log); err != nil {
			t.Fatal(err)
		}
		uri := log.Runs[0].Results[0].Locations[0].Physical.Artifact.URI
		u, err := url.Parse(uri)
		if err != nil || u.Scheme != "" || strings.TrimPrefix(u.Path, "./") != file {
			t.Errorf("%q became %q, which reads as %q (%v)", file, uri, u.Path, err)
		}
	}
}

func TestSemanticVersion(t *testing.T) {
	for in, want := range map[string]string{"v0.1.0": "0.1.0", "1.2.3": "1.2.3", "v1.2.3-rc.1+x": "1.2.3-rc.1+x", "(devel)": "", "": "", "1.2": ""} {
		if got := semantic(in); got != want {
			t.Errorf("semantic(%q) = %q, want %q", in, got, want)
		}
	}
}

// A fix counts as its format does, and is left out where it cannot.
func TestFixColumns(t *testing.T) {
	source := project(t, map[string]string{"a.go": "x := \"täglich🙂\"; db.Query(q)\nend\n"})
	fix := &finding.Fix{Message: "[do](0) it", Edits: []finding.Edit{
		{Range: finding.Range{File: "a.go", Line: 1, Column: 31, EndLine: 2, EndColumn: 2}, Text: "p\n"},
		{Range: span("a.go", 2, 4, 4), Text: ""},
	}}
	f := finding.Finding{Rule: "sql_injection", Level: rules.Error, Message: "m", At: span("a.go", 1, 23, 31), Fix: fix}
	fixes := func(info Info) []sarifFix {
		t.Helper()
		var log sarifLog
		if err := json.Unmarshal(render(t, "sarif", &finding.Report{Findings: []finding.Finding{f}}, info), &log); err != nil {
			t.Fatal(err)
		}
		return log.Runs[0].Results[0].Fixes
	}
	want := []sarifFix{{
		Description: sarifText{Text: `[do\](0) it`},
		Changes: []sarifChange{{Artifact: sarifArtifact{URI: "a.go", URIBaseID: sarifRoot}, Replacements: []sarifReplacement{
			{Deleted: sarifRegion{StartLine: 1, StartColumn: 28, EndLine: 2, EndColumn: 2}, Inserted: sarifContent{Text: "p\n"}},
			{Deleted: sarifRegion{StartLine: 2, StartColumn: 4, EndLine: 2, EndColumn: 4}},
		}}},
	}}
	if d := cmp.Diff(want, fixes(Info{Catalog: catalog(t), Source: source})); d != "" {
		t.Error(d)
	}
	if got := fixes(Info{Catalog: catalog(t)}); got != nil {
		t.Errorf("without the source the fix is %v", got)
	}
}

// A frame shows a line with its secrets covered, and every column stays.
func TestSecretsAreCovered(t *testing.T) {
	source := project(t, map[string]string{"a.go": "x := \"täglich🙂\"; db.Query(q)\n"})
	f := finding.Finding{
		Rule: "sql_injection", Level: rules.Error, Message: "m",
		At:     span("a.go", 1, 23, 31),
		Hidden: []finding.Range{span("a.go", 1, 6, 20)},
	}
	columns := render(t, "sarif", &finding.Report{Findings: []finding.Finding{f}}, Info{Catalog: catalog(t), Source: source})
	source.Hide([]finding.Finding{f})
	info := Info{Catalog: catalog(t), Source: source}
	text := string(render(t, "text", &finding.Report{Findings: []finding.Finding{f}}, info))
	if strings.Contains(text, "glich") || !strings.Contains(text, "x := **×") || !strings.Contains(text, "db.Query(q)") {
		t.Errorf("got\n%s", text)
	}
	for _, format := range Formats() {
		if out := render(t, format, &finding.Report{Findings: []finding.Finding{f}}, info); bytes.Contains(out, []byte("glich")) {
			t.Errorf("%s shows the secret:\n%s", format, out)
		}
	}
	covered := render(t, "sarif", &finding.Report{Findings: []finding.Finding{f}}, info)
	hash := regexp.MustCompile(`,\s*"primaryLocationLineHash": "[0-9a-f]+:1"`)
	if !hash.Match(columns) || hash.Match(covered) {
		t.Error("a hash takes in the secret, or there is none at all")
	}
	if !bytes.Equal(hash.ReplaceAll(columns, nil), covered) {
		t.Error("a covered line has other columns")
	}
}

// On a long line columns are counted from marks, and come out as without them.
func TestSARIFColumnsOfLongLines(t *testing.T) {
	line := strings.Repeat("a🙂é\xff中", rulerStep/3)
	s := sarifWriter{rulers: map[lineOf]*ruler{}}
	for column := 0; column <= len(line)+2; column += 1 + column%7 {
		if got, want := s.column("a.json", 1, line, column), utf16Column(line, column); got != want {
			t.Fatalf("column %d of bytes is %d of UTF-16, want %d", column, got, want)
		}
	}
	if n := len(s.rulers[lineOf{"a.json", 1}].bytes); n < 3 {
		t.Errorf("the line has %d marks", n)
	}
}
