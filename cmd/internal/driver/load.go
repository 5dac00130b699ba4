package driver

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/gcexportdata"

	"github.com/apiward/apiward/cmd/internal/finding"
)

// Program is what one load found: the packages to analyse, and where the types
// of everything outside them are. A run changes nothing in it but adds files to
// Fset, and reads those types when it first needs them.
type Program struct {
	Fset *token.FileSet

	root   string // absolute; reported files are relative to it
	dir    string // absolute; go list's positions are relative to it
	cfg    Config
	env    environment
	sizes  types.Sizes
	texts  map[string][]byte            // of files that are laid over the module
	sums   map[string][sha256.Size]byte // of files as they were when packages were listed, where they were read
	units  []*unit                      // packages read from source, dependencies first
	listed map[string]*listed           // all packages by listed name
	// outsiders are packages of other modules that units import and whose
	// middleware is read from source, by listed name. To the units they are what
	// their export data says: only facts come from them.
	outsiders map[string]*unit

	// exported holds the types of what is read from export data. Nobody may look at
	// types meanwhile, because reading one file adds to the scopes of other packages
	// and nothing guards those. behind are the units of which all is read that they
	// take types from.
	exported map[string]*types.Package
	behind   map[*unit]bool
	missing  map[string]error // why a listed package is not in exported
	// released says that the types were let go: from then on one reads, a package at a
	// time, and export data as it is asked for.
	released bool
	rejected map[string]bool // first-party packages that are no units
	broken   []finding.Failure
}

// unit is one package that is read from source.
type unit struct {
	*listed
	path   string // import path without the variant
	module *analysis.Module
	deps   []*unit // units it imports, in the order of Imports
	// firstParty units are analysed. Others are here because they import a
	// first-party package: their export data knows its types only as the
	// compiler saw them, which are not the ones read from source.
	firstParty bool
	// outsider units are of other modules, and analysed for the facts of their
	// middleware only.
	outsider bool
	// hidden units are analysed for facts only: recompiled test variants.
	hidden bool
	// variant is the same package with its test files, which is reported in
	// its place so that no file is reported twice; plain is the way back.
	variant, plain *unit
}

// Load finds the packages that cfg names and reads the types of everything
// that they import from elsewhere. Failures are packages that cannot be
// analysed at all; those that do not type-check are found by [Program.Run].
// The error is about the whole: no go command, no module, no packages.
func Load(ctx context.Context, cfg Config) (*Program, []finding.Failure, error) {
	dir, err := filepath.Abs(cfg.Dir)
	if err != nil {
		return nil, nil, err
	}
	root, err := filepath.Abs(cmp.Or(cfg.Root, dir))
	if err != nil {
		return nil, nil, err
	}
	if err := checkDir(dir); err != nil {
		return nil, nil, err
	}

	// 1. Ask the go command.
	cfg.progress("load", 0, 0, "")
	phase := cfg.Stats.phase("list packages")
	env, err := readEnvironment(ctx, dir, cfg.Env)
	if err != nil {
		return nil, nil, err
	}
	packages, seen, err := list(ctx, dir, env, cfg)
	if err != nil {
		return nil, nil, err
	}
	if err := cmp.Or(checkPatterns(packages, cfg), checkGoVersion(packages)); err != nil {
		return nil, nil, err
	}

	phase()

	// 2. Choose what is read from source.
	p := &Program{
		Fset:      token.NewFileSet(),
		root:      root,
		dir:       dir,
		cfg:       cfg,
		env:       env,
		sizes:     types.SizesFor("gc", env["GOARCH"]),
		texts:     cfg.texts,
		listed:    make(map[string]*listed, len(packages)),
		exported:  map[string]*types.Package{},
		behind:    map[*unit]bool{},
		outsiders: map[string]*unit{},
		missing:   map[string]error{},
		rejected:  map[string]bool{},
	}
	if seen != nil {
		p.sums = seen.sums
	}
	for _, l := range packages {
		p.listed[l.ImportPath] = l
	}
	p.choose(packages)
	if !slices.ContainsFunc(p.units, func(u *unit) bool { return u.firstParty }) && len(p.broken) == 0 {
		return nil, nil, errNothingToDo(packages, cfg)
	}

	// 3. Find the export data of the rest.
	defer cfg.Stats.phase("find export data")()
	if err := p.compile(ctx, p.foreign()); err != nil {
		return nil, nil, err
	}
	return p, slices.Clone(p.broken), nil
}

// checkPatterns fails where a pattern names nothing that exists: that is a
// slip of the one who typed it, and no package's fault.
func checkPatterns(packages []*listed, cfg Config) error {
	if len(packages) == 0 {
		return fmt.Errorf("no Go package matches %s: go to a directory with Go files, or name one with -C",
			strings.Join(patterns(cfg), " "))
	}
	for _, p := range packages {
		if !p.DepOnly && p.Error != nil && p.Module == nil && !p.Standard && p.Name == "" {
			named, message := strings.Join(p.Match, " "), oneLine(p.Error.Err)
			if strings.Contains(message, "does not contain main module") {
				return fmt.Errorf("%s is outside the module that is checked: name the other module's directory with -C", named)
			}
			return fmt.Errorf("%s: %s: name packages by patterns as ./... or ./cmd/api",
				named, strings.TrimPrefix(message, "pattern "+named+": "))
		}
	}
	return nil
}

// errNothingToDo says why none of the listed packages can be analysed.
func errNothingToDo(packages []*listed, cfg Config) error {
	for _, p := range packages {
		if !p.DepOnly && firstParty(p) && len(p.TestGoFiles) > 0 {
			return fmt.Errorf("%s has test files only: check them with --tests", p.ImportPath)
		}
	}
	return fmt.Errorf("%s names no package of this module with Go files: packages from elsewhere are not analysed",
		strings.Join(patterns(cfg), " "))
}

// firstParty reports whether p is written here: in the main module, in one of
// the workspace, or in a directory that replaces a module.
func firstParty(p *listed) bool {
	return !p.Standard && p.Module != nil && ownVersion(p.Module) == ""
}

// ownVersion returns the version of what was compiled: "" for a directory,
// whatever version of a module the directory stands in for.
func ownVersion(m *module) string {
	if m.Replace != nil {
		return m.Replace.Version
	}
	return m.Version
}

// choose fills p.units and p.broken from the listed packages.
func (p *Program) choose(packages []*listed) {
	byID := map[string]*unit{}
	ordered, cycles := inImportOrder(packages)
	for _, l := range ordered {
		if isTestMain(l) {
			continue
		}
		u := &unit{listed: l, firstParty: firstParty(l)}
		for _, imp := range l.Imports {
			if dep := byID[imp]; dep != nil {
				u.deps = append(u.deps, dep)
			}
		}
		if !u.firstParty && len(u.deps) == 0 {
			continue
		}
		if cycle := cycles[l]; cycle != "" || len(u.sources()) == 0 {
			p.reject(u, cycle)
			continue
		}
		u.path, _, _ = strings.Cut(l.ImportPath, " ")
		if m := l.Module; m != nil {
			u.module = &analysis.Module{Path: m.Path, Version: ownVersion(m), GoVersion: m.GoVersion}
		}
		if l.ForTest != "" {
			if plain := byID[l.ForTest]; plain != nil && u.path == l.ForTest {
				plain.variant, u.plain = u, plain
			}
			u.hidden = u.path != l.ForTest && u.path != l.ForTest+"_test"
		}
		byID[l.ImportPath] = u
		p.units = append(p.units, u)
	}
}

// isTestMain reports whether l is the main package that go test writes.
func isTestMain(l *listed) bool {
	return l.Name == "main" && l.ForTest == "" && strings.HasSuffix(l.ImportPath, ".test") &&
		len(l.GoFiles) == 1 && filepath.IsAbs(l.GoFiles[0])
}

// sources returns the absolute names of the files that make up the package,
// none where it has no Go files or cgo failed on them.
func (u *unit) sources() []string {
	names := u.CompiledGoFiles
	if len(names) == 0 && len(u.CgoFiles) == 0 {
		names = u.GoFiles // go list leaves the others out when a dependency is broken
	}
	var files []string
	for _, name := range names {
		// What cgo generates lies in the build cache under a hash.
		if ext := filepath.Ext(name); ext == ".go" || ext == "" {
			files = append(files, u.absolute(name))
		}
	}
	return files
}

// reject records why a unit in an import cycle or without sources cannot be
// analysed. One with test files only is nothing to complain about.
func (p *Program) reject(u *unit, cycle string) {
	switch {
	case cycle != "":
		p.missing[u.ImportPath] = errors.New("it is part of an import cycle")
		p.fail(u, finding.Range{}, "import cycle: "+cycle+": break the cycle")
	case u.Error != nil && len(u.CgoFiles) == 0:
		at, message := p.listError(u.Error)
		p.missing[u.ImportPath] = errors.New(message)
		p.fail(u, at, message+": see that go build "+u.ImportPath+" works")
	case len(u.CgoFiles) > 0:
		p.missing[u.ImportPath] = errors.New("cgo failed on it")
		p.fail(u, finding.Range{}, "cgo failed on its files: install a C compiler and the C libraries that it uses, "+
			"or leave these files out with CGO_ENABLED=0; go build "+u.ImportPath+" shows the cause")
	}
}

func (p *Program) fail(u *unit, at finding.Range, message string) {
	if u.firstParty {
		p.rejected[u.ImportPath] = true
		p.broken = append(p.broken, finding.Failure{Input: u.ImportPath, At: at, Message: message})
	}
}

// inImportOrder returns the packages with dependencies first, and for each
// package that imports itself by way of others the cycle.
func inImportOrder(packages []*listed) (ordered []*listed, cycles map[*listed]string) {
	byID := make(map[string]*listed, len(packages))
	for _, l := range packages {
		byID[l.ImportPath] = l
	}
	ordered = make([]*listed, 0, len(packages))
	cycles = map[*listed]string{}
	seen := make(map[*listed]bool, len(packages))
	var path []*listed // from a root to the package being visited
	var visit func(*listed)
	visit = func(l *listed) {
		if l == nil {
			return
		}
		if i := slices.Index(path, l); i >= 0 {
			describeCycle(path[i:], cycles)
			return
		}
		if seen[l] {
			return
		}
		seen[l] = true
		path = append(path, l)
		for _, imp := range l.Imports {
			visit(byID[imp])
		}
		path = path[:len(path)-1]
		ordered = append(ordered, l)
	}
	for _, l := range packages {
		visit(l)
	}
	return ordered, cycles
}

// describeCycle records the cycle for each of its members that is in none yet.
// The text starts at the first member by name, wherever the walk came in.
func describeCycle(members []*listed, cycles map[*listed]string) {
	first := 0
	for i, l := range members {
		if l.ImportPath < members[first].ImportPath {
			first = i
		}
	}
	names := make([]string, 0, len(members)+1)
	for i := range len(members) + 1 {
		names = append(names, members[(first+i)%len(members)].ImportPath)
	}
	for _, l := range members {
		if cycles[l] == "" {
			cycles[l] = strings.Join(names, " imports ")
		}
	}
}

// readExports reads the export data of every package that is no unit itself and that
// units import, or those behind their imports do, and then finds the outsiders among
// them. Only direct imports are read: their data holds all that is needed of the
// packages behind them. What was read before is not read again.
func (p *Program) readExports(units ...*unit) {
	var fresh []*unit
	var visit func(*unit)
	visit = func(u *unit) {
		if p.behind[u] {
			return
		}
		p.behind[u] = true
		for _, dep := range u.deps {
			visit(dep)
		}
		fresh = append(fresh, u)
	}
	for _, u := range units {
		visit(u)
	}
	if len(fresh) == 0 {
		return
	}
	defer p.cfg.Stats.phase("read export data")()
	for _, id := range p.outside(fresh) {
		if err := p.readExport(p.listed[id], id); err != nil {
			p.missing[id] = err
		}
	}
	p.chooseOutsiders(fresh)
}

// foreign returns the packages whose export data can be asked for: what units
// import, and what this imports where it may be an outsider.
func (p *Program) foreign() (list []*listed) {
	seen := map[string]bool{}
	for _, u := range p.units {
		seen[u.ImportPath] = true
	}
	add := func(id string) *listed {
		l := p.listed[id]
		if l == nil || seen[id] || id == "unsafe" || strings.Contains(id, " ") {
			return nil
		}
		seen[id] = true
		if l.Error == nil || len(l.GoFiles)+len(l.CgoFiles) > 0 {
			list = append(list, l)
		}
		return l
	}
	for _, id := range p.outside(p.units) {
		if l := add(id); l != nil && !l.Standard {
			for _, next := range l.Imports {
				add(next)
			}
		}
	}
	slices.SortFunc(list, func(a, b *listed) int { return cmp.Compare(a.ImportPath, b.ImportPath) })
	return list
}

// outside returns the packages that some of the units import and that are no units,
// sorted.
func (p *Program) outside(units []*unit) []string {
	inside := map[string]bool{"C": true, "unsafe": true}
	for _, u := range p.units {
		inside[u.ImportPath] = true
	}
	var ids []string
	for _, u := range units {
		for _, id := range u.Imports {
			if !inside[id] && p.missing[id] == nil {
				inside[id] = true
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// readExport reads the export data of one package into p.exported. The error
// says why there is none.
func (p *Program) readExport(l *listed, id string) error {
	switch {
	case l == nil:
		return errors.New("go list does not know it")
	case l.Export == "" && l.Error != nil:
		_, message := p.listError(l.Error)
		return errors.New(message)
	case l.Export == "":
		return fmt.Errorf("it does not compile: see go build %s", id)
	}
	if known := p.exported[id]; known != nil && known.Complete() {
		return nil
	}
	f, err := os.Open(l.Export)
	if err != nil {
		return err
	}
	defer f.Close()
	// What the build cache holds is the compiler's archive, and this is the way
	// in that x/tools has for it until go list can be asked for the bare data.
	data, err := gcexportdata.NewReader(f) //nolint:staticcheck // see above: deprecated for Go 1.29, without a successor for archives yet
	if err != nil {
		return fmt.Errorf("reading its export data: %w", err)
	}
	if _, err := gcexportdata.Read(data, p.Fset, p.exported, id); err != nil {
		return fmt.Errorf("reading its export data: %w", err)
	}
	return nil
}
