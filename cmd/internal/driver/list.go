package driver

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// environment is what the go command says about the place it runs in: all that
// decides what it lists and compiles, by name.
type environment map[string]string

// environmentNames are asked for: where things are, and what compilers are told.
var environmentNames = []string{
	"GOARCH", "GOOS", "GOMOD", "GOWORK", "GOROOT", "GOMODCACHE", "GOVERSION", "GOFLAGS", "GOEXPERIMENT", "GOFIPS140", "GO111MODULE",
	"GOAMD64", "GO386", "GOARM", "GOARM64", "GOMIPS", "GOMIPS64", "GOPPC64", "GORISCV64", "GOWASM",
	"CGO_ENABLED", "CC", "CXX", "CGO_CFLAGS", "CGO_CPPFLAGS", "CGO_CXXFLAGS", "CGO_LDFLAGS", "PKG_CONFIG",
	"GOENV", "GOTOOLCHAIN", "GODEBUG", "GOPATH", "GOPROXY", "GOPRIVATE", "GONOPROXY", "GOSUMDB", "GONOSUMDB", "GOINSECURE", "GOVCS",
}

// listed is one package as go list describes it.
type listed struct {
	ImportPath  string // with the variant in brackets, as "p [p.test]"
	Name, Dir   string
	Export      string // file of export data, "" where the package did not compile or nobody asked
	BuildID     string // what Export was made from and what it holds, as hashes
	ForTest     string // the package that this one is a test variant for
	Standard    bool
	DepOnly     bool // matched by no pattern
	Match       []string
	Module      *module
	GoFiles     []string
	CgoFiles    []string
	TestGoFiles []string

	CompiledGoFiles   []string // what the compiler sees: generated cgo files included
	IgnoredGoFiles    []string
	IgnoredOtherFiles []string
	CFiles, CXXFiles  []string
	HFiles, SFiles    []string

	Imports   []string          // packages as they are listed, after ImportMap
	ImportMap map[string]string // import in source to listed package, where they differ

	Error *listError
}

type module struct {
	Path, Version, GoVersion string
	Main                     bool
	Replace                  *module
}

type listError struct {
	Pos string // "file:line:column", file relative to the directory of go list
	Err string
}

// fields are the parts of a package that go list is asked for: each one left
// out is work that it saves. compiledFields are those that a package has once it
// was compiled.
const (
	fields = "ImportPath,Name,Dir,ForTest,Standard,DepOnly,Match,Module,GoFiles,CgoFiles,TestGoFiles," +
		"IgnoredGoFiles,IgnoredOtherFiles,CFiles,CXXFiles,HFiles,SFiles,Imports,ImportMap,Error"
	compiledFields = "ImportPath,Export,BuildID,CompiledGoFiles,Error"
)

// readEnvironment asks the go command where it is. It fails where there is
// no go command or no module.
func readEnvironment(ctx context.Context, dir string, more []string) (environment, error) {
	out, err := goCommandWith(ctx, dir, more, append([]string{"env", "-json"}, environmentNames...)...)
	if err != nil {
		return nil, err
	}
	var env environment
	if err := json.Unmarshal(out, &env); err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	if mod, work := env["GOMOD"], env["GOWORK"]; (mod == "" || mod == os.DevNull) && (work == "" || work == "off") {
		return nil, fmt.Errorf("%s is in no Go module: there is no go.mod in it or above it; "+
			"name the module's directory with -C, or make one with go mod init", dir)
	}
	return env, nil
}

// list lists packages as listPackages does, or returns what was listed before where
// nothing can have changed, beside the layout that the packages lie in, where it is
// known.
func list(ctx context.Context, dir string, env environment, cfg Config) ([]*listed, *layout, error) {
	now := readLayout(dir, env, cfg)
	if now != nil {
		if packages := now.recall(cfg.Cache); packages != nil {
			return packages, now, nil
		}
	}
	packages, err := listPackages(ctx, dir, cfg)
	if now == nil || err != nil {
		return packages, nil, err
	}
	if again := readLayout(dir, env, cfg); again == nil || again.key != now.key || again.moment != now.moment {
		return packages, nil, nil
	}
	now.retain(cfg.Cache, packages)
	return packages, now, nil
}

// listPackages lists the packages that cfg's patterns match and all that they
// depend on, dependencies first. Nothing is compiled for it but what cgo makes of
// the files of first-party packages.
func listPackages(ctx context.Context, dir string, cfg Config) ([]*listed, error) {
	args := []string{"-deps"}
	if cfg.Tests {
		args = append(args, "-test")
	}
	packages, err := goList(ctx, dir, cfg, fields, args, patterns(cfg))
	if err != nil || !slices.ContainsFunc(packages, func(l *listed) bool { return firstParty(l) && len(l.CgoFiles) > 0 }) {
		return packages, err
	}
	return goList(ctx, dir, cfg, fields+",CompiledGoFiles", append(args, "-compiled"), patterns(cfg))
}

// goList lists packages with the given fields.
func goList(ctx context.Context, dir string, cfg Config, fields string, args, names []string) ([]*listed, error) {
	// Profiles would multiply packages by the commands that use them, and
	// version stamps cost a git call: neither changes a type.
	args = append([]string{"list", "-e", "-json=" + fields, "-pgo=off", "-buildvcs=false"}, args...)
	if cfg.overlayFile != "" {
		args = append(args, "-overlay="+cfg.overlayFile)
		if strings.Contains(os.Getenv("GOFLAGS"), "-mod=mod") {
			args = append(args, "-mod=readonly") // what is not there must not change the go.mod of the module
		}
	}
	if len(cfg.Tags) > 0 {
		args = append(args, "-tags="+strings.Join(cfg.Tags, ","))
	}
	out, err := goCommandWith(ctx, dir, cfg.Env, append(append(args, "--"), names...)...)
	if err != nil {
		return nil, err
	}
	var packages []*listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		p := new(listed)
		if err := dec.Decode(p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		packages = append(packages, p)
	}
}

// maxNames bounds how many bytes of names one call of the go command is given:
// what the strictest of systems takes.
const maxNames = 24 << 10

// compile has the go command compile packages that are no units, which most
// likely it has before, and fills in what only then is known of them.
func compile(ctx context.Context, dir string, cfg Config, wanted []*listed) error {
	for len(wanted) > 0 {
		n, size := 0, 0
		byID := map[string]*listed{}
		var names []string
		for ; n < len(wanted) && (n == 0 || size < maxNames); n++ {
			l := wanted[n]
			byID[l.ImportPath] = l
			names = append(names, l.ImportPath)
			size += len(l.ImportPath) + 1
		}
		compiled, err := goList(ctx, dir, cfg, compiledFields, []string{"-export", "-compiled"}, names)
		if err != nil {
			return err
		}
		for _, c := range compiled {
			if l := byID[c.ImportPath]; l != nil {
				l.take(c)
			}
		}
		wanted = wanted[n:]
	}
	return nil
}

// take fills in what is known of a package once it is compiled.
func (l *listed) take(compiled *listed) {
	l.Export, l.BuildID, l.CompiledGoFiles = compiled.Export, compiled.BuildID, compiled.CompiledGoFiles
	l.Error = cmp.Or(l.Error, compiled.Error)
}

// patterns returns the patterns to list: by default the module below Dir.
func patterns(cfg Config) []string {
	if len(cfg.Patterns) == 0 {
		return []string{"./..."}
	}
	return cfg.Patterns
}

// goCommand runs the go command in dir and returns its standard output.
func goCommand(ctx context.Context, dir string, args ...string) ([]byte, error) {
	return goCommandWith(ctx, dir, nil, args...)
}

// goCommandWith is goCommand with more in the environment.
func goCommandWith(ctx context.Context, dir string, more []string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	if len(more) > 0 {
		cmd.Env = append(append(os.Environ(), "PWD="+dir), more...)
	}
	cmd.WaitDelay = 5 * time.Second // a compiler that outlives go would keep the pipe open
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	switch {
	case err == nil:
		return stdout.Bytes(), nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("the go command is not in PATH, and packages cannot be found without it: " +
			"install Go (https://go.dev/doc/install) or add its bin directory to PATH")
	}
	if text := strings.TrimSpace(stderr.String()); text != "" {
		return nil, explain(text)
	}
	return nil, fmt.Errorf("go %s: %w", args[0], err)
}

// explain turns what the go command wrote when it gave up into an error that
// says what to do: the command that it names itself, where it names one.
func explain(stderr string) error {
	var lines []string
	var command string
	for line := range strings.Lines(stderr) {
		named := strings.HasPrefix(line, "\tgo ")
		line = strings.TrimSpace(line)
		if named {
			command = line
		} else if !strings.HasPrefix(line, "go: downloading ") && !strings.HasPrefix(line, "go: finding ") && line != "" {
			lines = append(lines, strings.TrimPrefix(line, "go: "))
		}
	}
	text := strings.Join(lines, "; ")
	if command != "" {
		if end := strings.LastIndex(text, "; to "); end > 0 { // "to update it:"
			text = text[:end]
		}
		return fmt.Errorf("go list: %s: run %s", text, command)
	}
	return fmt.Errorf("go list: %s: %s", text, remedy(text))
}

// remedy says what to do about something that the go command said.
func remedy(text string) string {
	has := func(parts ...string) bool {
		for _, part := range parts {
			if strings.Contains(text, part) {
				return true
			}
		}
		return false
	}
	switch {
	case has("matched no packages"):
		return "go to a directory with Go files, or name one with -C"
	case has("application built with"):
		return rebuild("")
	case has("requires go >=", "toolchain not available", "requires newer Go version"):
		return "install that version of Go or a newer one, or set GOTOOLCHAIN=auto to let the go command download it"
	case has("inconsistent vendoring", "vendor/modules.txt"):
		return "run go mod vendor"
	case has("listed in go.work file: open"):
		return "take it out of go.work, or put the module back"
	case has("errors parsing go.mod", "errors parsing go.work", "invalid go version", "unknown directive"):
		return "repair that file"
	case has("missing go.sum entry", "no required module provides", "cannot find module providing", "updates to go.mod needed",
		"module lookup disabled", "not a known dependency", "is not in std"):
		return "run go mod tidy to record what is missing, or go mod download to fetch it"
	case has("import lookup disabled", "dial tcp", "connection refused", "no such host", "/@v/", "404 Not Found", "410 Gone", "unrecognized import path"):
		return "run go mod download where the network can be reached"
	}
	return "see that go build works here"
}

// checkDir fails, with the directory's name, where dir is none.
func checkDir(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s does not exist: name a directory of a Go module", dir)
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%s is no directory: name a directory of a Go module; patterns such as ./... name packages", dir)
	}
	return nil
}

// absolute returns name, a file as a package lists it, as an absolute path.
func (p *listed) absolute(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(p.Dir, name)
}

// absolutes returns the absolute paths of the named files.
func (p *listed) absolutes(lists ...[]string) []string {
	var files []string
	for _, names := range lists {
		for _, name := range names {
			files = append(files, p.absolute(name))
		}
	}
	return files
}
