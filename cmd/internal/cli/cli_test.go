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
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/cmd/internal/pipeline/bad_exemption"
	"github.com/apiward/apiward/rules"
)

var update = flag.Bool("update", false, "rewrite the expected output in the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"apiward": func() { os.Exit(fakeMain()) }})
}

// fakeMain is apiward with an engine whose answer a script writes, on a fixed
// day, and with a terminal where a script says so.
func fakeMain() int {
	env, err := System()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 99
	}
	env.Now = func() time.Time { return time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC) }
	terminal := os.Getenv("FAKE_TERMINAL")
	env.StdoutIsTerminal, env.StderrIsTerminal = strings.Contains(terminal, "stdout"), strings.Contains(terminal, "stderr")
	engine := Engine{Version: "v0.1.0", Catalog: fakeCatalog, Analyze: fakeAnalyze, Vet: fakeVet}
	return Run(context.Background(), os.Args[1:], engine, env)
}

// fakeAnalysis is what a script writes to fake.json in the project's root.
type fakeAnalysis struct {
	Findings []struct {
		finding.Finding
		Strength rules.Strength
	}
	Inventory           *link.Inventory
	Ignores             []rules.Ignore
	Notices             []finding.Notice
	Failures            []finding.Failure
	Packages, Documents int
	Error               string
	Progress            []string
}

// fakeAnalyze answers with fake.json, and writes what it was asked to
// $FAKE_CONFIG.
func fakeAnalyze(_ context.Context, cfg Config) (*Analysis, error) {
	if path := os.Getenv("FAKE_CONFIG"); path != "" {
		text := fmt.Sprintf("dir %s\npatterns %q\ndocuments %q\ntests %v\ntags %q\n", relativeTo(cfg.Root, cfg.Dir), cfg.Patterns, cfg.Documents, cfg.Tests, cfg.Tags)
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
	for _, f := range fake.Findings {
		f.Finding.Strength = f.Strength
		a.Findings = append(a.Findings, f.Finding)
	}
	return a, nil
}

func fakeVet(_ context.Context, cfg Config, stdout, _ io.Writer) (int, error) {
	fmt.Fprintf(stdout, "vet %q tests %v tags %q rules %d\n", cfg.Patterns, cfg.Tests, cfg.Tags, len(cfg.Policy.Rules))
	return Found, nil
}

func fakeCatalog() (*rules.Catalog, error) {
	files := func(id string) fs.FS {
		return fstest.MapFS{
			"doc.go":                    {Data: []byte("// Package " + id + " reports a flaw.\n//\n// # Why\n//\n// It does harm.\n//\n//\tcode in prose\n//\n// # Avoid\n//\n// This.\n//\n// # Prefer\n//\n// That.\n//\n// # Limits\n//\n// Some.\npackage " + id + "\n")},
			"testdata/src/bad/bad.go":   {Data: []byte("package bad\n\nvar flaw = 1 // want \"flaw\"\n")},
			"testdata/src/good/good.go": {Data: []byte("package good\n")},
		}
	}
	rule := func(r rules.Rule) rules.Entry { return rules.Entry{Rule: &r, Files: files(r.ID)} }
	return rules.NewCatalog(
		rule(rules.Rule{
			ID: "missing_auth", Title: "Route without authentication", Kind: rules.Code, Severity: rules.High,
			Confidence: rules.Firm, OWASP: "API2:2023", CWE: 306, Since: "0.1", Default: rules.Error,
		}),
		rule(rules.Rule{
			ID: "unbounded_body", Title: "Request body without a limit", Kind: rules.Code, Severity: rules.Medium,
			Confidence: rules.Firm, OWASP: "API4:2023", CWE: 770, Since: "0.1", Default: rules.Warning,
		}),
		rule(rules.Rule{
			ID: "cleartext_server", Title: "Server without TLS", Kind: rules.Document, Severity: rules.Medium,
			Confidence: rules.Certain, OWASP: "API8:2023", CWE: 319, Since: "0.1", Default: rules.Warning,
		}),
		rule(rules.Rule{
			ID: "undocumented_route", Title: "Route that no document describes", Kind: rules.Contract, Severity: rules.Medium,
			Confidence: rules.Firm, OWASP: "API9:2023", CWE: 1059, Since: "0.1", Default: rules.Warning,
		}),
		rule(rules.Rule{
			ID: "sql_injection", Title: "SQL text built from a request", Kind: rules.Code, Severity: rules.Critical,
			Confidence: rules.Firm, OWASP: "API8:2023", CWE: 89, Since: "0.1", Default: rules.Error,
			Options: []rules.Option{{Name: "sources", Type: rules.Strings, Default: []string{}, Doc: "more functions that return request data"}},
		}),
		rule(rules.Rule{
			ID: "missing_security", Title: "Operation without security", Kind: rules.Document, Severity: rules.High,
			Confidence: rules.Certain, OWASP: "API2:2023", CWE: 306, Since: "0.1", Default: rules.Warning,
		}),
		rule(rules.Rule{
			ID: "auth_drift", Title: "Document and code disagree on authentication", Kind: rules.Contract, Severity: rules.High,
			Confidence: rules.Firm, Since: "0.1", Default: rules.Error,
		}),
		bad_exemption.Rule,
	)
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
