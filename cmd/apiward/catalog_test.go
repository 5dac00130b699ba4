package main

import (
	"encoding/json"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/cmd/internal/pipeline/bad_exemption"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/ruleset"
)

// builtIn is the catalog of this build.
func builtIn(t *testing.T) *rules.Catalog {
	t.Helper()
	catalog, err := driver.Catalog(bad_exemption.Rule)
	if err != nil {
		t.Fatal(err)
	}
	return catalog
}

// A set that names a rule which is not there would break every project that
// extends it, and one that names none decides nothing.
func TestSetsNameRulesOfTheCatalog(t *testing.T) {
	catalog := builtIn(t)
	for _, set := range ruleset.Sets() {
		decided, err := ruleset.LoadSet(set, catalog)
		if err != nil {
			t.Errorf("%s: %v", set, err)
			continue
		}
		if len(decided.Policy.Rules) == 0 {
			t.Errorf("%s names no rule", set)
		}
		for _, setting := range decided.Policy.Rules {
			if _, ok := catalog.Lookup(setting.ID); !ok {
				t.Errorf("%s names %s, which is no rule", set, setting.ID)
			}
		}
	}
}

func TestRulesListIsTheCatalog(t *testing.T) {
	got := apiward(t, t.TempDir(), nil, "rules", "list", "--json")
	var listed []struct{ ID, Title, Kind, Level string }
	if err := json.Unmarshal([]byte(got.stdout), &listed); err != nil {
		t.Fatal(err)
	}
	var ids []string
	table := apiward(t, t.TempDir(), nil, "rules", "list").stdout
	for _, r := range listed {
		ids = append(ids, r.ID)
		if r.Title == "" || r.Kind == "" || r.Level == "" {
			t.Errorf("%+v lacks a title, a kind or a level", r)
		}
		if !regexp.MustCompile(`(?m)^` + r.ID + ` +` + r.Level + ` .*\Q` + r.Title + `\E$`).MatchString(table) {
			t.Errorf("the table has no line for %+v:\n%s", r, table)
		}
	}
	if d := cmp.Diff(builtIn(t).IDs(), ids); d != "" {
		t.Errorf("(-catalog +listed):\n%s", d)
	}
}

// Every rule is explained without a project, a network or a go command.
func TestExplainNeedsNothing(t *testing.T) {
	command, err := exec.LookPath("apiward")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range builtIn(t).All() {
		cmd := exec.CommandContext(t.Context(), command, "explain", e.ID)
		cmd.Dir, cmd.Env = t.TempDir(), []string{"PATH="}
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v:\n%s", e.ID, err, out)
		}
		if !strings.HasPrefix(string(out), e.ID+": "+e.Title+"\n") || !strings.Contains(string(out), "\nNot reported\n") {
			t.Errorf("%s: the explanation lacks its title or its examples:\n%s", e.ID, out)
		}
		namesNoMachine(t, "explain "+e.ID, string(out))
	}
}

func TestVersion(t *testing.T) {
	got := apiward(t, t.TempDir(), nil, "version")
	if got.code != 0 || !regexp.MustCompile(`^apiward (\(devel\)|v\S+) go1\.\S+ \w+/\w+\n$`).MatchString(got.stdout) {
		t.Errorf("exit code %d and %q", got.code, got.stdout)
	}
}

// Go vet asks its tool for its identity and its flags before anything else.
func TestVetProtocol(t *testing.T) {
	if got := apiward(t, t.TempDir(), nil, "-V=full"); got.code != 0 || !regexp.MustCompile(`apiward version devel .*buildID=[0-9a-f]+\n$`).MatchString(got.stdout) {
		t.Errorf("-V=full: exit code %d and %q", got.code, got.stdout)
	}
	got := apiward(t, t.TempDir(), nil, "-flags")
	var flags []struct{ Name string }
	if err := json.Unmarshal([]byte(got.stdout), &flags); err != nil {
		t.Fatalf("-flags: %v in %q", err, got.stdout)
	}
	seen := map[string]bool{}
	for _, f := range flags {
		seen[f.Name] = true
	}
	for _, name := range []string{"policy-file", "policy-digest", "json"} {
		if !seen[name] {
			t.Errorf("-flags does not list -%s", name)
		}
	}
}
