package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/cmd/internal/pipeline/bad_exemption"
	"github.com/apiward/apiward/cmd/internal/report"
	"github.com/apiward/apiward/rules"
)

// realEngine is the engine of a build.
func realEngine() Engine {
	return Engine{
		Version: "v0.1.0",
		Catalog: func() (*rules.Catalog, error) { return driver.Catalog(bad_exemption.Rule) },
		Analyze: driver.Analyze,
	}
}

// runReal runs a command line with the real engine in dir.
func runReal(t *testing.T, dir string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs strings.Builder
	code = Run(context.Background(), args, realEngine(), Env{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Dir: dir, Now: time.Now,
		Getenv: func(string) string { return "" },
	})
	return code, out.String(), errs.String()
}

// One run over a whole service says the same in all its outputs.
func TestOutputsOfOneRunAgree(t *testing.T) {
	orders, err := filepath.Abs(filepath.Join("..", "..", "..", "testdata", "apps", "orders"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	args := []string{"check", "./...", "--notes", "all", "-o", "text"}
	for _, format := range report.Formats() {
		if format != "text" {
			args = append(args, "-o", format+"="+file("out."+format))
		}
	}
	code, text, stderr := runReal(t, orders, args...)
	if code != Found {
		t.Fatalf("exit code %d, want 1; stderr:\n%s", code, stderr)
	}
	read := func(name string) []byte {
		t.Helper()
		data, err := os.ReadFile(file(name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	fromText, fromJSON, fromSARIF := findingsOfText(text), findingsOfJSON(t, read("out.json")), findingsOfSARIF(t, read("out.sarif"))
	if len(fromText) < 20 {
		t.Errorf("%d findings, want at least 20", len(fromText))
	}
	if d := cmp.Diff(fromText, fromJSON); d != "" {
		t.Errorf("text and JSON differ (-text +json):\n%s", d)
	}
	if d := cmp.Diff(fromText, fromSARIF); d != "" {
		t.Errorf("text and SARIF differ (-text +sarif):\n%s", d)
	}

	for format, mark := range map[string]string{
		"gitlab": `"fingerprint": `, "gitlab-sast": `"category": "sast"`, "rdjsonl": `"code":`, "checkstyle": "<error ", "junit": "<testcase ", "markdown": "` | `",
	} {
		if n := bytes.Count(read("out."+format), []byte(mark)); n != len(fromText) {
			t.Errorf("%s has %d findings, want %d", format, n, len(fromText))
		}
	}

	firstJSON, firstSARIF := string(read("out.json")), string(read("out.sarif"))
	for range 3 {
		if _, again, _ := runReal(t, orders, args...); again != text {
			t.Fatalf("a second run differs:\n%s", cmp.Diff(text, again))
		}
		if string(read("out.json")) != firstJSON || string(read("out.sarif")) != firstSARIF {
			t.Fatal("the files of a second run differ")
		}
	}
}

func findingsOfText(text string) []string {
	var found []string
	block := regexp.MustCompile(`(?m)^(\w+)\[(\w+)\]: .*\n +--> (.+):(\d+):\d+$`)
	for _, m := range block.FindAllStringSubmatch(text, -1) {
		found = append(found, fmt.Sprintf("%s %s %s:%s", m[1], m[2], m[3], m[4]))
	}
	return found
}

func findingsOfJSON(t *testing.T, data []byte) []string {
	t.Helper()
	var r struct {
		Findings []struct {
			Rule, Level string
			At          struct {
				File string
				Line int
			}
			Suppressed *struct{}
		}
	}
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range r.Findings {
		if f.Suppressed == nil {
			found = append(found, fmt.Sprintf("%s %s %s:%d", f.Level, f.Rule, f.At.File, f.At.Line))
		}
	}
	return found
}

func findingsOfSARIF(t *testing.T, data []byte) []string {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join("..", "report", "testdata", "sarif-schema-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("not valid against the schema of SARIF 2.1.0: %v", err)
	}
	var r struct {
		Runs []struct {
			Results []struct {
				RuleID, Level string
				Locations     []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, result := range r.Runs[0].Results {
		at := result.Locations[0].PhysicalLocation
		found = append(found, fmt.Sprintf("%s %s %s:%d", result.Level, result.RuleID, at.ArtifactLocation.URI, at.Region.StartLine))
	}
	return found
}

// Every rule of a build can be explained.
func TestEveryRuleIsExplained(t *testing.T) {
	catalog, err := realEngine().Catalog()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(catalog.IDs(), "sql_injection") {
		t.Errorf("the catalog holds %q", catalog.IDs())
	}
	for _, e := range catalog.All() {
		code, stdout, stderr := runReal(t, t.TempDir(), "explain", e.ID)
		if code != Clean {
			t.Errorf("%s: exit code %d: %s", e.ID, code, stderr)
		}
		for _, part := range []string{e.ID + ": " + e.Title, "\nWhy\n", "\nAvoid\n", "\nPrefer\n", "\nLimits\n", "\nReported\n", "\nNot reported\n"} {
			if !strings.Contains(stdout, part) {
				t.Errorf("%s: the explanation lacks %q", e.ID, part)
			}
		}
		if excusable := e.ID != bad_exemption.Rule.ID; excusable != strings.Contains(stdout, "apiward:ignore "+e.ID) {
			t.Errorf("%s: says how to excuse a finding: %v, want %v", e.ID, !excusable, excusable)
		}
	}
}

// Where the code cannot be loaded at all, the documents are reported.
func TestDocumentsAreReportedWithoutTheCode(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":       "module example.com/m\n\ngo 1.9999\n",
		"main.go":      "package main\n\nfunc main() {}\n",
		"openapi.yaml": "openapi: 3.0.3\ninfo: {title: t, version: \"1\"}\nservers:\n  - url: http://api.example.com\npaths:\n  /x:\n    get:\n      security: []\n      responses: {\"200\": {description: ok}}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	code, stdout, stderr := runReal(t, dir, "check")
	if code != Incomplete {
		t.Errorf("exit code %d, want 2", code)
	}
	if !strings.Contains(stderr, "1.9999") {
		t.Errorf("stderr does not name the cause:\n%s", stderr)
	}
	if !strings.Contains(stdout, "[cleartext_server]") || !strings.Contains(stdout, "incomplete: 1 input failed") {
		t.Errorf("the report lacks the document's findings or its gap:\n%s", stdout)
	}
}

// What services read names files as the repository does, where that is asked
// for: a project may be a folder of it.
func TestPathsOfTheRepository(t *testing.T) {
	repository := t.TempDir()
	dir := filepath.Join(repository, "services", "shop")
	for _, folder := range []string{dir, filepath.Join(repository, ".git")} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{
		".apiward.hcl": "extends = [\"recommended\"]\n",
		"openapi.yaml": "openapi: 3.0.3\ninfo: {title: t, version: \"1\"}\nservers:\n  - url: http://shop.initech.com\npaths:\n  /x:\n    get:\n      responses: {\"200\": {description: ok}}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct{ paths, format, want string }{
		{"project", "github", "file=openapi.yaml,"},
		{"repository", "github", "file=services/shop/openapi.yaml,"},
		{"repository", "sarif", `"uri": "services/shop/openapi.yaml"`},
		{"repository", "gitlab", `"path": "services/shop/openapi.yaml"`},
		{"repository", "json", `"file": "openapi.yaml"`},
		{"repository", "text", "--> openapi.yaml:"},
	} {
		code, stdout, stderr := runReal(t, dir, "check", "-d", "openapi.yaml", "--paths", tt.paths, "-o", tt.format)
		if code != Found || !strings.Contains(stdout, tt.want) {
			t.Errorf("%+v: exit code %d, no %q in\n%s%s", tt, code, tt.want, stdout, stderr)
		}
	}
}
