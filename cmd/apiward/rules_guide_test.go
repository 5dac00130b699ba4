package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What the guide to the policy shows of rules and tests is a policy whose tests
// hold.
func TestGuideToTests(t *testing.T) {
	_, section, ok := strings.Cut(read(t, filepath.Join("..", "..", "rules", "ruleset", "README.md")), "\n## Rules on routes, and tests beside rules\n")
	if !ok {
		t.Fatal("the guide has no section on tests")
	}
	section, _, _ = strings.Cut(section, "\n## ")
	snippet := regexp.MustCompile("(?s)```hcl\n(.*?)```").FindStringSubmatch(section)
	if snippet == nil {
		t.Fatal("the section shows no policy")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, ".apiward.hcl"), snippet[1])
	command, err := exec.LookPath("apiward")
	if err != nil {
		t.Fatal(err)
	}
	for args, want := range map[string]string{
		"rules test":        "ok    one without a limit is found\nok    an operation that is in use is silent\n\n2 tests, 0 failed\n",
		"rules fmt --check": "",
	} {
		cmd := exec.CommandContext(t.Context(), command, strings.Fields(args)...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "PWD="+dir)
		out, err := cmd.CombinedOutput()
		if err != nil || string(out) != want {
			t.Errorf("apiward %s: %v\n%s", args, err, out)
		}
	}
}
