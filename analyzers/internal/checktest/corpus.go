package checktest

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/apiward/apiward/analyzers/link"
)

// module is the path that the packages of every corpus begin with.
const module = "corpus"

// Corpus is the packages under testdata/src of the package under test, loaded
// and type-checked.
type Corpus struct {
	Root     string // the directory testdata/src
	packages []*packages.Package
}

// Load loads the named folders of testdata/src with all packages in them, or
// every folder if none is named. A package that does not compile fails t.
func Load(t *testing.T, folders ...string) *Corpus {
	t.Helper()
	return load(t, nil, folders...)
}

// load loads folders with the text of some files replaced, which are named by
// absolute path.
func load(t *testing.T, replaced map[string][]byte, folders ...string) *Corpus {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("testdata", "src"))
	if err != nil {
		t.Fatal(err)
	}
	patterns := []string{"./..."}
	if len(folders) > 0 {
		patterns = nil
		for _, f := range folders {
			patterns = append(patterns, "./"+f+"/...")
		}
	}
	pkgs, err := packages.Load(&packages.Config{
		Mode:       packages.LoadSyntax | packages.NeedModule,
		Dir:        root,
		Env:        append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off"),
		BuildFlags: []string{"-overlay=" + overlay(t, root, replaced)},
		ParseFile: func(fset *token.FileSet, name string, src []byte) (*ast.File, error) {
			if text, ok := replaced[name]; ok {
				src = text // what the go command takes from the overlay is read anew here
			}
			return parser.ParseFile(fset, name, src, parser.ParseComments|parser.AllErrors)
		},
	}, patterns...)
	if err != nil {
		t.Fatalf("cannot load %s: %v", root, err)
	}
	if len(pkgs) == 0 { // what the go command says of an overlaid go.mod gets lost
		t.Fatalf("nothing was loaded from %s: does it import a module that testdata/models does not import itself?", root)
	}
	slices.SortFunc(pkgs, func(a, b *packages.Package) int { return strings.Compare(a.PkgPath, b.PkgPath) })
	for _, pkg := range pkgs {
		for _, e := range pkg.Errors {
			t.Errorf("the corpus must compile: %v", e)
		}
	}
	for _, f := range folders {
		if !slices.ContainsFunc(pkgs, func(p *packages.Package) bool { return inFolder(p, f) }) {
			t.Errorf("there is no package in %s", filepath.Join(root, f))
		}
	}
	if t.Failed() {
		t.FailNow()
	}
	return &Corpus{Root: root, packages: pkgs}
}

// inFolder reports whether the package belongs to a folder of the corpus.
func inFolder(p *packages.Package, folder string) bool {
	path := module + "/" + folder
	return p.PkgPath == path || strings.HasPrefix(p.PkgPath, path+"/")
}

// folders returns the names of the corpus's folders, sorted.
func (c *Corpus) folders() []string {
	var names []string
	for _, p := range c.packages {
		name, _, _ := strings.Cut(strings.TrimPrefix(p.PkgPath, module+"/"), "/")
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// overlay writes the description of the go.mod that the corpus has without
// having one on disk, where it would cut testdata out of the module and out of
// what rules can embed. A corpus may import whatever testdata/models does: the
// real libraries, so that a model is held against what it describes. It returns
// the file's name.
func overlay(t *testing.T, root string, replaced map[string][]byte) string {
	t.Helper()
	models := models(t, root)
	text, err := os.ReadFile(filepath.Join(models, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	mod := filepath.Join(dir, "go.mod")
	if err := os.WriteFile(mod, declaration.ReplaceAll(text, []byte("module "+module)), 0o600); err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(models, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	sum := filepath.Join(dir, "go.sum")
	if err := os.WriteFile(sum, sums, 0o600); err != nil {
		t.Fatal(err)
	}
	replace := map[string]string{
		filepath.Join(root, "go.mod"): mod,
		filepath.Join(root, "go.sum"): sum,
	}
	for name, text := range replaced {
		file := filepath.Join(dir, fmt.Sprintf("%d.go", len(replace)))
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
		replace[name] = file
	}
	description, err := json.Marshal(map[string]map[string]string{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(file, description, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

var declaration = regexp.MustCompile(`(?m)^module .*$`)

// models returns the module that imports every modelled library, in the module
// that the package under test belongs to.
func models(t *testing.T, root string) string {
	t.Helper()
	for dir := root; ; dir = filepath.Dir(dir) {
		models := filepath.Join(dir, "testdata", "models")
		if _, err := os.Stat(filepath.Join(models, "go.mod")); err == nil {
			return models
		}
		if dir == filepath.Dir(dir) {
			t.Fatalf("no directory above %s holds testdata/models/go.mod", root)
		}
	}
}

// Analyze runs the analyzers over the corpus and returns what each did for
// each package. A pass that fails fails t.
func (c *Corpus) Analyze(t *testing.T, analyzers ...*analysis.Analyzer) *checker.Graph {
	t.Helper()
	graph, err := checker.Analyze(analyzers, c.packages, nil)
	if err != nil {
		t.Fatal(err)
	}
	for act := range graph.All() {
		if act.Err != nil {
			t.Fatalf("%s failed: %v", act, act.Err)
		}
	}
	return graph
}

// Packages returns what linking a program needs of each package of a folder.
func (c *Corpus) Packages(graph *checker.Graph, folder string) []link.Package {
	var list []link.Package
	for act := range graph.All() {
		if act.Analyzer == link.Collect && act.Result != nil && inFolder(act.Package, folder) {
			list = append(list, *act.Result.(*link.Package))
		}
	}
	return list
}
