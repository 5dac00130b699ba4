package main

import (
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestMain lets this binary be the engine, where it is called so.
func TestMain(m *testing.M) {
	if name := filepath.Base(os.Args[0]); strings.TrimSuffix(name, ".exe") == "apiward-vacuum" {
		main()
		return
	}
	os.Exit(m.Run())
}

// The apiward of this tree finds the engine beside itself and reports what it
// finds.
func TestWithApiward(t *testing.T) {
	bin, project := t.TempDir(), t.TempDir()
	suffix := ""
	if runtime.GOOS == "windows" {
		suffix = ".exe"
	}
	command := filepath.Join(bin, "apiward"+suffix)
	build := exec.CommandContext(t.Context(), "go", "build", "-o", command, "./cmd/apiward")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	copyFile(t, self, filepath.Join(bin, "apiward-vacuum"+suffix))
	for name, text := range map[string]string{
		"api.yaml":     strings.Replace(shop, "get:", "get: # apiward:ignore vacuum/operation-operationId -- nobody calls it by name", 1),
		".apiward.hcl": "extends = []\n\nengine \"vacuum\" {}\n\nrule \"vacuum/operation-tags\" {\n  level = \"note\"\n}\n",
	} {
		if err := os.WriteFile(filepath.Join(project, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), command, "check", "-d", "api.yaml", "-o", "json", "--exit-zero")
	cmd.Dir, cmd.Stderr = project, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("apiward: %v\n%s", err, out)
	}
	var report struct {
		Findings []struct {
			Rule, Level, Origin, Pointer, Fingerprint string
			At                                        struct{ Line int }
			Suppressed                                *struct{ Kind string }
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, f := range report.Findings {
		if f.Origin != "vacuum" {
			continue
		}
		seen[f.Rule] = true
		switch {
		case f.Fingerprint == "",
			f.Rule == "vacuum/operation-tags" && (f.Level != "note" || f.At.Line != 9 || f.Pointer != "/paths/~1users~1{id}/get"),
			(f.Rule == "vacuum/operation-operationId") != (f.Suppressed != nil):
			t.Errorf("%+v", f)
		}
	}
	if !seen["vacuum/operation-tags"] || !seen["vacuum/operation-operationId"] {
		t.Errorf("found %v", seen)
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o700)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}
