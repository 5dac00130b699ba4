package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/ruleset"
)

// acmeDir is the policy of a platform team.
func acmeDir(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", "..", "testdata", "policies", "acme"))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// The policy has rules of each kind, and a test that each of them fails.
func TestRulesOfThePlatform(t *testing.T) {
	dir := acmeDir(t)
	set, err := ruleset.Load(filepath.Join(dir, "acme.hcl"), ruleset.Options{Root: dir, Catalog: builtIn(t), Today: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, e := range set.Entries {
		kinds[filepath.Base(e.At.File)]++
		if !slices.ContainsFunc(set.Tests, func(test rules.Test) bool { return test.Rule == e.ID && len(test.Expect) > 0 }) {
			t.Errorf("no test expects anything of %s", e.ID)
		}
	}
	if len(set.Entries) < 25 || len(kinds) != 4 {
		t.Errorf("%d rules, in %v", len(set.Entries), kinds)
	}
	if len(set.Notices) > 0 {
		t.Errorf("the policy declares what it does not need: %v", set.Notices)
	}
	if got := apiward(t, dir, nil, "rules", "test", "acme.hcl"); got.code != 0 || !strings.Contains(got.stdout, ", 0 failed") {
		t.Errorf("rules test ends with %d:\n%s%s", got.code, got.stdout, got.stderr)
	}
	if got := apiward(t, dir, nil, "rules", "fmt", "--check", "."); got.code != 0 {
		t.Errorf("not as rules fmt has it: %s%s", got.stdout, got.stderr)
	}
}

// A service that stands on the policy is judged by it, whatever the level of a
// rule depends on: the profile, the service's own policy, the path.
func TestPlatformPolicyOnAService(t *testing.T) {
	dir := t.TempDir()
	for from, to := range map[string]string{ordersDir(t): ".", acmeDir(t): "policy"} {
		if err := os.CopyFS(filepath.Join(dir, to), os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	remove(t, filepath.Join(dir, "policy", "go.mod"))
	policy := filepath.Join(dir, ruleset.FileName)
	text := strings.Replace(read(t, policy), `extends = ["recommended"]`, `extends = ["policy/acme.hcl"]`, 1)
	write := func(more string) {
		t.Helper()
		if err := os.WriteFile(policy, []byte(text+more), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("")
	found, stderr := houseFindings(t, dir)
	golden := filepath.Join("testdata", "acme.findings")
	if *update {
		if err := os.WriteFile(golden, []byte(strings.Join(found, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(strings.Split(strings.TrimSpace(read(t, golden)), "\n"), found); d != "" {
		t.Errorf("findings (-want +got):\n%s", d)
	}
	if strings.Contains(stderr, "in vain") {
		t.Errorf("symbols of the standard library are not found:\n%s", stderr)
	}

	write(`
override {
  paths = ["internal/report/**"]
  rule "acme_one_store" {
    level = "note"
  }
}

exempt {
  rules  = ["acme_login_limited"]
  routes = ["POST /v1/login"]
  reason = "the gateway limits it"
}
`)
	changed, _ := houseFindings(t, dir, "--profile", "prod")
	for line, want := range map[string]bool{
		"acme_one_store internal/report/report.go:5 note":      true,
		"acme_one_store internal/api/json.go:4 warning":        true,
		"acme_login_limited internal/api/server.go:82 excused": true,
	} {
		if slices.Contains(changed, line) != want {
			t.Errorf("%s: %v in\n%s", line, !want, strings.Join(changed, "\n"))
		}
	}
}

// houseFindings returns what the platform's rules find, as "rule file:line level",
// sorted.
func houseFindings(t *testing.T, dir string, flags ...string) (lines []string, stderr string) {
	t.Helper()
	got := apiward(t, dir, nil, append([]string{"check", "-o", "json"}, flags...)...)
	if got.code != 1 {
		t.Fatalf("exit code %d; stderr:\n%s", got.code, got.stderr)
	}
	var report struct {
		Findings []struct {
			Rule, Level string
			At          struct {
				File string
				Line int
			}
			Suppressed *struct{}
		}
	}
	if err := json.Unmarshal([]byte(got.stdout), &report); err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Findings {
		if !strings.HasPrefix(f.Rule, "acme_") {
			continue
		}
		if f.Suppressed != nil {
			f.Level = "excused"
		}
		lines = append(lines, fmt.Sprintf("%s %s:%d %s", f.Rule, f.At.File, f.At.Line, f.Level))
	}
	slices.Sort(lines)
	return lines, got.stderr
}

func remove(t *testing.T, name string) {
	t.Helper()
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
}
