package plugin

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/apiward/apiward/testdata/integrations/program"
)

// golangci-lint itself builds what the file to copy describes, and the program
// that it builds finds the key by the settings to copy. It clones its sources by
// git from where they are kept: here that is a repository that is made of what the
// module proxy has of the version, and the plugin is what stands in this tree.
func TestCustom(t *testing.T) {
	p := prepared(t)
	out := program.Must(t, "..", nil, "go", "list", "-m", "-f", "{{.Version}} {{.Dir}}", "github.com/golangci/golangci-lint/v2")
	version, dir, _ := strings.Cut(strings.TrimSpace(out), " ")

	// 1. The repository that is cloned.
	sources := program.Copy(t, dir)
	identity := []string{"GIT_AUTHOR_NAME=t", "GIT_AUTHOR_EMAIL=t@example.com", "GIT_COMMITTER_NAME=t", "GIT_COMMITTER_EMAIL=t@example.com"}
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A", "-f"}, {"commit", "-q", "-m", version}, {"tag", version}} {
		program.Must(t, sources, identity, "git", args...)
	}

	// 2. The build, with the plugin from here: nobody can fetch what is not
	// released.
	here, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	text := program.Read(t, p.dir, ".custom-gcl.yml")
	local := strings.Replace(text, "    version: v0.1.0 ", "    path: "+here+" ", 1)
	if local == text {
		t.Fatalf("the plugin's version is not in\n%s", text)
	}
	program.Write(t, p.dir, ".custom-gcl.yml", local)
	program.Must(t, p.dir, []string{
		"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=url." + sources + ".insteadOf", "GIT_CONFIG_VALUE_0=https://github.com/golangci/golangci-lint.git",
		"GOFLAGS=", "GOWORK=off",
	}, program.Path(t, "GOLANGCI_LINT"), "custom", "-v")

	// 3. What it built.
	env := []string{"GOLANGCI_LINT_CACHE=" + t.TempDir(), "GOFLAGS=-mod=mod"}
	built := filepath.Join(p.dir, "custom-gcl")
	r := program.Run(t, p.dir, env, built, "run", "-c", ".golangci.apiward.yml", "./...")
	if r.Code != 1 || !strings.Contains(r.Stdout, "AWS access key ID") || strings.Count(r.Stdout, "cmd/orders/main.go:79:10: ") < 5 {
		t.Errorf("what golangci-lint custom built ends with %d, and finds\n%s%s", r.Code, r.Stdout, r.Stderr)
	}
	if said := program.Must(t, p.dir, env, built, "version"); !strings.Contains(said, version+"-custom-gcl-") {
		t.Errorf("it is %s", said)
	}
}
