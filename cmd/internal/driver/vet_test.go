package driver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/rules"
)

// vetToolVariable makes the test binary a vet tool: go vet hands its own
// environment on.
const vetToolVariable = "APIWARD_TEST_VETTOOL"

func TestMain(m *testing.M) {
	if os.Getenv(vetToolVariable) != "" && IsVetCall(os.Args[1:]) {
		VetMain([]*analysis.Analyzer{deep, shout, fallible}, func(policy string) error {
			if strings.Contains(policy, `"error"`) {
				return errors.New("the policy is bad")
			}
			word.Store(&policy)
			return nil
		})
	}
	os.Exit(m.Run())
}

// word is what shout reports: the policy in force.
var word atomic.Pointer[string]

// shout reports the policy at every function named Shout, under a category.
var shout = &analysis.Analyzer{
	Name: "shout",
	Doc:  "shout: reports the policy",
	Run: func(pass *analysis.Pass) (any, error) {
		for _, fn := range functions(pass) {
			if policy := word.Load(); fn.Name.Name == "Shout" && policy != nil {
				pass.Report(analysis.Diagnostic{Pos: fn.Pos(), Category: "loud_rule", Message: "policy " + *policy,
					Related: []analysis.RelatedInformation{{Pos: fn.Name.Pos(), Message: "this name"}}})
			}
		}
		return nil, nil
	},
}

// fallible fails in packages named fail.
var fallible = &analysis.Analyzer{
	Name: "fallible",
	Doc:  "fallible: fails on demand",
	Run: func(pass *analysis.Pass) (any, error) {
		if pass.Pkg.Name() == "fail" {
			return nil, errors.New("not today")
		}
		return nil, nil
	},
}

// vetted runs Vet with the test binary as the tool.
func vetted(t *testing.T, cfg Config) (exit int, stdout, stderr string) {
	t.Helper()
	t.Setenv(vetToolVariable, "1")
	var out, errs bytes.Buffer
	exit, err := Vet(t.Context(), cfg, &out, &errs)
	if err != nil {
		t.Fatal(err)
	}
	return exit, out.String(), errs.String()
}

// ownCaches keeps policies and results of vet out of the user's caches; what
// is compiled stays shared, or every test would compile the standard library.
func ownCaches(t *testing.T) {
	t.Helper()
	out, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOCACHE", strings.TrimSpace(string(out)))
	// The go command leaves a process behind that counts in its settings.
	settings, err := os.UserConfigDir()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_CONFIG_HOME", settings)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	t.Setenv("GOMODCACHE", filepath.Join(t.TempDir(), "mod"))
}

// levels returns a policy that no other level's equals. The tool of these
// tests refuses the one of Error.
func levels(level rules.Level) *rules.Policy {
	return &rules.Policy{Rules: []rules.Setting{{ID: "x", Level: level}}}
}

const vetModule = `
-- go.mod --
module example.com/m
go 1.24
-- a/a.go --
package a
func Leaf() {}
func Shout() { Leaf() }
-- a/a_test.go --
package a
func ReportTest() {}
-- b/b.go --
package b
import "example.com/m/a"
func Report() { a.Shout() }
-- c/c.go --
package c
func Quiet() {}
`

func TestVetEndToEnd(t *testing.T) {
	offline(t)
	ownCaches(t)
	dir := tree(t, vetModule)
	want := func(level rules.Level) string {
		return fmt.Sprintf("a/a.go:3:1: policy {\"rules\":[{\"id\":\"x\",\"level\":\"%s\"}]} [loud_rule]\n", level) +
			"a/a.go:3:6: \tthis name\n" +
			"b/b.go:3:1: Report goes 2 deep [deep]\n"
	}
	// The second policy must not be answered from the cache of the first, and
	// the first again must.
	for _, level := range []rules.Level{rules.Note, rules.Warning, rules.Note} {
		exit, stdout, stderr := vetted(t, Config{Dir: dir, Policy: levels(level)})
		if diff := cmp.Diff(want(level), stdout); diff != "" || exit != 1 || stderr != "" {
			t.Errorf("exit %d, stderr %q, stdout %s", exit, stderr, diff)
		}
	}
	if exit, stdout, stderr := vetted(t, Config{Dir: dir, Patterns: []string{"./c"}}); exit != 0 || stdout+stderr != "" {
		t.Errorf("a clean package: exit %d, stdout %q, stderr %q", exit, stdout, stderr)
	}
	if exit, stdout, _ := vetted(t, Config{Dir: dir, Patterns: []string{"./a"}, Tests: true}); exit != 1 || !strings.Contains(stdout, "a/a_test.go:2:1: ReportTest") {
		t.Errorf("with tests: exit %d, stdout %s", exit, stdout)
	}
	files, err := filepath.Glob(filepath.Join(os.Getenv("XDG_CACHE_HOME"), "apiward", "policy", "*"))
	if err != nil || len(files) != 4 {
		t.Errorf("policies are kept in %v (%v), want one file for each, and one for the tests", files, err)
	}
}

func TestVetFindsWhatRunFinds(t *testing.T) {
	offline(t)
	ownCaches(t)
	dir := tree(t, service)
	packages, _, program := runAll(t, Config{Dir: dir}, deep)
	var want []string
	for _, line := range reported(program, packages) {
		place, message, _ := strings.Cut(line, ": deep: ")
		want = append(want, fmt.Sprintf("%s:1: %s [deep]", place, message))
	}
	_, stdout, _ := vetted(t, Config{Dir: dir})
	got := strings.Split(strings.TrimSpace(stdout), "\n")
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestVetFailures(t *testing.T) {
	for _, tt := range []struct {
		name, archive  string
		level          rules.Level
		stdout, stderr string // a part of each
	}{{
		name:    "package that does not compile",
		archive: vetModule + "-- d/d.go --\npackage d\nvar x int = nil\n",
		stdout:  "b/b.go:3:1: Report goes 2 deep [deep]\n",
		stderr:  "d/d.go:2:13",
	}, {
		name:    "pass that fails",
		archive: vetModule + "-- d/d.go --\npackage fail\n",
		stdout:  "b/b.go:3:1: Report goes 2 deep [deep]\n",
		stderr:  "apiward: example.com/m/d: analyzer fallible failed: not today\n",
	}, {
		name:    "policy that is refused",
		archive: vetModule,
		level:   rules.Error,
		stderr:  "apiward: the policy is bad\n",
	}} {
		t.Run(tt.name, func(t *testing.T) {
			offline(t)
			ownCaches(t)
			exit, stdout, stderr := vetted(t, Config{Dir: tree(t, tt.archive), Policy: levels(tt.level)})
			if exit != 2 || !strings.Contains(stdout, tt.stdout) || !strings.Contains(stderr, tt.stderr) {
				t.Errorf("exit %d, stdout %q, stderr %q; want 2, %q, %q", exit, stdout, stderr, tt.stdout, tt.stderr)
			}
		})
	}
}

func TestVetErrors(t *testing.T) {
	offline(t)
	ownCaches(t)
	_, err := Vet(t.Context(), Config{Dir: t.TempDir()}, nil, nil)
	if err == nil || !strings.Contains(err.Error(), "go mod init") {
		t.Errorf("no module: error is %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Vet(ctx, Config{Dir: tree(t, vetModule)}, nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: error is %v", err)
	}
}

func TestVetToolFlags(t *testing.T) {
	t.Setenv(vetToolVariable, "1")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(self, "-flags").Output()
	if err != nil {
		t.Fatal(err)
	}
	var flags []struct {
		Name string
		Bool bool
	}
	if err := json.Unmarshal(out, &flags); err != nil {
		t.Fatal(err)
	}
	bools := map[string]bool{}
	for _, f := range flags {
		bools[f.Name] = f.Bool
	}
	for name, want := range map[string]bool{"policy-file": false, "policy-digest": false, "shout": true} {
		if got, ok := bools[name]; !ok || got != want {
			t.Errorf("-flags says of -%s: known %v, bool %v", name, ok, got)
		}
	}
	out, err = exec.Command(self, "-V=full").Output()
	if f := strings.Fields(string(out)); err != nil || len(f) < 4 || f[1] != "version" || f[2] != "devel" || !strings.HasPrefix(f[len(f)-1], "buildID=") {
		t.Errorf("-V=full prints %q (%v), which go vet does not take", out, err)
	}
}

func TestReadPolicy(t *testing.T) {
	file := filepath.Join(t.TempDir(), "p.json")
	if err := os.WriteFile(file, []byte("{}"), 0o666); err != nil {
		t.Fatal(err)
	}
	digest := digestOf([]byte("{}"))
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("LocalAppData", t.TempDir())
	if err := storePolicy([]byte(`{"Tests":true}`)); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		args []string
		want string // the policy, or a part of the error
	}{
		{"no policy", []string{"x.cfg"}, ""},
		{"both", []string{"-policy-file=" + file, "-policy-digest=" + digest, "x.cfg"}, "{}"},
		{"two dashes, value apart", []string{"--policy-file", file, "--policy-digest", digest, "x.cfg"}, "{}"},
		{"another digest", []string{"-policy-file=" + file, "-policy-digest=abc", "x.cfg"}, "-policy-digest says abc: use apiward vet"},
		{"no digest", []string{"-policy-file=" + file, "x.cfg"}, "-policy-file without -policy-digest"},
		{"relative file", []string{"-policy-file=p.json", "-policy-digest=" + digest, "x.cfg"}, `"p.json" is no absolute path`},
		{"a kept policy", []string{"-policy-digest=" + digestOf([]byte(`{"Tests":true}`)), "x.cfg"}, `{"Tests":true}`},
		{"one that is not kept", []string{"-policy-digest=" + digest, "x.cfg"}, "no such file"},
		{"no digest of anything", []string{"-policy-digest=../" + digest, "x.cfg"}, "is no SHA-256"},
		{"file that is gone", []string{"-policy-file=" + file + "x", "-policy-digest=" + digest, "x.cfg"}, "no such file"},
	} {
		got, err := readPolicy(tt.args)
		if err != nil {
			got = err.Error()
		}
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestIsVetCall(t *testing.T) {
	for line, want := range map[string]bool{
		"-V=full":                     true,
		"-flags":                      true,
		"/tmp/vet.cfg":                true,
		"-json -policy-file=/p x.cfg": true,
		"":                            false,
		"./...":                       false,
		"check -flags":                false,
		"check x.cfg":                 false,
		"--config=x.cfg":              false,
		"--help":                      false,
	} {
		if got := IsVetCall(strings.Fields(line)); got != want {
			t.Errorf("IsVetCall(%q) = %v", line, got)
		}
	}
}

// TestWithRuleIDsKeepsRequirements holds that a rule that another one requires
// is not copied: its requirer would not find it.
func TestWithRuleIDsKeepsRequirements(t *testing.T) {
	all := withRuleIDs([]*analysis.Analyzer{names, census, deep})
	if all[0] != names || all[1] == census || all[2] != deep {
		t.Errorf("copied: names %v, census %v, deep %v; want census alone", all[0] != names, all[1] != census, all[2] != deep)
	}
}
