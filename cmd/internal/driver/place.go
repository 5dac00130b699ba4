package driver

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"go/version"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// MainModule is the module that a directory is in, and the Go around it.
type MainModule struct {
	Path, Go string // as go.mod has it
	Command  string // version of the go command
	// Remedy says what to do where this program cannot read the module's Go, "" where it can.
	Remedy string
}

// ModuleOf returns the main module of a directory, of a workspace the first.
func ModuleOf(ctx context.Context, dir string) (MainModule, error) {
	command, err := goCommand(ctx, dir, "env", "GOVERSION")
	if err != nil {
		return MainModule{}, err
	}
	out, err := goCommand(ctx, dir, "list", "-m", "-f", "{{if .Main}}{{.Path}} {{.GoVersion}}{{end}}")
	if err != nil {
		return MainModule{}, err
	}
	m := MainModule{Command: strings.TrimSpace(string(command))}
	first, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	m.Path, m.Go, _ = strings.Cut(first, " ")
	if isNewer("go"+m.Go, runtime.Version()) {
		m.Remedy = rebuild("go" + m.Go)
	}
	return m, nil
}

// OlderRelease reports whether a release, "v2.9.1", is older than another.
func OlderRelease(a, b string) bool {
	// Releases of Go are compared as others are, but for their first letter.
	x, y := "go"+strings.TrimPrefix(a, "v"), "go"+strings.TrimPrefix(b, "v")
	return version.IsValid(x) && version.IsValid(y) && version.Compare(x, y) < 0
}

// Place is where a Go file stands in the eyes of the go command.
type Place struct {
	Package   string // import path
	Module    string // of the package
	Own       bool   // the module is checked together with that of the run
	Found     bool   // it is a file of the package
	Test      bool
	Generated bool
	Ignored   string // why the package goes without it, "" where it does not
	Broken    string // why the package does not load
}

// PlaceOf says where a file of a directory stands, as a build in the directory of
// the run, with the tags, sees it.
func PlaceOf(ctx context.Context, run, dir, name string, tags []string) (p Place, err error) {
	args := []string{"list", "-e", "-find", "-json=ImportPath,Name,Module,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles,IgnoredGoFiles,InvalidGoFiles,Error"}
	if len(tags) > 0 {
		args = append(args, "-tags="+strings.Join(tags, ","))
	}
	rel, err := filepath.Rel(run, dir)
	if err != nil {
		return p, err
	}
	out, err := goCommand(ctx, run, append(args, "--", "./"+filepath.ToSlash(rel))...)
	if err != nil {
		return p, err
	}
	var l struct {
		listed
		XTestGoFiles, InvalidGoFiles []string
	}
	if err := json.NewDecoder(bytes.NewReader(out)).Decode(&l); err != nil {
		return p, fmt.Errorf("go list: %w", err)
	}
	p.Package = l.ImportPath
	if l.Module != nil {
		p.Module, p.Own = l.Module.Path, l.Module.Main || l.Module.Replace != nil && l.Module.Replace.Version == ""
	}
	has := func(lists ...[]string) bool {
		return slices.ContainsFunc(lists, func(list []string) bool { return slices.Contains(list, name) })
	}
	p.Test = strings.HasSuffix(name, "_test.go")
	p.Found = has(l.GoFiles, l.CgoFiles, l.TestGoFiles, l.XTestGoFiles)
	file, broken := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, name), nil, parser.PackageClauseOnly|parser.ParseComments)
	p.Generated = broken == nil && ast.IsGenerated(file)
	switch {
	case has(l.IgnoredGoFiles):
		p.Ignored = excluded(dir, name)
	case broken != nil:
		p.Broken = oneLine(broken.Error())
	case has(l.InvalidGoFiles) || p.Own && l.Error != nil && !p.Found:
		p.Broken = "the go command says no more"
		if l.Error != nil {
			p.Broken = oneLine(l.Error.Err)
		}
	}
	return p, nil
}

// excluded says what keeps a file out of a build: its constraint, else its name.
func excluded(dir, name string) string {
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err == nil {
		for line := range strings.Lines(string(text)) {
			line = strings.TrimSpace(line)
			if strings.HasPrefix(line, "package ") {
				break
			}
			if x, err := constraint.Parse(line); constraint.IsGoBuild(line) && err == nil {
				return "the build leaves it out: " + x.String() + " does not hold; --tags names what does, and GOOS and GOARCH say for which system"
			}
		}
	}
	system := cmp.Or(os.Getenv("GOOS"), runtime.GOOS) + "/" + cmp.Or(os.Getenv("GOARCH"), runtime.GOARCH)
	return "the build leaves it out: by its name it is for another system than " + system + "; GOOS and GOARCH say for which system to check, and CGO_ENABLED whether files that import C count"
}
