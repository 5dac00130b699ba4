// Package plugin holds what golangci-lint says with the plugin of apiward linked
// in against what apiward says.
package plugin

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/apiward/apiward/testdata/integrations/program"
)

// root is the repository's, seen from the folder of this test.
const root = "../../.."

// found is a finding, wherever it was told.
type found struct {
	Rule, File   string
	Line, Column int
	Message      string
}

func (f found) place() string { return fmt.Sprintf("%s %s:%d", f.Rule, f.File, f.Line) }

// shared is what golangci-lint keeps from one test to the next: it knows packages
// by their content, and the standard library is most of them.
var shared string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "golangci-lint-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	shared = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// project is a copy of a service.
type project struct {
	dir, cache string
	policy     string // as JSON
}

func open(t *testing.T, dir string) *project {
	t.Helper()
	p := &project{dir: program.Copy(t, dir), cache: shared}
	p.policy = p.exported(t)
	return p
}

func orders(t *testing.T) *project {
	t.Helper()
	return open(t, filepath.Join(root, "testdata", "apps", "orders"))
}

// settings are those of golangci-lint for a run.
type settings struct {
	enable []string // linters; {"apiward"} if nil
	all    bool     // enable every linter
	custom map[string]any
}

// write writes the settings as JSON, which golangci-lint reads as well as YAML,
// and returns the name of the file.
func (s settings) write(t *testing.T, policy string) string {
	t.Helper()
	custom := s.custom
	if custom == nil {
		custom = map[string]any{"policy": policy}
	}
	of := map[string]any{"type": "module", "settings": custom}
	linters := map[string]any{
		"default": "none", "enable": s.enable,
		"settings": map[string]any{"custom": map[string]any{"apiward": of, "apiwardfast": of}},
	}
	if s.enable == nil {
		linters["enable"] = []string{"apiward"}
	}
	if s.all {
		linters["default"] = "all"
		delete(linters, "enable")
	}
	text, err := json.Marshal(map[string]any{
		"version": "2", "linters": linters,
		"issues": map[string]any{"uniq-by-line": false, "max-same-issues": 0, "max-issues-per-linter": 0},
	})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	program.Write(t, dir, "golangci.json", string(text))
	return filepath.Join(dir, "golangci.json")
}

// golangci runs golangci-lint over the project.
func (p *project) golangci(t *testing.T, args ...string) program.Result {
	t.Helper()
	env := []string{"GOLANGCI_LINT_CACHE=" + p.cache, "GOFLAGS=-mod=mod"}
	return program.Run(t, p.dir, env, program.Path(t, "GOLANGCI_LINT"), args...)
}

// lint runs golangci-lint with the settings and returns what the plugin's
// linters found, sorted.
func (p *project) lint(t *testing.T, s settings, args ...string) []found {
	t.Helper()
	args = append([]string{"run", "-c", s.write(t, p.policy), "--output.json.path=stdout", "--path-mode=abs", "--show-stats=false", "--issues-exit-code=0"}, args...)
	r := p.golangci(t, append(args, "./...")...)
	if r.Code != 0 {
		t.Fatalf("golangci-lint ended with %d:\n%s%s", r.Code, r.Stdout, r.Stderr)
	}
	var report struct {
		Issues []struct {
			FromLinter, Text string
			Pos              struct {
				Filename     string
				Line, Column int
			}
		}
	}
	if err := json.Unmarshal([]byte(r.Stdout), &report); err != nil {
		t.Fatalf("%v in %s", err, r.Stdout)
	}
	var list []found
	for _, i := range report.Issues {
		if !strings.HasPrefix(i.FromLinter, "apiward") {
			continue
		}
		rule, message, ok := strings.Cut(i.Text, ": ")
		if !ok || strings.Contains(i.Text, "(related information)") {
			t.Errorf("not a finding: %s", i.Text)
		}
		list = append(list, found{rule, p.rel(t, i.Pos.Filename), i.Pos.Line, i.Pos.Column, message})
	}
	return sorted(list)
}

// rel returns a file's name as apiward does.
func (p *project) rel(t *testing.T, name string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(p.dir)
	if err != nil {
		t.Fatal(err)
	}
	rel, err := filepath.Rel(dir, name)
	if err != nil || !filepath.IsLocal(rel) {
		t.Errorf("%s is not in the project", name)
	}
	return filepath.ToSlash(rel)
}

func sorted(list []found) []found {
	slices.SortFunc(list, func(a, b found) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return list
}

// vet returns what apiward finds as go vet's tool, sorted.
func (p *project) vet(t *testing.T) []found {
	t.Helper()
	out := program.Run(t, p.dir, []string{"GOFLAGS=-mod=mod"}, program.Path(t, "APIWARD"), "vet", "./...")
	if out.Code > 1 {
		t.Fatalf("apiward vet ended with %d:\n%s", out.Code, out.Stderr)
	}
	var list []found
	for _, m := range regexp.MustCompile(`(?m)^(.+?):(\d+):(\d+): ([^\t].*) \[(\w+)\]$`).FindAllStringSubmatch(out.Stdout, -1) {
		list = append(list, found{m[5], m[1], number(t, m[2]), number(t, m[3]), m[4]})
	}
	return sorted(list)
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// check returns what apiward check finds by code rules and does not take for a
// note.
func (p *project) check(t *testing.T) []checked {
	t.Helper()
	out := program.Run(t, p.dir, []string{"GOFLAGS=-mod=mod"}, program.Path(t, "APIWARD"), "check", "./...", "--allow-partial", "-o", "json")
	var report struct {
		Findings []struct {
			Rule, Level, Message string
			At                   struct {
				File         string
				Line, Column int
			}
			Trace      []struct{ File string }
			Suppressed any
		}
	}
	if err := json.Unmarshal([]byte(out.Stdout), &report); err != nil {
		t.Fatalf("%v\n%s", err, out.Stderr)
	}
	var list []checked
	for _, f := range report.Findings {
		if f.Suppressed == nil && f.Level != "note" && isCode(f.Rule) {
			steps := make([]string, len(f.Trace))
			for i, step := range f.Trace {
				steps[i] = path.Dir(step.File)
			}
			list = append(list, checked{found{f.Rule, f.At.File, f.At.Line, f.At.Column, f.Message}, steps})
		}
	}
	return list
}

// checked is a finding of apiward check, with the directories that its trace
// leads through.
type checked struct {
	found
	through []string
}

// ofField is how a message begins that is about what a field of a type of some
// package holds.
var ofField = regexp.MustCompile(`^\w+\.\w+\.\w+ `)

// beyond reports whether more than one package is needed to find it: a value gets
// there out of another package, or is what that gave a field. An absence is shown
// where the program serves, in whatever package that is.
func (c checked) beyond() bool {
	return ofField.MatchString(c.Message) || slices.ContainsFunc(c.through, func(dir string) bool { return dir != path.Dir(c.File) })
}

// isCode reports whether a rule is about code: those have their folder.
func isCode(rule string) bool {
	_, err := os.Stat(filepath.Join(root, "analyzers", rule, "doc.go"))
	return err == nil
}

// services are those that make test-integrations names, the sample among them.
func services(t *testing.T) []string {
	t.Helper()
	list := strings.Fields(os.Getenv("SERVICES"))
	if len(list) == 0 {
		t.Fatal("SERVICES names no service: run make test-integrations at the root of the repository")
	}
	return list
}

// elsewhere is how a message names the place that it is about.
var elsewhere = regexp.MustCompile(`\bat ([\w.-]+\.go:\d+):\d+\)`)

// The plugin finds what apiward check finds, in the same place or in one whose
// message names that place; and it finds it in the places and words of go vet,
// whose differences are a table in the documentation of both.
func TestFindsWhatApiwardFinds(t *testing.T) {
	for _, dir := range services(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			p := open(t, dir)
			got := p.lint(t, settings{})
			if len(got) == 0 {
				t.Error("nothing is found")
			}
			if d := cmp.Diff(p.vet(t), got); d != "" {
				t.Errorf("(-go vet +golangci-lint):\n%s", d)
			}
			told := map[string]bool{}
			for _, f := range got {
				told[f.place()] = true
				for _, m := range elsewhere.FindAllStringSubmatch(f.Message, -1) {
					told[f.Rule+" "+m[1]] = true
				}
			}
			lost := 0
			all := p.check(t)
			for _, f := range all {
				switch {
				case told[f.place()] || told[fmt.Sprintf("%s %s:%d", f.Rule, path.Base(f.File), f.Line)]:
				case f.beyond() && filepath.Base(dir) != "orders":
					lost++
				default:
					t.Errorf("apiward check alone finds %s: %s", f.place(), f.Message)
				}
			}
			t.Logf("apiward check finds %d, the plugin all of these but %d", len(all), lost)
		})
	}
}

// What golangci-lint keeps is what it would find anew: of all packages, of
// those below the one that changed, and of linters that were there before
// another one came.
func TestKeptFacts(t *testing.T) {
	p := orders(t)
	p.cache = t.TempDir()
	cold := p.lint(t, settings{})
	if len(cold) == 0 {
		t.Fatal("nothing is found")
	}
	same := func(when string, s settings) {
		t.Helper()
		if d := cmp.Diff(cold, p.lint(t, s)); d != "" {
			t.Errorf("%s (-cold +then):\n%s", when, d)
		}
	}
	same("warm", settings{})
	const main = "cmd/orders/main.go"
	program.Write(t, p.dir, main, program.Read(t, p.dir, main)+"\n// Nothing is new.\n")
	same("with main alone anew", settings{})
	same("with other linters", settings{enable: []string{"apiward", "errcheck", "staticcheck", "govet"}})
	program.Write(t, p.dir, main, program.Read(t, p.dir, main)+"// Nothing is new again.\n")
	same("with other linters, and main alone anew", settings{enable: []string{"apiward", "errcheck", "staticcheck", "govet"}})
	same("with every linter there is", settings{all: true})

	// What is excused in one package is not told where another serves it.
	const store = "internal/store/orders.go"
	program.Write(t, p.dir, store, strings.Replace(program.Read(t, p.dir, store), "ctx, query, status)", "ctx, query, status) //apiward:ignore sql_injection -- a test", 1))
	then := p.lint(t, settings{})
	gone := slices.DeleteFunc(slices.Clone(cold), func(f found) bool {
		return f.Rule == "sql_injection" && strings.Contains(f.Message, "orders.go:32:")
	})
	if d := cmp.Diff(gone, then); d != "" || len(gone) == len(cold) {
		t.Errorf("with one of %d excused (-cold +then):\n%s", len(cold), d)
	}
}

func TestSettings(t *testing.T) {
	p := orders(t)
	all := p.lint(t, settings{})
	off := p.lint(t, settings{custom: map[string]any{"policy": `{"rules":[{"id":"sql_injection","level":"off"}]}`}})
	if slices.ContainsFunc(off, func(f found) bool { return f.Rule == "sql_injection" }) {
		t.Errorf("a rule that is off finds something: %v", off)
	}
	if !slices.ContainsFunc(off, func(f found) bool { return f.Rule == "missing_auth" }) || !slices.ContainsFunc(all, func(f found) bool { return f.Rule == "sql_injection" }) {
		t.Errorf("with sql_injection off %v, before %v", off, all)
	}
	for name, tt := range map[string]struct {
		custom map[string]any
		want   string
	}{
		"a misspelt key":   {map[string]any{"polciy": "{}"}, `unknown field "polciy"`},
		"a name of a file": {map[string]any{"policy": ".apiward.hcl"}, "what `apiward config export` prints"},
	} {
		r := p.golangci(t, "run", "-c", settings{custom: tt.custom}.write(t, ""), "./...")
		if r.Code != 3 || !strings.Contains(r.Stderr, tt.want) {
			t.Errorf("with %s golangci-lint ends with %d, want 3, and says %s, want %q", name, r.Code, r.Stderr, tt.want)
		}
	}
}

// What editors run finds a key in a file at once, and the other linter finds it
// in the same place and words.
func TestFast(t *testing.T) {
	p := orders(t)
	program.Write(t, p.dir, "cmd/orders/keys.go", "package main\n\nvar keys = []string{\n\t\"AKIA\" + \"Q7MZ4TNWX2LKV3HD\",\n"+
		"\t\"AKIA\" + \"W7MZ4TNWX2LKV3HE\", //apiward:ignore hardcoded_secret -- it was revoked\n}\n\nvar _ = keys\n")
	fast := p.lint(t, settings{}, "--fast-only", "--enable=apiwardfast")
	want := []found{{"hardcoded_secret", "cmd/orders/keys.go", 4, 2, "an AWS access key ID (AKIA…) is written in the source"}}
	if d := cmp.Diff(want, fast); d != "" {
		t.Errorf("(-want +fast):\n%s", d)
	}
	if typed := p.lint(t, settings{}); !slices.Contains(typed, want[0]) {
		t.Errorf("with types %v", typed)
	}
	off := p.lint(t, settings{custom: map[string]any{"policy": `{"rules":[{"id":"hardcoded_secret","level":"off"}]}`}}, "--fast-only", "--enable=apiwardfast")
	if len(off) > 0 {
		t.Errorf("found with the rule off: %v", off)
	}
}

// A fix is made by golangci-lint, in the place of the finding and in a way that
// compiles.
func TestFixes(t *testing.T) {
	p := orders(t)
	program.Write(t, p.dir, "cmd/orders/keys.go", "package main\n\nvar key = \"AKIA\" + \"Q7MZ4TNWX2LKV3HD\"\n\nvar _ = key\n")
	isKey := func(f found) bool { return f.File == "cmd/orders/keys.go" }
	if before := p.lint(t, settings{}); !slices.ContainsFunc(before, isKey) {
		t.Fatalf("there is nothing to fix: %v", before)
	}
	if after := p.lint(t, settings{}, "--fix"); slices.ContainsFunc(after, isKey) {
		t.Errorf("found after it was fixed: %v", after)
	}
	if text := program.Read(t, p.dir, "cmd/orders/keys.go"); !strings.Contains(text, `os.Getenv("AWS_ACCESS_KEY_ID")`) || strings.Contains(text, "AKIA") {
		t.Errorf("fixed to %s", text)
	}
	program.Must(t, p.dir, []string{"GOFLAGS=-mod=mod"}, "go", "build", "-o", os.DevNull, "./...")
}

// A module below the root of its project is judged by the policy there, whose
// paths begin at that root.
func TestModuleBelowTheRoot(t *testing.T) {
	sample := orders(t)
	all := sample.lint(t, settings{})
	top := t.TempDir()
	p := &project{dir: filepath.Join(top, "services", "orders"), cache: shared}
	if err := os.MkdirAll(filepath.Dir(p.dir), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(sample.dir, p.dir); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(p.dir, ".apiward.hcl"), filepath.Join(p.dir, "old.hcl")); err != nil {
		t.Fatal(err)
	}
	program.Must(t, top, nil, "git", "init", "-q")
	program.Write(t, top, ".apiward.hcl", "exempt {\n  rules  = [\"sql_injection\"]\n  paths  = [\"services/orders/internal/report/**\"]\n  reason = \"it is being rewritten\"\n}\n")
	p.policy = p.exported(t)
	got := p.lint(t, settings{})
	inReport := func(f found) bool { return f.Rule == "sql_injection" && f.File == "internal/report/report.go" }
	if slices.ContainsFunc(got, inReport) || !slices.ContainsFunc(all, inReport) {
		t.Errorf("with an exemption %v, without one %v", got, all)
	}
	if d := cmp.Diff(p.vet(t), got); d != "" {
		t.Errorf("(-go vet +golangci-lint):\n%s", d)
	}
}

// What a policy writes of its own is found as by go vet, with what is known of
// packages below.
func TestHouseRules(t *testing.T) {
	p := &project{dir: t.TempDir(), cache: shared}
	for name, text := range map[string]string{
		"go.mod":     "module example.com/m\n\ngo 1.26\n",
		"hash/of.go": "package hash\n\nimport \"crypto/md5\"\n\n// Of is a hash.\nfunc Of(b []byte) [16]byte { return md5.Sum(b) }\n",
		"main.go":    "package main\n\nimport (\n\t\"example.com/m/auth\"\n\t\"example.com/m/hash\"\n)\n\nfunc main() {\n\thash.Of(nil)\n\tauth.Wipe()\n}\n",
		"auth/a.go":  "package auth\n\nimport \"example.com/m/store\"\n\n// May asks.\nfunc May() bool { return false }\n\n// Wipe forgets to.\nfunc Wipe() { store.Delete() }\n",
		"store/s.go": "package store\n\n// Delete deletes.\nfunc Delete() {}\n",
		".apiward.hcl": "code_rule \"acme_md5\" {\n  title    = \"MD5 is used\"\n  severity = \"high\"\n\n  forbid {\n    call = [\"crypto/md5.*\"]\n  }\n}\n\n" +
			"code_rule \"acme_may_first\" {\n  title    = \"Something is deleted before anyone asked who may\"\n  severity = \"critical\"\n\n" +
			"  require {\n    call   = [\"example.com/m/auth.May\"]\n    before = [\"example.com/m/store.Delete\"]\n  }\n}\n",
	} {
		program.Write(t, p.dir, name, text)
	}
	p.policy = p.exported(t)
	got := p.lint(t, settings{})
	if d := cmp.Diff(p.vet(t), got); d != "" {
		t.Errorf("(-go vet +golangci-lint):\n%s", d)
	}
	for _, rule := range []string{"acme_md5", "acme_may_first"} {
		if !slices.ContainsFunc(got, func(f found) bool { return f.Rule == rule }) {
			t.Errorf("%s finds nothing: %v", rule, got)
		}
	}
}

// exported returns the policy of the project as JSON.
func (p *project) exported(t *testing.T) string {
	t.Helper()
	return program.Must(t, p.dir, []string{"GOFLAGS=-mod=mod"}, program.Path(t, "APIWARD"), "config", "export")
}
