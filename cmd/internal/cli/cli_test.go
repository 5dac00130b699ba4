package cli

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/cmd/internal/pipeline"
	"github.com/apiward/apiward/cmd/internal/pipeline/bad_exemption"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/ruleset"
)

var update = flag.Bool("update", false, "rewrite the expected output in the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"apiward": func() { os.Exit(fakeMain()) }})
}

// fakeMain is apiward with an engine whose answer a script writes, on a fixed
// day, and with a terminal where a script says so.
func fakeMain() int {
	dir, err := os.Getwd()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 99
	}
	terminal := os.Getenv("FAKE_TERMINAL")
	env := Env{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Dir: dir, Getenv: os.Getenv,
		Now:              func() time.Time { return time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC) },
		StdoutIsTerminal: strings.Contains(terminal, "stdout"),
		StderrIsTerminal: strings.Contains(terminal, "stderr"),
	}
	engine := Engine{Version: "v0.1.0", Catalog: fakeCatalog, Analyze: fakeAnalyze, Vet: fakeVet}
	return Run(context.Background(), os.Args[1:], engine, env)
}

// fakeAnalysis is what a script writes to fake.json in the project's root.
type fakeAnalysis struct {
	Findings []struct {
		finding.Finding
		Strength rules.Strength
		Answers  rules.Fact
	}
	Inventory           *link.Inventory
	Ignores             []rules.Ignore
	Notices             []finding.Notice
	Failures            []finding.Failure
	Packages, Documents int
	// Proof is the answer to why; the rest is what no report shows of it.
	Proof    *finding.Proof
	Secrets  []finding.Range
	Decides  *finding.Node
	Error    string
	Progress []string
}

// fakeAnalyze answers with fake.json, and writes what it was asked to
// $FAKE_CONFIG.
func fakeAnalyze(_ context.Context, cfg Config) (*Analysis, error) {
	if path := os.Getenv("FAKE_CONFIG"); path != "" {
		text := fmt.Sprintf("dir %s\npatterns %q\ndocuments %q\ntests %v\ntags %q\n", relativeTo(cfg.Root, cfg.Dir), cfg.Patterns, cfg.Documents, cfg.Tests, cfg.Tags)
		if q := cfg.Why; q != nil {
			text += fmt.Sprintf("why %s %s %s %d\n", q.Method, q.Path, q.File, q.Line)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return nil, err
		}
	}
	var fake fakeAnalysis
	data, err := os.ReadFile(filepath.Join(cfg.Root, "fake.json"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Analysis{Packages: len(cfg.Patterns), Documents: len(cfg.Documents)}, nil
	case err != nil:
		return nil, err
	}
	if err := json.Unmarshal(data, &fake); err != nil {
		return nil, err
	}
	for i, p := range fake.Progress {
		if cfg.Progress != nil {
			cfg.Progress("analysing", i+1, len(fake.Progress), p)
		}
	}
	if fake.Error != "" {
		return nil, errors.New(fake.Error)
	}
	a := &Analysis{
		Inventory: fake.Inventory, Ignores: fake.Ignores, Notices: fake.Notices, Failures: fake.Failures,
		Packages: fake.Packages, Documents: fake.Documents,
	}
	if a.Proof = fake.Proof; a.Proof != nil {
		a.Proof.Secrets = fake.Secrets
		for i := range a.Proof.Subjects {
			a.Proof.Subjects[i].Decides = fake.Decides
		}
	}
	for _, f := range fake.Findings {
		f.Finding.Strength, f.Finding.Answered = f.Strength, f.Answers
		a.Findings = append(a.Findings, f.Finding)
	}
	return a, nil
}

func fakeVet(_ context.Context, cfg Config, stdout, _ io.Writer) (int, error) {
	fmt.Fprintf(stdout, "vet %q tests %v tags %q rules %d\n", cfg.Patterns, cfg.Tests, cfg.Tags, len(cfg.Policy.Rules))
	return Found, nil
}

// fakeCatalog is the catalog of a build with the prose of three rules
// replaced, so that new wording fails no test of the command line.
func fakeCatalog() (*rules.Catalog, error) {
	real, err := driver.Catalog(bad_exemption.Rule)
	if err != nil {
		return nil, err
	}
	entries := slices.Clone(real.All())
	for i, e := range entries {
		switch e.ID {
		case "sql_injection":
			entries[i] = fakeRule(rules.Rule{
				ID: e.ID, Title: "SQL text built from a request", Kind: rules.Code, Severity: rules.Critical,
				Confidence: rules.Firm, OWASP: "API8:2023", CWE: 89, Since: "0.1", Default: rules.Error,
				Options: []rules.Option{{Name: "sources", Type: rules.Strings, Default: []string{}, Doc: "more functions that return request data"}},
			})
		case "missing_security":
			entries[i] = fakeRule(rules.Rule{
				ID: e.ID, Title: "Operation without security", Kind: rules.Document, Severity: rules.High,
				Confidence: rules.Certain, OWASP: "API2:2023", CWE: 306, Since: "0.1", Default: rules.Warning,
			})
		case "auth_drift":
			entries[i] = fakeRule(rules.Rule{
				ID: e.ID, Title: "Document and code disagree", Kind: rules.Contract, Severity: rules.High,
				Confidence: rules.Tentative, Since: "0.1", Default: rules.Error,
			})
		}
	}
	return rules.NewCatalog(entries...)
}

func fakeRule(r rules.Rule) rules.Entry {
	return rules.Entry{Rule: &r, Files: fstest.MapFS{
		"doc.go":                    {Data: []byte("// Package " + r.ID + " reports a flaw.\n//\n// # Why\n//\n// It does harm.\n//\n//\tcode in prose\n//\n// # Avoid\n//\n// This.\n//\n// # Prefer\n//\n// That.\n//\n// # Limits\n//\n// Some.\npackage " + r.ID + "\n")},
		"testdata/src/bad/bad.go":   {Data: []byte("package bad\n\nvar flaw = 1 // want \"flaw\"\n")},
		"testdata/src/good/good.go": {Data: []byte("package good\n")},
	}}
}

func TestScripts(t *testing.T) {
	schema, err := filepath.Abs(filepath.Join("..", "report", "testdata", "sarif-schema-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("testdata", "script"),
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("NO_COLOR", "")
			e.Setenv("TERM", "xterm")
			e.Setenv("CI", "")
			e.Setenv("ESC", "\x1b")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			// exit N cmd args... runs a command that must end with N.
			"exit": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) < 2 {
					ts.Fatalf("usage: exit code command [args]")
				}
				err := ts.Exec(args[1], args[2:]...)
				got := 0
				if err != nil {
					var exit interface{ ExitCode() int }
					if !errors.As(err, &exit) {
						ts.Fatalf("%v", err)
					}
					got = exit.ExitCode()
				}
				if fmt.Sprint(got) != args[0] {
					ts.Fatalf("exit code %d, want %s", got, args[0])
				}
			},
			// sarif file checks a report against the standard's schema.
			"sarif": func(ts *testscript.TestScript, neg bool, args []string) {
				c := jsonschema.NewCompiler()
				c.AssertFormat()
				s, err := c.Compile(schema)
				ts.Check(err)
				v, err := jsonschema.UnmarshalJSON(strings.NewReader(ts.ReadFile(args[0])))
				ts.Check(err)
				if err := s.Validate(v); (err != nil) != neg {
					ts.Fatalf("%s: %v", args[0], err)
				}
			},
			// json file checks that a file is one JSON value.
			"json": func(ts *testscript.TestScript, neg bool, args []string) {
				if json.Valid([]byte(ts.ReadFile(args[0]))) == neg {
					ts.Fatalf("%s: valid JSON is %v", args[0], neg)
				}
			},
		},
	})
}

// inProcess runs a command line over a module in a directory of its own.
func inProcess(t *testing.T, ctx context.Context, engine Engine, stdout io.Writer, args ...string) (code int, stderr string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/m\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	code = Run(ctx, args, engine, Env{
		Stdin: strings.NewReader(""), Stdout: stdout, Stderr: &b, Dir: dir, Now: time.Now,
		Getenv: func(string) string { return "" },
	})
	return code, b.String()
}

// fullDisk takes no byte.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWhatNoScriptCanCause(t *testing.T) {
	answers := func(a *Analysis, err error) func(context.Context, Config) (*Analysis, error) {
		return func(context.Context, Config) (*Analysis, error) { return a, err }
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	tests := []struct {
		name   string
		ctx    context.Context
		engine Engine
		stdout io.Writer
		args   []string
		stderr string
	}{
		{"interrupted", stopped, Engine{Catalog: fakeCatalog, Analyze: answers(nil, stopped.Err())}, io.Discard, nil, "apiward: interrupted: nothing is reported\n"},
		{"full disk", context.Background(), Engine{Catalog: fakeCatalog, Analyze: answers(&Analysis{}, nil)}, fullDisk{}, nil, "apiward: write to the standard output: no space left\n"},
		{"full disk for routes", context.Background(), Engine{Catalog: fakeCatalog, Analyze: answers(&Analysis{}, nil)}, fullDisk{}, []string{"routes"}, "no space left"},
		{"broken catalog", context.Background(), Engine{Catalog: func() (*rules.Catalog, error) { return nil, errors.New("two rules x") }}, io.Discard, nil, "apiward: two rules x\n"},
		{"broken catalog for explain", context.Background(), Engine{Catalog: func() (*rules.Catalog, error) { return nil, errors.New("two rules x") }}, io.Discard, []string{"explain", "x"}, "two rules x"},
		{"finding of no rule", context.Background(), Engine{Catalog: fakeCatalog, Analyze: answers(&Analysis{Findings: []finding.Finding{{Rule: "nobody"}}}, nil)}, io.Discard, nil, `the rule "nobody", which is not in the catalog`},
		{"go vet that cannot start", context.Background(), Engine{Catalog: fakeCatalog, Vet: func(context.Context, Config, io.Writer, io.Writer) (int, error) {
			return 0, errors.New("no go command")
		}}, io.Discard, []string{"vet"}, "apiward: no go command\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			code, stderr := inProcess(t, tt.ctx, tt.engine, tt.stdout, tt.args...)
			if code != Incomplete || !strings.Contains(stderr, tt.stderr) {
				t.Errorf("exit code %d and %q, want 2 and %q", code, stderr, tt.stderr)
			}
		})
	}
}

// The policies among the examples of bad_exemption, read and judged.
func TestExamplePoliciesOfBadExemption(t *testing.T) {
	catalog, err := fakeCatalog()
	if err != nil {
		t.Fatal(err)
	}
	want := regexp.MustCompile(` // want "(.*)"`)
	for _, name := range []string{"bad.hcl", "good.hcl"} {
		text, err := fs.ReadFile(bad_exemption.Rule.Files, "testdata/"+name)
		if err != nil {
			t.Fatal(err)
		}
		var wants []string
		for _, m := range want.FindAllStringSubmatch(string(text), -1) {
			wants = append(wants, m[1])
		}
		if (len(wants) == 0) != (name == "good.hcl") {
			t.Errorf("%s has the wants %q", name, wants)
		}
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), want.ReplaceAll(text, nil), 0o600); err != nil {
			t.Fatal(err)
		}
		decided, err := ruleset.Load(filepath.Join(dir, name), ruleset.Options{Root: dir, Catalog: catalog, Today: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		findings, err := pipeline.Process(pipeline.Input{Root: dir, Catalog: catalog, Policy: decided.Policy})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range findings {
			got = append(got, f.Message)
		}
		if d := cmp.Diff(wants, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}
