package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
)

// source is one file of a package that is looked at, with its types.
type source struct {
	*analysis.Pass
	file   *ast.File
	root   inspector.Cursor
	path   string // absolute
	name   string // slash path relative to the service
	text   []byte
	model  *knowledge
	origin *origins
}

// sources returns the files of a package.
func (s *service) sources(pass *analysis.Pass) ([]*source, error) {
	var list []*source
	in := inspector.New(pass.Files)
	for file := range in.Root().Children() {
		path := pass.Fset.Position(file.Node().Pos()).Filename
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		name, err := filepath.Rel(s.dir, path)
		if err != nil || !filepath.IsLocal(name) {
			continue // what cgo made of a file lies elsewhere
		}
		list = append(list, &source{Pass: pass, file: file.Node().(*ast.File), root: file, path: path, name: filepath.ToSlash(name),
			text: text, model: s.model, origin: s.origins})
	}
	return list, nil
}

// offset returns the place of pos in the text.
func (f *source) offset(pos token.Pos) int { return f.Fset.File(f.file.FileStart).Offset(pos) }

// code returns the text of a node.
func (f *source) code(n ast.Node) string { return string(f.text[f.offset(n.Pos()):f.offset(n.End())]) }

// replace returns the edit that puts text in the place of a node.
func (f *source) replace(n ast.Node, text string) edit {
	return edit{f.offset(n.Pos()), f.offset(n.End()), text}
}

// keep returns the edits that leave inner of outer.
func (f *source) keep(outer, inner ast.Node) []edit {
	return []edit{{f.offset(outer.Pos()), f.offset(inner.Pos()), ""}, {f.offset(inner.End()), f.offset(outer.End()), ""}}
}

// mutant returns a mutant at a node.
func (f *source) mutant(k kind, at ast.Node, what string, edits ...edit) *mutant {
	pos := f.Fset.PositionFor(at.Pos(), false)
	return &mutant{kind: k, file: f.name, path: f.path, line: pos.Line, column: pos.Column,
		first: pos.Line, last: f.Fset.PositionFor(at.End(), false).Line, what: what, edits: append(edits, f.repair(edits)...)}
}

// callee returns the function or method that a call names, nil if it is a value.
func (f *source) callee(call *ast.CallExpr) *types.Func {
	fn, _ := f.function(call.Fun)
	return fn
}

// function returns the function or method that an expression names.
func (f *source) function(e ast.Expr) (*types.Func, bool) {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		fn, ok := f.TypesInfo.Uses[e].(*types.Func)
		return fn, ok
	case *ast.SelectorExpr:
		fn, ok := f.TypesInfo.Uses[e.Sel].(*types.Func)
		return fn, ok
	case *ast.IndexExpr:
		return f.function(e.X)
	case *ast.IndexListExpr:
		return f.function(e.X)
	}
	return nil, false
}

// converts reports whether a call is a conversion.
func (f *source) converts(call *ast.CallExpr) bool { return f.TypesInfo.Types[call.Fun].IsType() }

// imported returns the name by which the file knows a package, and the edits
// that make it known. It reports false where the name means something else.
func (f *source) imported(path, name string, at token.Pos) (string, []edit, bool) {
	for _, spec := range f.file.Imports {
		if p := f.importOf(spec); p != nil && p.Imported().Path() == path && p.Name() != "_" && p.Name() != "." {
			_, obj := f.Pkg.Scope().Innermost(at).LookupParent(p.Name(), at)
			return p.Name(), nil, obj == p
		}
	}
	if _, obj := f.Pkg.Scope().Innermost(at).LookupParent(name, at); obj != nil {
		return "", nil, false
	}
	end := f.offset(f.file.Name.End())
	return name, []edit{{end, end, fmt.Sprintf("; import %s %q", name, path)}}, true
}

// importOf returns the name that an import declares, nil for none.
func (f *source) importOf(spec *ast.ImportSpec) *types.PkgName {
	if spec.Name != nil {
		p, _ := f.TypesInfo.Defs[spec.Name].(*types.PkgName)
		return p
	}
	p, _ := f.TypesInfo.Implicits[spec].(*types.PkgName)
	return p
}

// repair returns the edits that keep the file compiling where other edits take
// away the last use of a variable or an import.
func (f *source) repair(edits []edit) []edit {
	gone := func(pos token.Pos) bool {
		at := f.offset(pos)
		for _, e := range edits {
			if e.start <= at && at < e.end {
				return true
			}
		}
		return false
	}
	lost, left := map[types.Object]bool{}, map[types.Object]bool{}
	var order []types.Object
	for c := range f.root.Preorder((*ast.Ident)(nil)) {
		id := c.Node().(*ast.Ident)
		obj := f.TypesInfo.Uses[id]
		switch {
		case obj == nil || f.isAssigned(c):
		case !gone(id.Pos()):
			left[obj] = true
		case !lost[obj]:
			lost[obj] = true
			order = append(order, obj)
		}
	}
	var repairs []edit
	for _, obj := range order {
		// What is declared in the file elsewhere is never unused, and what goes with
		// its uses needs none.
		here := f.file.FileStart <= obj.Pos() && obj.Pos() < f.file.FileEnd
		if !left[obj] && here && !gone(obj.Pos()) {
			repairs = append(repairs, f.use(obj)...)
		}
	}
	return repairs
}

// isAssigned reports whether an identifier is written here and not read.
func (f *source) isAssigned(c inspector.Cursor) bool {
	assign, ok := c.Parent().Node().(*ast.AssignStmt)
	if !ok || assign.Tok != token.ASSIGN {
		return false
	}
	for _, l := range assign.Lhs {
		if l == c.Node() {
			return true
		}
	}
	return false
}

// use returns the edit by which an object is used that nothing else uses.
func (f *source) use(obj types.Object) []edit {
	switch obj := obj.(type) {
	case *types.PkgName:
		for _, spec := range f.file.Imports {
			if f.importOf(spec) != obj {
				continue
			}
			if spec.Name != nil {
				return []edit{f.replace(spec.Name, "_")}
			}
			at := f.offset(spec.Path.Pos())
			return []edit{{at, at, "_ "}}
		}
	case *types.Var:
		if obj.IsField() || obj.Parent() == f.Pkg.Scope() {
			return nil
		}
		c, ok := f.root.FindByPos(obj.Pos(), obj.Pos())
		if !ok {
			return nil
		}
		for at := range c.Enclosing((*ast.AssignStmt)(nil), (*ast.DeclStmt)(nil), (*ast.RangeStmt)(nil), (*ast.Field)(nil)) {
			switch n := at.Node().(type) {
			case *ast.Field:
				return nil // a parameter need not be used
			case *ast.RangeStmt:
				start := f.offset(n.Body.Lbrace) + 1
				return []edit{{start, start, " _ = " + obj.Name() + "; "}}
			}
			if _, list := at.Parent().Node().(*ast.BlockStmt); !list {
				return nil
			}
			end := f.offset(at.Node().End())
			return []edit{{end, end, "; _ = " + obj.Name()}}
		}
	}
	return nil
}
