package driver

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/apiward/apiward/analyzers"
	"github.com/apiward/apiward/analyzers/gosec"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// Fixture is a small service, or a document, or both, that is judged by itself
// as if it were the whole project.
type Fixture struct {
	// Code are the files of Go packages. They are laid over the module of
	// Config.Dir, so that they import what it and its dependencies have; a
	// package of theirs takes the place of the module's at the same path.
	Code []FixtureFile
	// Table is a route table as apiward routes --format json writes it, in the
	// place of code.
	Table []byte
	// Documents are a document and the files that it refers to, the document first.
	Documents []FixtureFile
}

// FixtureFile is one file of a fixture.
type FixtureFile struct {
	Name string // slash path
	Text []byte
}

// scratch is the import path of fixtures where there is no module to lay them
// over. Fixtures may call their own root by it everywhere.
const scratch = "fixture"

// Try judges fixtures under cfg, which names neither packages nor documents, each
// by itself, and returns one analysis for each. Files are named as the fixture
// names them. What of a fixture could not be read or does not compile is among
// the failures of its analysis; the error is that of all.
//
// All code is loaded in one go: to ask the go command costs more than to judge.
func Try(ctx context.Context, cfg Config, fixtures []Fixture) ([]*Analysis, error) {
	dir, err := os.MkdirTemp("", "apiward-fixtures-")
	if err != nil {
		return nil, fmt.Errorf("a directory for the fixtures cannot be made: %w", err)
	}
	defer os.RemoveAll(dir)
	t := &trial{Config: cfg, dir: dir, analyses: make([]*Analysis, len(fixtures))}
	for i := range fixtures {
		t.analyses[i] = &Analysis{Tally: rules.Tally{}}
	}
	if err := t.code(ctx, fixtures); err != nil {
		return nil, err
	}
	for i, f := range fixtures {
		a := t.analyses[i]
		if f.Table != nil {
			a.Inventory = a.table(f.Table)
		}
		a.newHouse(cfg).owned = parseOwners(f.owners())
		if len(f.Documents) > 0 {
			if err := t.documents(ctx, i, f); err != nil {
				return nil, err
			}
		}
		if len(a.Failures) == 0 {
			a.routeRules(cfg)
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return t.analyses, nil
}

// owners returns the text that says who owns the files of the fixture.
func (f *Fixture) owners() string {
	for _, file := range f.Code {
		if path.Base(file.Name) == "CODEOWNERS" {
			return string(file.Text)
		}
	}
	return ""
}

// trial is one call of Try.
type trial struct {
	Config
	dir      string // for what the go command and documents need as files
	analyses []*Analysis
}

// table reads a route table.
func (a *Analysis) table(text []byte) *link.Inventory {
	inventory := new(link.Inventory)
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(inventory); err != nil {
		a.fails("the route table", fmt.Errorf("it cannot be read: %w: write it as apiward routes --format json does", err))
		return nil
	}
	return inventory
}

func (a *Analysis) fails(input string, err error) {
	a.Failures = append(a.Failures, finding.Failure{Input: input, Message: err.Error()})
}

// documents judges the document of a fixture, and holds it against its routes.
func (t *trial) documents(ctx context.Context, i int, f Fixture) error {
	root := filepath.Join(t.dir, "documents", strconv.Itoa(i))
	a := t.analyses[i]
	for _, file := range f.Documents {
		if !filepath.IsLocal(file.Name) {
			a.fails(file.Name, errors.New("it is outside the fixture: name its files by slash paths"))
			return nil
		}
		if err := writeFixture(filepath.Join(root, filepath.FromSlash(file.Name)), file.Text); err != nil {
			return err
		}
	}
	cfg := t.Config
	cfg.Root, cfg.Dir, cfg.Documents = root, root, []string{f.Documents[0].Name}
	docs, _ := a.loadDocuments(ctx, cfg, true)
	a.hold(docs, cfg)
	return nil
}

// writeFixture writes a file, with the directories above it.
func writeFixture(name string, text []byte) error {
	err := os.MkdirAll(filepath.Dir(name), 0o700)
	if err == nil {
		err = os.WriteFile(name, text, 0o600)
	}
	if err != nil {
		return fmt.Errorf("a fixture cannot be written: %w", err)
	}
	return nil
}

// code judges the code of all fixtures.
func (t *trial) code(ctx context.Context, fixtures []Fixture) error {
	if !slices.ContainsFunc(fixtures, func(f Fixture) bool { return len(f.Code) > 0 }) {
		return nil
	}
	o, err := t.overlay(ctx)
	if err != nil {
		return err
	}
	for i, f := range fixtures {
		if err := o.lay(i, f.Code); err != nil {
			t.analyses[i].Failures = append(t.analyses[i].Failures, *err)
		}
	}
	if len(o.texts) == 0 {
		return nil
	}
	cfg := t.Config
	cfg.Dir, cfg.Root, cfg.Patterns, cfg.texts = o.module, o.module, []string{"./" + o.below("") + "..."}, o.texts
	if cfg.overlayFile, err = o.write(); err != nil {
		return err
	}
	cfg.Policy = o.policy(t.Config, len(fixtures))
	analyzers.SetPolicy(cfg.Policy)
	loaded, failures, err := Load(ctx, cfg)
	if err != nil {
		return fmt.Errorf("the fixtures cannot be loaded: %w", err)
	}
	roots := analysisRoots()
	if gosec.On(cfg.Policy) {
		roots = append(roots, gosec.Analyzer)
	}
	packages, more, err := loaded.Run(ctx, roots, roots, nil)
	if err != nil {
		return err
	}
	for i, f := range fixtures {
		if len(f.Code) > 0 {
			o.judge(t.analyses[i], i, packages, slices.Concat(failures, more))
		}
	}
	return nil
}

// overlay is where fixtures stand: in directories of a module that has none of
// them on the disk, or in a module of their own.
type overlay struct {
	dir    string // holds the files
	module string // the root of the module
	path   string // its import path
	base   string // the directory in it below which fixtures stand, "" for the root itself
	texts  map[string][]byte
}

// overlay finds the module that fixtures are laid over.
func (t *trial) overlay(ctx context.Context) (*overlay, error) {
	o := &overlay{dir: filepath.Join(t.dir, "code"), texts: map[string][]byte{}}
	module, err := filepath.Abs(t.Dir)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(module, "go.mod")); t.Dir != "" && err == nil {
		out, err := goCommand(ctx, module, "mod", "edit", "-json")
		if err != nil {
			return nil, err
		}
		var file struct{ Module struct{ Path string } }
		if err := json.Unmarshal(out, &file); err != nil {
			return nil, fmt.Errorf("go mod edit: %w", err)
		}
		o.module, o.path, o.base = module, file.Module.Path, vacant(module)
		return o, nil
	}
	version, err := goCommand(ctx, t.dir, "env", "GOVERSION")
	if err != nil {
		return nil, err
	}
	o.module, o.path = o.dir, scratch
	major, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(string(version)), "go"), "-")
	return o, writeFixture(filepath.Join(o.dir, "go.mod"), []byte("module "+scratch+"\n\ngo "+major+"\n"))
}

// policy returns the policy of cfg in which each fixture stands at the root of the
// project, so that what it says of paths holds for the names that files have there.
func (o *overlay) policy(cfg Config, fixtures int) *rules.Policy {
	var policy rules.Policy
	if cfg.Policy != nil {
		policy = *cfg.Policy
	}
	policy.Modules = maps.Clone(policy.Modules)
	if policy.Modules == nil {
		policy.Modules = map[string]string{}
	}
	for i := range fixtures {
		policy.Modules[o.prefix(i)] = "."
	}
	return &policy
}

// vacant returns the name of a directory that the module does not have.
func vacant(module string) string {
	name := "apiwardfixtures"
	for n := 1; ; n++ {
		if _, err := os.Lstat(filepath.Join(module, name)); errors.Is(err, fs.ErrNotExist) {
			return name
		}
		name = "apiwardfixtures" + strconv.Itoa(n)
	}
}

// below returns the slash path, with a slash at its end unless it is empty, of a
// directory of fixtures in the module.
func (o *overlay) below(name string) string {
	if p := path.Join(o.base, name); p != "" {
		return p + "/"
	}
	return ""
}

// root returns the directory of the fixture below the base. Its name ends as the
// module's does, since messages call packages by the end of their paths.
func (o *overlay) root(i int) string { return path.Join("t"+strconv.Itoa(i), path.Base(o.path)) }

// lay lays the files of a fixture over the module, all of them or none.
func (o *overlay) lay(i int, files []FixtureFile) *finding.Failure {
	if len(files) == 0 {
		return nil
	}
	source := false
	for _, file := range files {
		source = source || path.Ext(file.Name) == ".go" && !strings.HasSuffix(file.Name, "_test.go")
		problem := ""
		switch {
		case !filepath.IsLocal(file.Name):
			problem = "it is outside the fixture: name its files by slash paths"
		case path.Base(file.Name) == "go.mod":
			problem = "a fixture is part of the module that it is laid over: leave the file out"
		}
		if problem != "" {
			return &finding.Failure{Input: file.Name, Message: problem}
		}
	}
	if !source {
		return &finding.Failure{Message: "the fixture has no Go file that is no test"}
	}
	for _, file := range files {
		if err := o.add(i, file, files); err != nil {
			return &finding.Failure{Input: file.Name, Message: err.Error()}
		}
	}
	return nil
}

// add lays a file of the fixture over the module.
func (o *overlay) add(i int, file FixtureFile, all []FixtureFile) error {
	name := path.Join(o.root(i), path.Clean(file.Name))
	text := o.rewritten(i, file, all)
	o.texts[filepath.Join(o.module, filepath.FromSlash(o.base), filepath.FromSlash(name))] = text
	return writeFixture(filepath.Join(o.dir, filepath.FromSlash(name)), text)
}

// rewritten returns the text of a file whose imports of the fixture's own
// packages lead to where these stand. No line moves.
func (o *overlay) rewritten(i int, file FixtureFile, all []FixtureFile) []byte {
	text := file.Text
	if path.Ext(file.Name) != ".go" {
		return text
	}
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, file.Name, text, parser.ImportsOnly)
	if err != nil {
		return text // which is told when it is loaded
	}
	slices.SortFunc(parsed.Imports, func(a, b *ast.ImportSpec) int { return cmp.Compare(b.Pos(), a.Pos()) })
	for _, spec := range parsed.Imports {
		dir, own := o.own(spec.Path.Value, all)
		if !own {
			continue
		}
		from, to := fset.Position(spec.Path.Pos()).Offset, fset.Position(spec.Path.End()).Offset
		text = slices.Concat(text[:from], []byte(strconv.Quote(path.Join(o.prefix(i), dir))), text[to:])
	}
	return text
}

// prefix returns the import path of the fixture's root.
func (o *overlay) prefix(i int) string { return path.Join(o.path, o.base, o.root(i)) }

// own returns the directory of the fixture that an import means, if it has files
// there.
func (o *overlay) own(quoted string, all []FixtureFile) (dir string, own bool) {
	imported, err := strconv.Unquote(quoted)
	if err != nil {
		return "", false
	}
	for _, module := range []string{o.path, scratch} {
		rest, ok := strings.CutPrefix(imported+"/", module+"/")
		if !ok {
			continue
		}
		dir = path.Clean(rest)
		if slices.ContainsFunc(all, func(f FixtureFile) bool { return path.Dir(path.Clean(f.Name)) == dir }) {
			return dir, true
		}
	}
	return "", false
}

// write writes what tells the go command of the overlay, and returns its name;
// "" where the files stand where they are looked for.
func (o *overlay) write() (string, error) {
	if o.module == o.dir {
		return "", nil
	}
	replace := map[string]string{}
	for name := range o.texts {
		rel, err := filepath.Rel(filepath.Join(o.module, filepath.FromSlash(o.base)), name)
		if err != nil {
			return "", err
		}
		replace[name] = filepath.Join(o.dir, rel)
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	name := filepath.Join(filepath.Dir(o.dir), "overlay.json")
	return name, writeFixture(name, text)
}

// judge links the packages of one fixture, and keeps what is found in it.
func (o *overlay) judge(a *Analysis, i int, packages []*Package, failures []finding.Failure) {
	prefix, dir := o.prefix(i), o.below(o.root(i))
	within := func(pkg string) bool { return pkg == prefix || strings.HasPrefix(pkg, prefix+"/") }
	for _, f := range failures {
		f.At.File = strings.TrimPrefix(f.At.File, dir)
		if within(f.Input) {
			f.Input = o.named(i, f.Input)
			f.Message, _, _ = strings.Cut(o.named(i, f.Message), ": see that go ") // there is nothing to see on the disk
			a.Failures = append(a.Failures, f)
		}
	}
	if len(a.Failures) > 0 {
		return // what is found of half a fixture says nothing
	}
	c := &converter{dirs: map[string]string{}}
	own := reached(packages, within)
	if len(own) == 0 {
		a.Failures = append(a.Failures, finding.Failure{Message: "no file of the fixture is one that the go command builds: see its build constraints, and name no directory as testdata or vendor"})
		return
	}
	for _, p := range own {
		if within(p.Path) {
			c.dirs[p.Path] = path.Clean(strings.TrimPrefix(strings.TrimPrefix(p.Path, prefix), "/"))
		}
	}
	_, found := a.link(c, own, nil)
	for _, f := range c.findings(found) {
		if f.At.File != "" {
			a.Findings = append(a.Findings, o.renamed(i, f))
		}
	}
	routes := a.Inventory.Routes[:0]
	for _, r := range a.Inventory.Routes {
		if r.Registered.File != "" || within(r.Service) {
			routes = append(routes, o.renamedRoute(i, r))
		}
	}
	a.Inventory.Routes = routes
}

// reached returns the packages of a fixture with those that they import.
func reached(packages []*Package, within func(string) bool) (own []*Package) {
	byID := map[string]*Package{}
	for _, p := range packages {
		byID[p.unit.ImportPath] = p
	}
	seen := map[*Package]bool{}
	var visit func(*Package)
	visit = func(p *Package) {
		if p == nil || seen[p] {
			return
		}
		seen[p] = true
		own = append(own, p)
		for _, dep := range p.unit.deps {
			visit(byID[dep.ImportPath])
		}
	}
	for _, p := range packages {
		if within(p.Path) {
			visit(p)
		}
	}
	slices.SortFunc(own, func(a, b *Package) int { return cmp.Compare(a.Path, b.Path) })
	return own
}

// named returns a text in which the fixture's packages have the names that they
// have in the fixture: those of the module.
func (o *overlay) named(i int, text string) string {
	return strings.ReplaceAll(text, o.prefix(i), o.path)
}

func (o *overlay) renamed(i int, f finding.Finding) finding.Finding {
	f.Message, f.Help, f.Symbol = o.named(i, f.Message), o.named(i, f.Help), o.named(i, f.Symbol)
	if f.Route != nil {
		f.Route.Service = o.named(i, f.Route.Service)
	}
	return f
}

func (o *overlay) renamedRoute(i int, r link.Route) link.Route {
	r.Service, r.Package, r.Handler.Name = o.named(i, r.Service), o.named(i, r.Package), o.named(i, r.Handler.Name)
	r.Middleware = slices.Clone(r.Middleware)
	for k := range r.Middleware {
		r.Middleware[k].Name = o.named(i, r.Middleware[k].Name)
	}
	return r
}
