package driver

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	versions "golang.org/x/mod/module"
	"golang.org/x/mod/zip"

	"github.com/apiward/apiward/cmd/internal/cache"
)

// laidOut is a module with a directory in the place of another module, and modules
// that a proxy has.
const laidOut = `
-- app/go.mod --
module example.com/app
go 1.25
require (
	example.com/app/testdata/below v1.0.0
	example.com/lib v1.2.3
	example.org/dep v1.0.0
)
replace example.com/lib => ../lib
-- app/main.go --
package main

import (
	"example.com/app/api"
	"example.com/lib"
)

func main() { api.Serve(); lib.Report() }
-- app/api/api.go --
package api

import (
	"net/http"

	"example.org/dep"
)

func Serve() { http.ListenAndServe(dep.Address(), nil) }
-- app/api/api_windows.go --
package api

import _ "os/user"
-- app/api/api_extra.go --
//go:build extra

package api

import _ "os/signal"
-- app/api/api_test.go --
package api

import "testing"

func TestServe(t *testing.T) {}
-- app/api/page.html --
<p>
-- lib/go.mod --
module example.com/lib
go 1.21
-- lib/lib.go --
package lib

func Report() {}
-- other/go.mod --
module example.com/lib
go 1.22
-- other/lib.go --
package lib

import _ "strings"

func Report() {}
-- elsewhere/linked.go --
package linked

import _ "bytes"
-- go.work.off --
go 1.25
use (
	./app
	./lib
)
-- proxy/example.org/dep/1.0.0/go.mod --
module example.org/dep
go 1.21
-- proxy/example.org/dep/1.0.0/dep.go --
package dep

func Address() string { return ":80" }
-- proxy/example.org/dep/1.1.0/go.mod --
module example.org/dep
go 1.21
-- proxy/example.org/dep/1.1.0/dep.go --
package dep

import "strconv"

func Address() string { return ":" + strconv.Itoa(80) }
-- proxy/example.com/app/testdata/below/1.0.0/go.mod --
module example.com/app/testdata/below
go 1.21
-- proxy/example.com/app/testdata/below/1.0.0/below.go --
package below
`

// publish makes what lies in dir the files of a proxy, and a cache of modules that
// holds nothing yet.
func publish(t *testing.T, dir string) {
	t.Helper()
	proxy := t.TempDir()
	for _, v := range []versions.Version{
		{Path: "example.org/dep", Version: "v1.0.0"}, {Path: "example.org/dep", Version: "v1.1.0"}, {Path: "example.com/app/testdata/below", Version: "v1.0.0"},
	} {
		from := filepath.Join(dir, filepath.FromSlash(v.Path), v.Version[1:])
		to := filepath.Join(proxy, filepath.FromSlash(v.Path), "@v")
		mod, err := os.ReadFile(filepath.Join(from, "go.mod"))
		var packed bytes.Buffer
		if err == nil {
			err = zip.CreateFromDir(&packed, v, from)
		}
		if err == nil {
			err = os.MkdirAll(to, 0o777)
		}
		for ext, text := range map[string][]byte{".info": fmt.Appendf(nil, `{"Version":%q}`, v.Version), ".mod": mod, ".zip": packed.Bytes()} {
			if err == nil {
				err = os.WriteFile(filepath.Join(to, v.Version+ext), text, 0o666)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("GOPROXY", "file://"+filepath.ToSlash(proxy))
	t.Setenv("GONOSUMDB", "*")
	t.Setenv("GOSUMDB", "off")
	t.Setenv("GOMODCACHE", filepath.Join(t.TempDir(), "mod"))
}

// relocator changes what the go command reads of modules and files.
type relocator struct {
	t      *testing.T
	dir    string
	random *rand.Rand
	cfg    Config
}

func (l *relocator) path(name string) string { return filepath.Join(l.dir, filepath.FromSlash(name)) }

func (l *relocator) must(err error) {
	if err != nil {
		l.t.Fatal(err)
	}
}

func (l *relocator) read(name string) string {
	text, err := os.ReadFile(l.path(name))
	l.must(err)
	return string(text)
}

// swap puts one of two texts in the place of the other.
func (l *relocator) swap(name, a, b string) {
	text := l.read(name)
	if strings.Contains(text, b) && (!strings.Contains(text, a) || strings.Contains(b, a)) {
		a, b = b, a
	}
	l.must(os.WriteFile(l.path(name), []byte(strings.Replace(text, a, b, 1)), 0o666))
}

// flip writes a file, or removes it where it is.
func (l *relocator) flip(name, text string) {
	if _, err := os.Lstat(l.path(name)); err == nil {
		l.must(os.Remove(l.path(name)))
		return
	}
	l.must(os.MkdirAll(filepath.Dir(l.path(name)), 0o777))
	l.must(os.WriteFile(l.path(name), []byte(text), 0o666))
}

// link makes a link, or removes it where it is.
func (l *relocator) link(name, to string) {
	if _, err := os.Lstat(l.path(name)); err == nil {
		l.must(os.Remove(l.path(name)))
		return
	}
	l.must(os.Symlink(l.path(to), l.path(name)))
}

// move gives a file or directory its other name.
func (l *relocator) move(a, b string) {
	if _, err := os.Lstat(l.path(a)); err != nil {
		a, b = b, a
	}
	l.must(os.Rename(l.path(a), l.path(b)))
}

// set gives a variable of the environment one of some values, or none where it has one.
func (l *relocator) set(name string, values ...string) {
	if os.Getenv(name) != "" {
		l.must(os.Unsetenv(name))
		return
	}
	l.must(os.Setenv(name, values[l.random.IntN(len(values))]))
}

// reset puts everything back as it was: the go command may have changed files too.
func (l *relocator) reset(pristine string) {
	l.must(os.RemoveAll(l.dir))
	l.must(os.CopyFS(l.dir, os.DirFS(pristine)))
	for _, name := range []string{"GOFLAGS", "GOWORK", "GOOS", "CGO_ENABLED"} {
		l.must(os.Unsetenv(name))
	}
	l.must(os.WriteFile(os.Getenv("GOENV"), nil, 0o666))
	l.cfg.Tags, l.cfg.Patterns, l.cfg.Tests = nil, nil, false
}

// other returns the list, or none where there is one.
func other(was, list []string) []string {
	if was != nil {
		return nil
	}
	return list
}

// changes are all kinds of change, each of which undoes itself when it is made again.
func (l *relocator) changes() map[string]func() {
	return map[string]func(){
		"a body":                       func() { l.swap("app/api/api.go", "dep.Address()", `dep.Address()+""`) },
		"a comment":                    func() { l.must(os.WriteFile(l.path("app/main.go"), []byte(l.read("app/main.go")+"// more\n"), 0o666)) },
		"a comment above declarations": func() { l.swap("app/api/api.go", "\nfunc Serve", "\n// Serve serves.\nfunc Serve") },
		"a comment that does not end":  func() { l.swap("app/api/api.go", "\nfunc Serve", "\n/*func Serve") },
		"one that does behind imports": func() { l.swap("app/api/api.go", ")\n\nfunc", ") /* all\n*/\n\nfunc") },
		"a name behind imports":        func() { l.swap("app/api/api.go", "\nfunc Serve", "\nimporter\nfunc Serve") },
		"nothing behind imports":       func() { l.swap("app/api/api.go", ")\n\nfunc", ") }\n\nfunc") },
		"a NUL behind imports":         func() { l.swap("app/api/api.go", ")\n\nfunc", ")\n//\x00\nfunc") },
		"an import":                    func() { l.swap("app/api/api.go", "\t\"net/http\"\n", "\t\"net/http\"\n\t_ \"os/exec\"\n") },
		"a second import":              func() { l.swap("app/api/api.go", "\nfunc Serve", "import _ \"encoding/json\"\nfunc Serve") },
		"an import's name":             func() { l.swap("app/api/api.go", "\t\"example.org/dep\"", "\tdep \"example.org/dep\"") },
		"a package's name":             func() { l.swap("lib/lib.go", "package lib", "package library") },
		"a tag":                        func() { l.swap("app/api/api_extra.go", "build extra", "build !extra") },
		"a tag of a file":              func() { l.swap("app/api/api.go", "package api", "//go:build !extra\n\npackage api") },
		"tags":                         func() { l.cfg.Tags = other(l.cfg.Tags, []string{"extra"}) },
		"tests":                        func() { l.cfg.Tests = !l.cfg.Tests },
		"what is asked for":            func() { l.cfg.Patterns = other(l.cfg.Patterns, []string{"./api"}) },
		"an import of a test":          func() { l.swap("app/api/api_test.go", `import "testing"`, `import ("testing"; _ "testing/iotest")`) },
		"an outer test":                func() { l.flip("app/api/out_test.go", "package api_test\nimport _ \"text/template\"\n") },
		"a file":                       func() { l.flip("app/api/more.go", "package api\nimport _ \"html\"\n") },
		"a file of another package":    func() { l.flip("app/api/stray.go", "package stray\n") },
		"a file that is passed over":   func() { l.flip("app/more/_more.go", "package more\n") },
		"a file of a system":           func() { l.move("app/api/api_windows.go", "app/api/api_linux.go") },
		"a package":                    func() { l.flip("app/more/more.go", "package more\nimport _ \"html\"\n") },
		"a package far below":          func() { l.flip("app/a/b/c/c.go", "package c\n") },
		"a package in testdata":        func() { l.flip("app/testdata/below/below.go", "package below\n") },
		"an import of that": func() {
			l.swap("app/api/api.go", "\t\"net/http\"\n", "\t\"net/http\"\n\t_ \"example.com/app/testdata/below\"\n")
		},
		"an import of a package":   func() { l.swap("app/main.go", "import (", "import (\n\t_ \"example.com/app/more\"") },
		"an import through a link": func() { l.swap("app/main.go", "import (", "import (\n\t_ \"example.com/app/linked\"") },
		"a link to a directory":    func() { l.link("app/linked", "elsewhere") },
		"a link to a file":         func() { l.link("app/api/linked.go", "elsewhere/linked.go") },
		"what links lead to":       func() { l.swap("elsewhere/linked.go", `"bytes"`, `"bufio"`) },
		"its package":              func() { l.swap("elsewhere/linked.go", "package linked", "package api") },
		"embedding": func() {
			l.flip("app/api/embed.go", "package api\nimport _ \"embed\"\n//go:embed page.html\nvar page string\n")
		},
		"what is embedded":            func() { l.move("app/api/page.html", "app/api/page.txt") },
		"cgo":                         func() { l.flip("app/api/c.go", "package api\n// int one() { return 1; }\nimport \"C\"\n") },
		"a file in C":                 func() { l.flip("app/api/c.c", "int two() { return 2; }\n") },
		"assembly":                    func() { l.flip("app/api/a.s", "// nothing\n") },
		"a tag in assembly":           func() { l.flip("app/api/b.s", "//go:build extra\n\n// nothing\n") },
		"a module in the way":         func() { l.flip("app/more/go.mod", "module example.com/more\ngo 1.25\n") },
		"a file in it":                func() { l.flip("app/more/further/further.go", "package further\n") },
		"the version of the language": func() { l.swap("app/go.mod", "go 1.25", "go 1.24") },
		"what is ignored":             func() { l.swap("app/go.mod", "go 1.25", "go 1.25\nignore ./more") },
		"a broken go.mod":             func() { l.swap("app/go.mod", "go 1.25", "go 1.25\nwhatever") },
		"a replacement":               func() { l.swap("app/go.mod", "=> ../lib", "=> ../other") },
		"a version":                   func() { l.swap("app/go.mod", "dep v1.0.0", "dep v1.1.0") },
		"sums":                        func() { l.move("app/go.sum", "app/go.sum.off") },
		"a go.mod elsewhere":          func() { l.swap("lib/go.mod", "go 1.21", "go 1.22\nrequire example.org/dep v1.1.0") },
		"a file elsewhere":            func() { l.flip("lib/more.go", "package lib\nimport _ \"html/template\"\n") },
		"a workspace":                 func() { l.move("go.work.off", "go.work") },
		"who is in it": func() {
			for _, name := range []string{"go.work", "go.work.off"} {
				if _, err := os.Stat(l.path(name)); err == nil {
					l.swap(name, "./lib", "./other")
				}
			}
		},
		"the vendored": func() { l.move("app/vendor.off", "app/vendor") },
		"a file that is vendored": func() {
			for _, name := range []string{"app/vendor.off", "app/vendor"} {
				if _, err := os.Stat(l.path(name)); err == nil {
					l.flip(name+"/example.org/dep/more.go", "package dep\nimport _ \"html\"\n")
				}
			}
		},
		"the cache of modules": func() { l.must(os.RemoveAll(filepath.Join(os.Getenv("GOMODCACHE"), "example.org"))) },
		"the system":           func() { l.set("GOOS", "linux", "windows") },
		"cgo altogether":       func() { l.set("CGO_ENABLED", "0", "1") },
		"flags":                func() { l.set("GOFLAGS", "-tags=extra", "-mod=mod", "-mod=readonly", "-modfile=go.mod") },
		"workspaces":           func() { l.set("GOWORK", "off") },
		"settings that are kept": func() {
			name, text := os.Getenv("GOENV"), []string{"GOFLAGS=-tags=extra\n", "GOOS=windows\n"}[l.random.IntN(2)]
			if was, _ := os.ReadFile(name); len(was) > 0 {
				text = ""
			}
			l.must(os.WriteFile(name, []byte(text), 0o666))
		},
	}
}

// What is kept of a listing is what the go command would list, whatever has changed
// since.
func TestListingIsNeverStale(t *testing.T) {
	offline(t)
	dir := tree(t, laidOut)
	publish(t, filepath.Join(dir, "proxy"))
	for _, name := range []string{"GOFLAGS", "GOWORK", "GOOS", "CGO_ENABLED"} {
		t.Setenv(name, "") // put back at the end
		if err := os.Unsetenv(name); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("GOENV", filepath.Join(t.TempDir(), "env"))
	app := filepath.Join(dir, "app")
	for _, args := range [][]string{
		{"mod", "download", "all"}, {"get", "example.org/dep@v1.1.0"}, {"get", "example.org/dep@v1.0.0"}, {"mod", "vendor", "-o", "vendor.off"},
	} {
		cmd := exec.Command("go", args...)
		cmd.Dir, cmd.Env = app, append(os.Environ(), "GOFLAGS=-modcacherw")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	l := &relocator{t: t, dir: dir, random: rand.New(rand.NewPCG(5, 7)), cfg: Config{Dir: app, Cache: cache.Open(t.TempDir(), time.Now)}}
	changes := l.changes()
	// Each kind of change alone, those that need others behind them, and any two.
	sequences := [][]string{
		{"an import of that", "a package in testdata"},
		{"a link to a directory", "an import through a link", "what links lead to"},
		{"its package", "a link to a file", "what links lead to"},
		{"an import of a package", "a package", "a module in the way"},
		{"a package", "a file in it", "what is ignored"},
		{"a workspace", "who is in it", "workspaces"},
		{"a workspace", "sums"},
		{"the vendored", "a file that is vendored", "a version"},
		{"a version", "sums", "flags"},
		{"cgo", "a file in C", "cgo altogether"},
		{"tags", "a tag in assembly", "assembly"},
		{"tests", "an outer test", "an import of a test"},
	}
	names := slices.Sorted(maps.Keys(changes))
	for _, name := range names {
		sequences = append(sequences, []string{name})
	}
	for range 20 {
		sequences = append(sequences, []string{names[l.random.IntN(len(names))], names[l.random.IntN(len(names))]})
	}
	if testing.Short() {
		sequences = sequences[:6]
	}
	pristine := t.TempDir()
	l.must(os.CopyFS(pristine, os.DirFS(dir)))
	all, recalled := 0, 0
	compare := func(after []string) {
		t.Helper()
		got, kept := lists(t.Context(), l.cfg, true)
		want, _ := lists(t.Context(), l.cfg, false)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("after %q what was kept is not what go list says (-want +got):\n%s", after, diff)
		}
		all++
		if kept {
			recalled++
		}
	}
	compare(nil)
	for _, sequence := range sequences {
		for i, name := range sequence {
			changes[name]()
			compare(sequence[:i+1])
		}
		for i, name := range slices.Backward(sequence) { // each undoes itself
			changes[name]()
			compare(append(slices.Clone(sequence), sequence[i:]...))
		}
		l.reset(pristine)
	}
	if recalled < all/4 || recalled == all {
		t.Errorf("of %d listings %d were at hand", all, recalled)
	}
	for _, name := range []string{"a body", "a comment", "a comment above declarations"} {
		changes[name]()
		if _, kept := lists(t.Context(), l.cfg, true); !kept {
			t.Errorf("after %s the go command was asked", name)
		}
	}
}

// lists returns what list says, with what is kept or without, as text, and whether it
// was at hand.
func lists(ctx context.Context, cfg Config, kept bool) (text string, atHand bool) {
	env, err := readEnvironment(ctx, cfg.Dir, nil)
	if err != nil {
		return err.Error(), false
	}
	if !kept {
		cfg.Cache = nil
	} else if now := readLayout(cfg.Dir, env, cfg); now != nil {
		atHand = now.recall(cfg.Cache) != nil
	}
	packages, _, err := list(ctx, cfg.Dir, env, cfg)
	if err != nil {
		return err.Error(), atHand
	}
	out, err := json.MarshalIndent(packages, "", " ")
	if err != nil {
		return err.Error(), atHand
	}
	return string(out), atHand
}

// The part of a file that it is listed by ends behind its imports, and is all of it
// where the go command may read more or complain.
func TestHeader(t *testing.T) {
	for _, tt := range []struct {
		text, part string
		whole      bool
	}{
		{"//go:build x\n\npackage p // more\n\nfunc f() {}\n", "//go:build x\n\npackage p // more", false},
		{"package p", "package p", false},
		{"package p\nimport \"a\"\nimport (\n\tb \"c\"; . \"d\"\n\t_ \"e\" // more\n) // and more\n// f\nvar x int\n", "package p\nimport \"a\"\nimport (\n\tb \"c\"; . \"d\"\n\t_ \"e\" // more\n) // and more", false},
		{"package p\nimport ()\ntype t int\n", "package p\nimport ()", false},
		{text: "package p\nimport \"embed\"\nvar x embed.FS\n", whole: true},
		{text: "package p\nimport (\n\"a\"\n\"C\"\n)\nfunc f() {}\n", whole: true},
		{text: "package p\nimport \"\\x43\"\nfunc f() {}\n", whole: true},
		{text: "package p\nimport a\nfunc f() {}\n", whole: true},
		{text: "package p\nimport (\"a\" \"b\")\nfunc f() {}\n", whole: true},
		{text: "package p\nimport (\"a\"\nfunc f() {}\n", whole: true},
		{text: "package p\n/* func f() {}\n", whole: true},
		{text: "package p\n;func f() {}\n", whole: true},
		{text: "package p\nimport \"a\" }\nfunc f() {}\n", whole: true},
		{text: "package p\n// \x00\nfunc f() {}\n", whole: true},
		{text: "\xef\xbb\xbf", whole: true},
		{text: "", whole: true},
	} {
		if tt.whole {
			tt.part = tt.text
		}
		if part, whole := header([]byte(tt.text)); string(part) != tt.part || whole != tt.whole {
			t.Errorf("of %q the header is %q, all of it: %v", tt.text, part, whole)
		}
	}
}
