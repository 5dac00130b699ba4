// Package sources says which files of a package count.
//
// Drivers that know of no flag of ours, as go vet and golangci-lint, hand a pass
// the files of tests beside the others. What a test calls, converts or imports
// says nothing of the program: with it a server that a test fills would be
// served, and a package that a test imports testing in would be there for tests.
package sources

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/options"
)

// Files returns the files of the package that count: those of tests do where the
// policy in force says so.
func Files(pass *analysis.Pass) []*ast.File {
	if options.Current().Tests || !slices.ContainsFunc(pass.Files, isTest(pass)) {
		return pass.Files
	}
	return slices.DeleteFunc(slices.Clone(pass.Files), isTest(pass))
}

// Imports returns the packages that the files which count import.
func Imports(pass *analysis.Pass) []*types.Package {
	files := Files(pass)
	if len(files) == len(pass.Files) {
		return pass.Pkg.Imports()
	}
	var list []*types.Package
	for _, file := range files {
		for _, spec := range file.Imports {
			if name := pass.TypesInfo.PkgNameOf(spec); name != nil && !slices.Contains(list, name.Imported()) {
				list = append(list, name.Imported())
			}
		}
	}
	return list
}

// Built returns the files to build the functions of, and the facts of types to do
// it with. Those of tests are among the files where they declare a method of a
// type that counts: a value of the type has it, whoever makes the value. What
// tests set variables to is left out in any case.
func Built(pass *analysis.Pass) ([]*ast.File, *types.Info) {
	files := Files(pass)
	if len(files) == len(pass.Files) {
		return files, pass.TypesInfo
	}
	info := *pass.TypesInfo
	info.InitOrder = nil
	for _, v := range pass.TypesInfo.InitOrder {
		if within(files, v.Rhs) {
			info.InitOrder = append(info.InitOrder, v)
		}
	}
	for _, file := range pass.Files {
		if isTest(pass)(file) && slices.ContainsFunc(file.Decls, func(d ast.Decl) bool { return extends(pass, files, d) }) {
			return pass.Files, &info
		}
	}
	return files, &info
}

// extends reports whether the declaration is a method of a type that one of the
// files declares.
func extends(pass *analysis.Pass, files []*ast.File, decl ast.Decl) bool {
	fn, ok := decl.(*ast.FuncDecl)
	if !ok || fn.Recv == nil {
		return false
	}
	obj, ok := pass.TypesInfo.Defs[fn.Name].(*types.Func)
	if !ok || obj.Signature().Recv() == nil {
		return false
	}
	t := obj.Signature().Recv().Type()
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && within(files, named.Obj())
}

// within reports whether a node or an object stands in one of the files.
func within(files []*ast.File, at interface{ Pos() token.Pos }) bool {
	return slices.ContainsFunc(files, func(f *ast.File) bool { return f.FileStart <= at.Pos() && at.Pos() < f.FileEnd })
}

// isTest says of a file whether the go command builds it for tests alone.
func isTest(pass *analysis.Pass) func(*ast.File) bool {
	return func(file *ast.File) bool {
		at := pass.Fset.File(file.FileStart)
		return at != nil && strings.HasSuffix(at.Name(), "_test.go")
	}
}
