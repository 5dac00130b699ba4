// Package lazyssa builds the SSA form of a package when a pass first asks for
// it. It makes no facts: a pass that exports facts runs on every dependency
// under some drivers, and must be able to return before SSA is paid for.
package lazyssa

import (
	"go/ast"
	"go/types"
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/sources"
)

// Analyzer yields a *[Package].
var Analyzer = &analysis.Analyzer{
	Name:       "apiward_ssa",
	Doc:        "build SSA on first use",
	URL:        "https://pkg.go.dev/github.com/apiward/apiward/analyzers",
	Run:        func(pass *analysis.Pass) (any, error) { return &Package{pass: pass}, nil },
	ResultType: reflect.TypeFor[*Package](),
}

// Package is the SSA form of one package. Passes of one package run one after
// another or wait for each other by Requires, so it needs no lock: Build is
// called by the flow pass before any other can.
type Package struct {
	pass  *analysis.Pass
	built bool
	pkg   *ssa.Package
	funcs []*ssa.Function
}

// Build returns the package and its source functions, function literals after
// the function they stand in, in source order; the package initializer first.
// Those of files that do not count are left out.
// noReturn reports whether a function of another package never returns.
func (p *Package) Build(noReturn func(*types.Func) bool) (*ssa.Package, []*ssa.Function) {
	if p.built {
		return p.pkg, p.funcs
	}
	p.built = true
	prog := ssa.NewProgram(p.pass.Fset, ssa.InstantiateGenerics)
	prog.SetNoReturn(noReturn)
	for _, imp := range p.pass.Pkg.Imports() {
		prog.CreatePackage(imp, nil, nil, true)
	}
	files, info := sources.Built(p.pass)
	p.pkg = prog.CreatePackage(p.pass.Pkg, files, info, false)
	p.pkg.Build()

	p.add(p.pkg.Func("init"))
	for _, file := range sources.Files(p.pass) {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok {
				if obj, ok := p.pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
					p.add(prog.FuncValue(obj))
				}
			}
		}
	}
	return p.pkg, p.funcs
}

func (p *Package) add(fn *ssa.Function) {
	if fn == nil {
		return // a blank function: no one can call it
	}
	p.funcs = append(p.funcs, fn)
	for _, anon := range fn.AnonFuncs {
		p.add(anon)
	}
}
