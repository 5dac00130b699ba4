package driver

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBrokenPackages(t *testing.T) {
	for _, tt := range []struct {
		name, archive string
		analysed      []string // by deep, which reports functions named Report…
		failures      []string
	}{{
		name: "type error, and importers that do and do not need what is broken",
		archive: `
-- leaf/leaf.go --
package leaf
func Fine() {}
func Broken() missing { return 1 }
var X int = "text"
const Lost = gone
-- adds/adds.go --
package adds
import "example.com/m/leaf"
func Report() { take("a" + leaf.Lost) }
func take(string) {}
-- dots/dots.go --
package dots
import . "example.com/m/leaf"
func Report() { Fine(); take("a" + Lost) }
func take(string) {}
-- good/good.go --
package good
import "example.com/m/leaf"
func Report() { leaf.Fine() }
-- bad/bad.go --
package bad
import "example.com/m/leaf"
func Report() { leaf.Gone() }
-- behind/behind.go --
package behind
import "example.com/m/bad"
func Report() { bad.Report(); bad.Gone() }
-- far/far.go --
package far
import "example.com/m/bad"
func Report() { bad.Report() }
-- asks/asks.go --
package asks
import "example.com/m/leaf"
func Report() { leaf.Broken().Method() }
`,
		analysed: []string{"far/far.go:3", "good/good.go:3"},
		failures: []string{
			"example.com/m/adds: adds/adds.go:3:28: the type of this expression is not known: it imports example.com/m/leaf, which is broken: repair that package first",
			"example.com/m/asks: asks/asks.go:3:17: the type of this call is not known: it imports example.com/m/leaf, which is broken: repair that package first",
			"example.com/m/bad: bad/bad.go:3:22: undefined: leaf.Gone: it imports example.com/m/leaf, which is broken: repair that package first",
			"example.com/m/behind: behind/behind.go:3:35: undefined: bad.Gone: it imports example.com/m/leaf, which is broken: repair that package first",
			"example.com/m/dots: dots/dots.go:3:36: the type of this expression is not known: it imports example.com/m/leaf, which is broken: repair that package first",
			"example.com/m/leaf: leaf/leaf.go:3:15: undefined: missing (and 2 more errors): see that go vet example.com/m/leaf works",
		},
	}, {
		name: "parse error, and an importer of what stands before it",
		archive: `
-- leaf/leaf.go --
package leaf
func Fine() {}
func ( {
-- leaf/second.go --
package leaf
func AlsoFine() {}
func {
func )
-- good/good.go --
package good
import "example.com/m/leaf"
func Report() { leaf.Fine(); leaf.AlsoFine() }
`,
		analysed: []string{"good/good.go:3"},
		failures: []string{
			"example.com/m/leaf: leaf/leaf.go:3:8: expected ')', found '{' (and 2 more errors): see that go vet example.com/m/leaf works",
		},
	}, {
		name: "unused variable and import",
		archive: `
-- a/a.go --
package a
import "os"
func Report() { x := 1 }
`,
		failures: []string{
			"example.com/m/a: a/a.go:3:17: declared and not used: x (and 1 more error): see that go vet example.com/m/a works",
		},
	}, {
		name: "missing module and missing package of this module",
		archive: `
-- a/a.go --
package a
import "example.org/nowhere/x"
func Report() { x.X() }
-- b/b.go --
package b
import "example.com/m/c"
func Report() { c.C() }
-- d/d.go --
package d
import "example.com/m/a"
func Report() { a.Report() }
`,
		analysed: []string{"d/d.go:3"},
		failures: []string{
			"example.com/m/a: a/a.go:2:8: could not import example.org/nowhere/x (cannot find module providing package example.org/nowhere/x: module lookup disabled by GOPROXY=off): run go mod tidy to record what is missing, or go mod download to fetch it",
			"example.com/m/b: b/b.go:2:8: could not import example.com/m/c (cannot find module providing package example.com/m/c: module lookup disabled by GOPROXY=off): there is no such package in this module: correct the import, or create the package",
		},
	}, {
		name: "import cycle, with an importer",
		archive: `
-- c/c.go --
package c
import "example.com/m/b"
func Report() { b.Report() }
-- b/b.go --
package b
import "example.com/m/a"
func Report() { a.Report() }
-- a/a.go --
package a
import "example.com/m/c"
func Report() { c.Report() }
-- self/self.go --
package self
import "example.com/m/self"
func Report() { self.Report() }
-- user/user.go --
package user
import "example.com/m/b"
func Report() { b.Report() }
-- fine/fine.go --
package fine
func Report() {}
`,
		analysed: []string{"fine/fine.go:2"},
		failures: []string{
			"example.com/m/a: :0:0: import cycle: example.com/m/a imports example.com/m/c imports example.com/m/b imports example.com/m/a: break the cycle",
			"example.com/m/b: :0:0: import cycle: example.com/m/a imports example.com/m/c imports example.com/m/b imports example.com/m/a: break the cycle",
			"example.com/m/c: :0:0: import cycle: example.com/m/a imports example.com/m/c imports example.com/m/b imports example.com/m/a: break the cycle",
			"example.com/m/self: :0:0: import cycle: example.com/m/self imports example.com/m/self: break the cycle",
			"example.com/m/user: user/user.go:2:8: could not import example.com/m/b (it is part of an import cycle): it imports example.com/m/b, which is broken: repair that package first",
		},
	}, {
		name: "two packages in one directory",
		archive: `
-- a/a.go --
package a
func Report() {}
-- a/b.go --
package b
-- c/c.go --
package c
func Report() {}
`,
		analysed: []string{"c/c.go:2"},
		failures: []string{
			"example.com/m/a: a/b.go:1:1: package b; expected package a: see that go vet example.com/m/a works",
		},
	}, {
		name: "files to embed that are not built yet do not hinder",
		archive: `
-- a/a.go --
package a
import _ "embed"
//go:embed dist.js
var dist string
func Report() {}
-- b/b.go --
package b
import "example.com/m/a"
func Report() { a.Report() }
`,
		analysed: []string{"a/a.go:5", "b/b.go:3"},
	}, {
		name: "test files only",
		archive: `
-- a/a_test.go --
package a
func Report() {}
-- b/b.go --
package b
func Report() {}
`,
		analysed: []string{"b/b.go:2"},
	}, {
		name: "language newer than the go directive of the module",
		archive: `
-- go.mod --
module example.com/m
go 1.17
-- a/a.go --
package a
func Report[T any]() {}
`,
		failures: []string{
			"example.com/m/a: a/a.go:2:13: type parameter requires go1.18 or later (and 1 more error): see that go vet example.com/m/a works",
		},
	}, {
		name: "deep nesting and bytes that are no Go",
		archive: `
-- a/a.go --
package a
var x = ` + strings.Repeat("(", 200_000) + `
-- b/b.go --
` + "package b\n\x00\xff\xfe" + `
-- c/c.go --
package c
func Report() {}
`,
		analysed: []string{"c/c.go:2"},
		failures: []string{
			"example.com/m/a: a/a.go:2:100009: exceeded max nesting depth: see that go vet example.com/m/a works",
			"example.com/m/b: :0:0: read b/b.go: unexpected NUL in input: see that go build example.com/m/b works",
		},
	}} {
		t.Run(tt.name, func(t *testing.T) {
			offline(t)
			if !strings.Contains(tt.archive, "-- go.mod --") {
				tt.archive += "-- go.mod --\nmodule example.com/m\ngo 1.24\n"
			}
			packages, failures, program := runAll(t, Config{Dir: tree(t, tt.archive)}, deep, census)
			var analysed []string
			for _, line := range reported(program, packages) {
				place, _, _ := strings.Cut(line, ": ")
				analysed = append(analysed, place)
			}
			if diff := cmp.Diff(tt.analysed, analysed); diff != "" {
				t.Errorf("analysed: %s", diff)
			}
			var got []string
			for _, f := range failures {
				got = append(got, shown(f))
			}
			slices.Sort(got)
			if diff := cmp.Diff(tt.failures, got); diff != "" {
				t.Errorf("failures: %s", diff)
			}
		})
	}
}

func TestLoadErrors(t *testing.T) {
	for _, tt := range []struct {
		name, archive string
		cfg           Config
		want          []string // parts of the error
	}{{
		name:    "no module",
		archive: "-- a.go --\npackage a\n",
		want:    []string{"is in no Go module", "-C", "go mod init"},
	}, {
		name:    "no Go files",
		archive: "-- go.mod --\nmodule example.com/m\ngo 1.24\n-- README --\n",
		want:    []string{"no Go package matches ./...", "-C"},
	}, {
		name:    "no Go files in the named directory",
		archive: "-- go.mod --\nmodule example.com/m\ngo 1.24\n-- a/README --\n-- b/b.go --\npackage b\n",
		cfg:     Config{Patterns: []string{"./b", "./a"}},
		want:    []string{"./a: no Go files in", "./..."},
	}, {
		name:    "pattern that names nothing",
		archive: "-- go.mod --\nmodule example.com/m\ngo 1.24\n-- b/b.go --\npackage b\n",
		cfg:     Config{Patterns: []string{"./nope/..."}},
		want:    []string{"./nope/...: lstat ./nope/: no such file or directory: name packages by patterns"},
	}, {
		name:    "pattern in another module",
		archive: "-- go.mod --\nmodule example.com/m\ngo 1.24\n-- b/b.go --\npackage b\n-- other/go.mod --\nmodule example.com/other\n-- other/o.go --\npackage other\n",
		cfg:     Config{Patterns: []string{"./other/..."}},
		want:    []string{"./other/... is outside the module", "-C"},
	}, {
		name:    "pattern that looks like a flag",
		archive: "-- go.mod --\nmodule example.com/m\ngo 1.24\n-- b/b.go --\npackage b\n",
		cfg:     Config{Patterns: []string{"-x"}},
		want:    []string{"-x"},
	}, {
		name:    "packages from elsewhere",
		archive: "-- go.mod --\nmodule example.com/m\ngo 1.24\n-- b/b.go --\npackage b\n",
		cfg:     Config{Patterns: []string{"strings"}},
		want:    []string{"strings names no package of this module", "not analysed"},
	}, {
		name:    "test files only",
		archive: "-- go.mod --\nmodule example.com/m\ngo 1.24\n-- b_test.go --\npackage b\n",
		want:    []string{"example.com/m has test files only", "--tests"},
	}, {
		name:    "go.mod newer than the toolchain",
		archive: "-- go.mod --\nmodule example.com/m\ngo 1.99\n-- b.go --\npackage b\n",
		want:    []string{"go.mod requires go >= 1.99", "running go 1.", "GOTOOLCHAIN=auto"},
	}, {
		name:    "broken go.mod",
		archive: "-- go.mod --\nmodule example.com/m\nfoo bar\n-- b.go --\npackage b\n",
		want:    []string{"go.mod:2: unknown directive: foo", "repair that file"},
	}, {
		name:    "directory that is not there",
		archive: "",
		cfg:     Config{Dir: "nope"},
		want:    []string{"nope does not exist", "directory of a Go module"},
	}, {
		name:    "directory that is a file",
		archive: "-- nope --\n",
		cfg:     Config{Dir: "nope"},
		want:    []string{"nope is no directory", "./..."},
	}, {
		name:    "vendor directory behind go.mod",
		archive: "-- go.mod --\nmodule example.com/m\ngo 1.24\nrequire example.org/x v1.0.0\n-- vendor/modules.txt --\n# example.org/y v1.0.0\n-- b.go --\npackage b\n",
		cfg:     Config{Tags: []string{"vendored"}},
		want:    []string{"inconsistent vendoring", "go mod vendor"},
	}} {
		t.Run(tt.name, func(t *testing.T) {
			offline(t)
			if slices.Contains(tt.cfg.Tags, "vendored") {
				t.Setenv("GOFLAGS", "-mod=vendor")
			}
			tt.cfg.Dir = filepath.Join(tree(t, tt.archive), tt.cfg.Dir)
			_, _, err := Load(t.Context(), tt.cfg)
			if err == nil {
				t.Fatal("Load returns no error")
			}
			for _, part := range tt.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("error %q does not say %q", err, part)
				}
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("error %q has more than one line", err)
			}
		})
	}
}

func TestLoadWithoutGoCommand(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, _, err := Load(t.Context(), Config{Dir: t.TempDir()})
	if err == nil || !strings.Contains(err.Error(), "not in PATH") || !strings.Contains(err.Error(), "install Go") {
		t.Errorf("error is %v, want one that says to install Go", err)
	}
}

func TestTests(t *testing.T) {
	offline(t)
	const archive = `
-- go.mod --
module example.com/m
go 1.24
-- a/a.go --
package a
func Report() {}
-- a/a_test.go --
package a
func ReportTest() {}
-- a/x_test.go --
package a_test
import ("example.com/m/a"; "example.com/m/b")
func ReportExternal() { a.ReportTest(); b.Report() }
-- b/b.go --
package b
import "example.com/m/a"
func Report() { a.Report() }
-- c/c.go --
package c
func Report() {}
-- c/c_test.go --
package c
func ReportTest() { undefined() }
`
	dir := tree(t, archive)
	packages, failures, program := runAll(t, Config{Dir: dir}, deep)
	want := []string{
		"a/a.go:2: deep: Report goes 0 deep",
		"b/b.go:3: deep: Report goes 1 deep",
		"c/c.go:2: deep: Report goes 0 deep",
	}
	if diff := cmp.Diff(want, reported(program, packages)); diff != "" || len(failures) > 0 {
		t.Errorf("without tests: %v %s", failures, diff)
	}

	packages, failures, program = runAll(t, Config{Dir: dir, Tests: true}, deep)
	want = append(want,
		"a/a_test.go:2: deep: ReportTest goes 0 deep",
		"a/x_test.go:3: deep: ReportExternal goes 2 deep",
	)
	slices.Sort(want)
	if diff := cmp.Diff(want, reported(program, packages)); diff != "" {
		t.Errorf("with tests: %s", diff)
	}
	if len(failures) != 1 || failures[0].Input != "example.com/m/c [example.com/m/c.test]" {
		t.Errorf("failures are %v, want the tests of c", failures)
	}
	if a, c := packages["example.com/m/a"], packages["example.com/m/c"]; !a.Tested || c.Tested {
		t.Error("a stands for its tests too, and c, whose tests are broken, does not")
	}
}

func TestTags(t *testing.T) {
	offline(t)
	dir := tree(t, `
-- go.mod --
module example.com/m
go 1.24
-- a.go --
package a
-- b.go --
//go:build red && blue
package a
func ReportTagged() {}
`)
	for _, tt := range []struct {
		tags []string
		want []string
	}{
		{nil, nil},
		{[]string{"red"}, nil},
		{[]string{"red", "blue"}, []string{"b.go:3: deep: ReportTagged goes 0 deep"}},
	} {
		packages, failures, program := runAll(t, Config{Dir: dir, Tags: tt.tags}, deep)
		if diff := cmp.Diff(tt.want, reported(program, packages)); diff != "" || len(failures) > 0 {
			t.Errorf("tags %v: %v %s", tt.tags, failures, diff)
		}
	}
}

const cgo = `
-- go.mod --
module example.com/m
go 1.24
-- c/c.go --
package c

// int twice(int x) { return 2*x; }
import "C"

func Report() { C.twice(1) }
-- c/d.go --
package c
func ReportToo() {}
-- user/user.go --
package user
import "example.com/m/c"
func Report() { c.ReportToo() }
`

func TestCgo(t *testing.T) {
	if _, err := exec.LookPath("gcc"); err != nil {
		t.Log("without a C compiler only the failing side is seen")
	} else {
		offline(t)
		t.Setenv("CGO_ENABLED", "1")
		packages, failures, program := runAll(t, Config{Dir: tree(t, cgo)}, deep)
		want := []string{
			"c/c.go:6: deep: Report goes 1 deep",
			"c/d.go:2: deep: ReportToo goes 0 deep",
			"user/user.go:3: deep: Report goes 1 deep",
		}
		if diff := cmp.Diff(want, reported(program, packages)); diff != "" || len(failures) > 0 {
			t.Errorf("%v %s", failures, diff)
		}
	}
}

func TestCgoOff(t *testing.T) {
	offline(t)
	t.Setenv("CGO_ENABLED", "0")
	packages, failures, program := runAll(t, Config{Dir: tree(t, cgo)}, deep)
	want := []string{
		"c/d.go:2: deep: ReportToo goes 0 deep",
		"user/user.go:3: deep: Report goes 1 deep",
	}
	if diff := cmp.Diff(want, reported(program, packages)); diff != "" || len(failures) > 0 {
		t.Errorf("%v %s", failures, diff)
	}
}

func TestCgoWithoutCompiler(t *testing.T) {
	offline(t)
	t.Setenv("CGO_ENABLED", "1")
	t.Setenv("CC", "no-such-compiler")
	packages, failures, _ := runAll(t, Config{Dir: tree(t, cgo)}, deep)
	var got []string
	for _, f := range failures {
		got = append(got, shown(f))
	}
	want := []string{
		"example.com/m/c: :0:0: cgo failed on its files: install a C compiler and the C libraries that it uses, or leave these files out with CGO_ENABLED=0; go build example.com/m/c shows the cause",
		"example.com/m/user: user/user.go:2:8: could not import example.com/m/c (cgo failed on it): it imports example.com/m/c, which is broken: repair that package first",
	}
	if diff := cmp.Diff(want, got); diff != "" || len(packages) > 0 {
		t.Errorf("%v %s", packages, diff)
	}
}

// replaced has a module that lies in a directory of its own, and one behind
// it that imports the main module back.
const replaced = `
-- app/go.mod --
module example.com/app
go 1.24
require example.com/lib v1.2.3
replace example.com/lib => ../lib
-- app/main.go --
package main
import "example.com/lib"
func main() { Report() }
func Report() { lib.Report() }
-- lib/go.mod --
module example.com/lib
go 1.21
-- lib/lib.go --
package lib
func Report() {}
`

func TestReplacedModuleIsFirstParty(t *testing.T) {
	offline(t)
	dir := tree(t, replaced)
	packages, failures, program := runAll(t, Config{Dir: filepath.Join(dir, "app")}, deep)
	want := []string{
		"../lib/lib.go:2: deep: Report goes 0 deep",
		"main.go:4: deep: Report goes 1 deep",
	}
	if diff := cmp.Diff(want, reported(program, packages)); diff != "" || len(failures) > 0 {
		t.Errorf("%v %s", failures, diff)
	}
	lib := packages["example.com/lib"]
	if lib.Matched || lib.Module.Version != "" || lib.Module.GoVersion != "1.21" {
		t.Errorf("lib is %+v of module %+v", lib, lib.Module)
	}
}

func TestWorkspace(t *testing.T) {
	offline(t)
	t.Setenv("GOFLAGS", "") // a workspace refuses -mod=mod
	dir := tree(t, strings.Replace(replaced, "replace example.com/lib => ../lib\n", "", 1)+
		"-- go.work --\ngo 1.24\nuse (\n\t./app\n\t./lib\n)\n")
	packages, failures, program := runAll(t, Config{Dir: dir, Patterns: []string{"./app/...", "./lib/..."}}, deep)
	want := []string{
		"app/main.go:4: deep: Report goes 1 deep",
		"lib/lib.go:2: deep: Report goes 0 deep",
	}
	if diff := cmp.Diff(want, reported(program, packages)); diff != "" || len(failures) > 0 {
		t.Errorf("%v %s", failures, diff)
	}
}

// vendored has a dependency that is known by export data only. It imports the
// main module back, so its types must be those read from source.
const vendored = `
-- go.mod --
module example.com/m
go 1.24
require (
	example.org/back v1.0.0
	example.org/dep v1.0.0
)
-- main.go --
package main
import (
	"example.com/m/model"
	"example.org/back"
	"example.org/dep"
)
func main() { Report(); dep.Use("x") }
func Report() { var x model.T = back.New(); x.Report() }
-- model/model.go --
package model
type T struct{}
func (T) Report() {}
-- vendor/modules.txt --
# example.org/back v1.0.0
## explicit; go 1.24
example.org/back
# example.org/dep v1.0.0
## explicit; go 1.24
example.org/dep
-- vendor/example.org/back/back.go --
package back
import "example.com/m/model"
func New() model.T { return model.T{} }
func ReportBack() {}
-- vendor/example.org/dep/dep.go --
package dep
func Use[T any](T) {}
func ReportDep() {}
`

func TestVendoredModules(t *testing.T) {
	offline(t)
	t.Setenv("GOFLAGS", "-mod=vendor")
	packages, failures, program := runAll(t, Config{Dir: tree(t, vendored)}, deep)
	want := []string{
		"main.go:8: deep: Report goes 1 deep",
		"model/model.go:3: deep: Report goes 0 deep",
	}
	if diff := cmp.Diff(want, reported(program, packages)); diff != "" || len(failures) > 0 {
		t.Errorf("%v %s", failures, diff)
	}
}

func TestDependencyThatDoesNotCompile(t *testing.T) {
	offline(t)
	t.Setenv("GOFLAGS", "-mod=vendor")
	archive := strings.Replace(vendored, "func Use[T any](T) {}", "func Use[T any](T) { oops }", 1)
	packages, failures, program := runAll(t, Config{Dir: tree(t, archive)}, deep)
	if diff := cmp.Diff([]string{"model/model.go:3: deep: Report goes 0 deep"}, reported(program, packages)); diff != "" {
		t.Error(diff)
	}
	want := "example.com/m: main.go:5:2: could not import example.org/dep (undefined: oops): see that go build works here"
	if len(failures) != 1 || shown(failures[0]) != want {
		t.Errorf("failures are %v, want %s", failures, want)
	}
}

func TestRootIsWherePathsBegin(t *testing.T) {
	offline(t)
	dir := tree(t, "-- sub/go.mod --\nmodule example.com/m\ngo 1.24\n-- sub/a/a.go --\npackage a\nvar x int = nil\n")
	_, failures, _ := runAll(t, Config{Dir: filepath.Join(dir, "sub"), Root: dir}, deep)
	if len(failures) != 1 || failures[0].At.File != "sub/a/a.go" {
		t.Errorf("failures are %v, want one in sub/a/a.go", failures)
	}
}

func TestExplainNamesTheRemedy(t *testing.T) {
	for stderr, want := range map[string]string{
		"go: downloading go1.99.0 (linux/amd64)\ngo: download go1.99.0 for linux/amd64: toolchain not available\n": "GOTOOLCHAIN=auto",
		"go: updates to go.mod needed; to update it:\n\tgo mod tidy\n":                                             "go mod tidy",
		"main.go:3:8: dial tcp: lookup proxy.example: no such host":                                                "go mod download",
		"module example.org/x: reading https://proxy.example/example.org/x/@v/list: 400 Bad Request":               "go mod download",
		"something new": "go build",
		"go: module . listed in go.work file requires go >= 1.26.0, but go.work lists go 1.26; to update it:\n\tgo work use\n": "but go.work lists go 1.26: run go work use",
		"main.go:4:2: no required module provides package example.org/x; to add it:\n\tgo get example.org/x":                   "provides package example.org/x: run go get example.org/x",
		"go: cannot load module two listed in go.work file: open two/go.mod: no such file or directory":                        "take it out of go.work",
	} {
		if got := explain(stderr).Error(); !strings.Contains(got, want) {
			t.Errorf("explain(%q) = %q, want the remedy %q", stderr, got, want)
		}
	}
}

func TestFileThatVanishes(t *testing.T) {
	offline(t)
	dir := tree(t, service)
	program, _, err := Load(t.Context(), Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "other", "other.go")); err != nil {
		t.Fatal(err)
	}
	packages, failures, err := program.Run(t.Context(), nil, nil, nil)
	if err != nil || len(packages) != 3 || len(failures) != 1 || !strings.Contains(failures[0].Message, "no such file") {
		t.Errorf("Run returns %d packages, failures %v and error %v, want 3 and one failure", len(packages), failures, err)
	}
}
