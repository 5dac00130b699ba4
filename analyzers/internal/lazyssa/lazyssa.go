// Package lazyssa builds the SSA form of a package when a pass first asks for
// it. It makes no facts: a pass that exports facts runs on every dependency
// under some drivers, and must be able to return before SSA is paid for.
package lazyssa

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"reflect"
	"slices"

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
	p.declareImports(prog)
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

// declareImports makes the packages that this one imports, with those of their
// functions and variables that it mentions: all that they declare is many times as
// much. Created of types alone, they would have all of it, so that what is mentioned is
// handed over as a file that declares it, as constants, which have no syntax to build
// anything of.
func (p *Package) declareImports(prog *ssa.Program) {
	mentioned := map[*types.Package]map[*ast.Ident]types.Object{}
	seen := map[types.Object]bool{}
	for id, obj := range p.pass.TypesInfo.Uses {
		switch o := obj.(type) {
		case *types.Func:
			if recv := o.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
				continue
			}
			obj = o.Origin()
		case *types.Var:
			if o.Parent() == nil || o.Pkg() == nil || o.Parent() != o.Pkg().Scope() {
				continue
			}
		default:
			continue
		}
		if obj.Pkg() == nil || obj.Pkg() == p.pass.Pkg || seen[obj] {
			continue
		}
		seen[obj] = true
		if mentioned[obj.Pkg()] == nil {
			mentioned[obj.Pkg()] = map[*ast.Ident]types.Object{}
		}
		mentioned[obj.Pkg()][id] = obj
	}
	for _, imp := range p.pass.Pkg.Imports() {
		names := &ast.ValueSpec{Names: slices.Collect(maps.Keys(mentioned[imp]))}
		file := &ast.File{Decls: []ast.Decl{&ast.GenDecl{Tok: token.CONST, Specs: []ast.Spec{names}}}}
		prog.CreatePackage(imp, []*ast.File{file}, &types.Info{Defs: mentioned[imp]}, true)
	}
}

func (p *Package) add(fn *ssa.Function) {
	if fn == nil {
		return // a blank function: no one can call it
	}
	p.funcs = append(p.funcs, fn)
	returnsDirectly(fn)
	for _, anon := range fn.AnonFuncs {
		p.add(anon)
	}
}

// returnsDirectly makes a function that defers calls return what stands behind its
// returns. It is built to store that in variables, which what is deferred may change
// while it recovers, and to return what is in them then: where only the function
// itself knows a variable, that is what was stored last. Where nothing that is
// deferred recovers, nothing is returned after a panic.
func returnsDirectly(fn *ssa.Function) {
	if fn.Recover == nil {
		return
	}
	if !recovers(fn) {
		fn.Blocks = slices.DeleteFunc(fn.Blocks, func(b *ssa.BasicBlock) bool { return b == fn.Recover })
		for i, b := range fn.Blocks {
			b.Index = i
		}
		fn.Recover = nil
	}
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || b == fn.Recover {
			continue
		}
		for i, result := range ret.Results {
			if load, ok := result.(*ssa.UnOp); ok && load.Op == token.MUL && load.Block() == b {
				if stored := storedLast(load); stored != nil {
					ret.Results[i] = stored
					move(ret, load, stored)
				}
			}
		}
	}
}

// recovers reports whether a function defers one of the package that recovers. Those
// of other packages are there to close and to unlock.
func recovers(fn *ssa.Function) bool {
	isRecover := func(instr ssa.Instruction) bool {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			return false
		}
		b, ok := call.Common().Value.(*ssa.Builtin)
		return ok && b.Name() == "recover"
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			d, ok := instr.(*ssa.Defer)
			if !ok {
				continue
			}
			if deferred := d.Call.StaticCallee(); deferred != nil && slices.ContainsFunc(deferred.Blocks, func(b *ssa.BasicBlock) bool { return slices.ContainsFunc(b.Instrs, isRecover) }) {
				return true
			}
		}
	}
	return false
}

// storedLast returns what the block of the load stored last in the variable that is
// loaded, nil if it stored nothing there or others may have.
func storedLast(load *ssa.UnOp) ssa.Value {
	variable, ok := load.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	for _, ref := range *variable.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != variable {
				return nil
			}
		case *ssa.UnOp, *ssa.DebugRef:
		default:
			return nil
		}
	}
	var stored ssa.Value
	for _, instr := range load.Block().Instrs {
		if instr == ssa.Instruction(load) {
			break
		}
		if st, ok := instr.(*ssa.Store); ok && st.Addr == variable {
			stored = st.Val
		}
	}
	return stored
}

// move makes the user of one value, once, a user of another.
func move(user ssa.Instruction, from, to ssa.Value) {
	refs := from.Referrers()
	if i := slices.Index(*refs, user); i >= 0 {
		*refs = slices.Delete(*refs, i, i+1)
	}
	if refs := to.Referrers(); refs != nil {
		*refs = append(*refs, user)
	}
}
