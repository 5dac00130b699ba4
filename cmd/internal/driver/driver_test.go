package driver

import (
	"fmt"
	"go/ast"
	"go/types"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/txtar"

	"github.com/apiward/apiward/cmd/internal/finding"
)

// depth is an object fact: how many calls deep a function goes, as far as
// declared functions are known.
type depth struct{ Calls int }

func (*depth) AFact()           {}
func (d *depth) String() string { return fmt.Sprintf("depth(%d)", d.Calls) }

// roster is a package fact: the functions of a package.
type roster struct{ Funcs []string }

func (*roster) AFact()           {}
func (r *roster) String() string { return strings.Join(r.Funcs, ",") }

// deep computes depths over packages and reports functions named Report….
var deep = &analysis.Analyzer{
	Name:      "deep",
	Doc:       "deep: measures how many calls deep functions go",
	FactTypes: []analysis.Fact{new(depth)},
	Run: func(pass *analysis.Pass) (any, error) {
		if pass.Module == nil {
			return nil, nil // the standard library, which only go vet shows to passes
		}
		for _, fn := range functions(pass) {
			var d depth
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				id, ok := n.(*ast.Ident)
				if !ok {
					return true
				}
				callee, ok := pass.TypesInfo.Uses[id].(*types.Func)
				var known depth
				if ok && pass.ImportObjectFact(callee.Origin(), &known) {
					d.Calls = max(d.Calls, known.Calls+1)
				}
				return true
			})
			pass.ExportObjectFact(pass.TypesInfo.Defs[fn.Name], &d)
			if strings.HasPrefix(fn.Name.Name, "Report") {
				pass.Reportf(fn.Pos(), "%s goes %d deep", fn.Name.Name, d.Calls)
			}
		}
		return nil, nil
	},
}

// names is a result that census requires.
var names = &analysis.Analyzer{
	Name:       "names",
	Doc:        "names: lists functions",
	ResultType: reflect.TypeFor[[]string](),
	Run: func(pass *analysis.Pass) (any, error) {
		var all []string
		for _, fn := range functions(pass) {
			all = append(all, fn.Name.Name)
		}
		return all, nil
	},
}

// census collects the rosters that its package sees.
var census = &analysis.Analyzer{
	Name:       "census",
	Doc:        "census: collects functions of packages",
	Requires:   []*analysis.Analyzer{names, deep},
	FactTypes:  []analysis.Fact{new(roster)},
	ResultType: reflect.TypeFor[[]string](),
	Run: func(pass *analysis.Pass) (any, error) {
		pass.ExportPackageFact(&roster{pass.ResultOf[names].([]string)})
		var seen []string
		for _, f := range pass.AllPackageFacts() {
			seen = append(seen, f.Package.Path()+": "+f.Fact.(*roster).String())
		}
		return seen, nil
	},
}

// mark is a package fact that says nothing but that its pass was there.
type mark struct{ Set bool }

func (*mark) AFact() {}

// boom panics in packages named boom and fails in packages named fail.
var boom = &analysis.Analyzer{
	Name:      "boom",
	Doc:       "boom: fails on demand",
	FactTypes: []analysis.Fact{new(mark)},
	Run:       runBoom,
}

func runBoom(pass *analysis.Pass) (any, error) {
	pass.ExportPackageFact(&mark{true})
	switch pass.Pkg.Name() {
	case "boom":
		panic("boom")
	case "fail":
		return nil, fmt.Errorf("not\ntoday")
	}
	return nil, nil
}

// afterBoom needs boom and adds nothing.
var afterBoom = &analysis.Analyzer{
	Name:     "afterboom",
	Doc:      "afterboom: needs boom",
	Requires: []*analysis.Analyzer{boom},
	Run:      func(*analysis.Pass) (any, error) { return nil, nil },
}

func functions(pass *analysis.Pass) []*ast.FuncDecl {
	var all []*ast.FuncDecl
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil {
				all = append(all, fn)
			}
		}
	}
	return all
}

// tree writes a txtar archive to a new directory and returns it.
func tree(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// offline keeps the go command away from the network, from a workspace of the
// checkout, and from other toolchains.
func offline(t *testing.T) {
	t.Helper()
	t.Setenv("GOFLAGS", "-mod=mod")
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOWORK", "")
	t.Setenv("GOTOOLCHAIN", "local")
}

// runAll loads and runs, and returns packages by path and all failures.
func runAll(t *testing.T, cfg Config, roots ...*analysis.Analyzer) (map[string]*Package, []finding.Failure, *Program) {
	t.Helper()
	program, failures, err := Load(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	packages, more, err := program.Run(t.Context(), roots, roots, nil)
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string]*Package{}
	for _, p := range packages {
		if byPath[p.Path] != nil {
			t.Errorf("package %s is returned twice", p.Path)
		}
		byPath[p.Path] = p
	}
	return byPath, append(failures, more...), program
}

// shown formats a failure as tests compare it.
func shown(f finding.Failure) string {
	return fmt.Sprintf("%s: %s:%d:%d: %s", f.Input, f.At.File, f.At.Line, f.At.Column, f.Message)
}

// reported formats the diagnostics of packages in order of path.
func reported(p *Program, packages map[string]*Package) []string {
	var all []string
	for _, pkg := range packages {
		for _, d := range pkg.Diagnostics {
			at := p.place(p.Fset.Position(d.Pos))
			all = append(all, fmt.Sprintf("%s:%d: %s: %s", at.File, at.Line, d.Analyzer.Name, d.Message))
		}
	}
	slices.Sort(all)
	return all
}
