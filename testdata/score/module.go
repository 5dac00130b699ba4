package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/securego/gosec/v2/testutils"

	// The samples import them, so their versions are those of this module.
	_ "github.com/lib/pq"
	_ "golang.org/x/sys/execabs"
)

// sample is one of gosec's, and what was found in it.
type sample struct {
	testutils.CodeSample
	name  string // "G201_03": the group and the place in it
	group *group
	label label

	broken       string // why it does not compile
	theirs, ours int    // findings of gosec and of apiward
}

// dir is the sample's folder in the module, and its package's path.
func (s *sample) dir() string { return strings.ToLower(s.name) }

// writeModule writes every sample into a package of its own in a module in
// dir: one module, so that every tool loads what they import once.
func writeModule(ctx context.Context, dir string, samples []*sample) error {
	const line = "{{if .Main}}go {{.GoVersion}}{{else}}require {{.Path}} {{.Version}}{{end}}"
	lines, err := output(ctx, ".", "go", "list", "-m", "-f", line, "github.com/apiward/apiward/testdata/score", "github.com/lib/pq", "golang.org/x/crypto", "golang.org/x/sys")
	if err != nil {
		return err
	}
	sums, err := os.ReadFile("go.sum")
	if err != nil {
		return err
	}
	files := map[string]string{
		"go.mod": "module samples\n" + string(lines),
		"go.sum": string(sums),
	}
	for _, s := range samples {
		for i, code := range s.Code {
			files[filepath.Join(s.dir(), fmt.Sprintf("sample%d.go", i))] = code
		}
	}
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// output runs a command in dir and returns what it prints.
func output(ctx context.Context, dir, name string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return out, fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), strings.Join(args, " "), err, stderr.String())
	}
	return out, nil
}
