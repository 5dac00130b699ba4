package driver

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestIsNewer(t *testing.T) {
	for _, tt := range []struct {
		required, built string
		want            bool
	}{
		{"go1.27", "go1.26.8", true},
		{"go1.27.1", "go1.26.8", true},
		{"go1.26.9", "go1.26.8", false}, // a patch release adds nothing to the language
		{"go1.26", "go1.26.8", false},
		{"go1.9", "go1.26.8", false},
		{"go1.27rc1", "go1.26.8", true},
		{"go", "go1.26.8", false}, // a module that says nothing
		{"go1.27", "devel go1.28-0123abc", false},
		{"go1.27", "go1.28-custom X:boring", false},
	} {
		if got := isNewer(tt.required, tt.built); got != tt.want {
			t.Errorf("%s is newer than %s: %v", tt.required, tt.built, got)
		}
	}
}

// A go command that can build a project in a newer Go than this program was
// built with is told apart from one that cannot: its packages are listed, and the
// program is what has to be built anew. The go command here is one that answers
// as a newer one would.
func TestLoadNewerGo(t *testing.T) {
	for name, tt := range map[string]struct {
		module string
		want   []string
	}{
		"newer":         {`{"Path":"example.com/shop","Main":true,"GoVersion":"1.99.1"}`, []string{"example.com/shop is written in Go 1.99.1", runtime.Version(), "GOTOOLCHAIN=go1.99.1 go install ", "cmd/apiward@", "pre-commit clean"}},
		"no patch":      {`{"Path":"example.com/shop","Main":true,"GoVersion":"1.99"}`, []string{"GOTOOLCHAIN=go1.99.0 go install "}},
		"not the users": {`{"Path":"example.com/lib","Version":"v1.0.0","GoVersion":"1.99"}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			bin := t.TempDir()
			script := "#!/bin/sh\ncase $1 in\nenv) echo '{\"GOARCH\":\"amd64\",\"GOMOD\":\"/shop/go.mod\",\"GOWORK\":\"\"}';;\n" +
				"list) echo '{\"ImportPath\":\"example.com/shop\",\"Name\":\"shop\",\"Match\":[\"./...\"],\"Module\":" + tt.module + "}';;\nesac\n"
			if err := os.WriteFile(filepath.Join(bin, "go"), []byte(script), 0o777); err != nil {
				t.Fatal(err)
			}
			t.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
			_, _, err := Load(t.Context(), Config{Dir: t.TempDir()})
			if tt.want == nil && err != nil && strings.Contains(err.Error(), "built with") {
				t.Errorf("refused for a module of others: %v", err)
			}
			for _, want := range tt.want {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("the error is %v, want %q in it", err, want)
				}
			}
		})
	}
}

// go vet has its tool look at the standard library, which a newer go command has
// in a newer Go, whatever the project is written in.
func TestVetNewerGo(t *testing.T) {
	for version, want := range map[string]string{"go1.99.1": "GOTOOLCHAIN=go1.99.1 go install ", runtime.Version(): ""} {
		bin := t.TempDir()
		script := "#!/bin/sh\n[ $1 != env ] || echo '{\"GOMOD\":\"/shop/go.mod\",\"GOVERSION\":\"" + version + "\"}'\n"
		if err := os.WriteFile(filepath.Join(bin, "go"), []byte(script), 0o777); err != nil {
			t.Fatal(err)
		}
		t.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
		_, err := Vet(t.Context(), Config{Dir: t.TempDir()}, io.Discard, io.Discard)
		switch {
		case want == "" && err != nil:
			t.Errorf("with %s: %v", version, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("with %s: %v, want %q", version, err, want)
		}
	}
}
