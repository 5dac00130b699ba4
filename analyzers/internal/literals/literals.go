// Package literals finds the constants of a package that are credentials: by
// their shape, or because they are handed to what takes one. It looks at values as the type checker folded them, so that a
// key that is put together from two pieces is one key, and never at names.
package literals

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/secret"
)

// Analyzer yields a [Record].
var Analyzer = &analysis.Analyzer{
	Name:       "apiward_literals",
	Doc:        "find constants that are credentials",
	URL:        "https://pkg.go.dev/github.com/apiward/apiward/analyzers",
	Run:        run,
	ResultType: reflect.TypeFor[Record](),
}

// Record is the credentials in one package, by file and place.
type Record []Literal

// Literal is a constant that is a credential. What it says is nowhere in it.
type Literal struct {
	At flow.Position
	// Covers are the lines and columns at which the source spells it.
	Covers []flow.Position
	secret.Match
	Symbol string // the package and what the constant stands in, or belongs to
	// Taker is what takes it for a credential, "" where its shape alone says
	// that it is one, and Taken where that stands.
	Taker string
	Taken flow.Position
}

func run(pass *analysis.Pass) (any, error) {
	if !flow.FirstParty(pass) {
		return Record(nil), nil
	}
	w := walker{pass: pass}
	for _, file := range pass.Files {
		if w.isTest(file) {
			continue
		}
		w.file(file)
	}
	u := newUses(&w)
	for _, file := range pass.Files {
		if !w.isTest(file) {
			u.file(file)
		}
	}
	return w.record, nil
}

func (w *walker) isTest(file *ast.File) bool {
	return strings.HasSuffix(w.pass.Fset.Position(file.Package).Filename, "_test.go")
}

// walker finds the outermost constant expressions of a package.
type walker struct {
	pass   *analysis.Pass
	record Record
	symbol string
}

func (w *walker) file(file *ast.File) {
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if fn, ok := w.pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
				w.symbol = fn.FullName()
			}
			w.walk(decl)
		case *ast.GenDecl:
			if decl.Tok == token.IMPORT {
				continue
			}
			for _, spec := range decl.Specs {
				w.symbol = w.pass.Pkg.Path()
				if spec, ok := spec.(*ast.ValueSpec); ok {
					w.symbol += "." + spec.Names[0].Name
				}
				w.walk(spec)
			}
		}
	}
}

func (w *walker) walk(root ast.Node) {
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			w.walkField(n)
			return false
		case *ast.Ident:
			return false // the constant is judged where it is declared
		case *ast.SelectorExpr, *ast.CompositeLit, *ast.FuncLit:
			return true
		case ast.Expr:
			value := w.pass.TypesInfo.Types[n].Value
			if value == nil {
				return true
			}
			if value.Kind() == constant.String {
				w.judge(n, constant.StringVal(value))
			}
			return false // one constant, one judgement
		}
		return true
	})
}

// walkField looks at a field's type, which may hold a function or the length of
// an array. Its tag is for programs that look for fields.
func (w *walker) walkField(f *ast.Field) {
	if f.Type != nil {
		w.walk(f.Type)
	}
}

// judge adds the expression if it is a credential.
func (w *walker) judge(e ast.Expr, value string) {
	covers := w.spelled(e)
	if len(covers) == 0 {
		return // a name: the constant is judged where it is declared
	}
	m, ok := secret.Find(value)
	if !ok || w.named(e, m) {
		return
	}
	w.record = append(w.record, Literal{At: w.place(e, m.Start, covers[0]), Covers: covers, Match: m, Symbol: w.symbol})
}

// place returns where the byte of the expression's value stands: a key in the
// middle of a file is shown there. other is for a byte that is no literal's.
func (w *walker) place(e ast.Expr, offset int, other flow.Position) (at flow.Position) {
	at = other
	ast.Inspect(e, func(n ast.Node) bool {
		leaf, ok := n.(ast.Expr)
		if !ok || offset < 0 {
			return false
		}
		value := w.pass.TypesInfo.Types[leaf].Value
		switch leaf := leaf.(type) {
		case *ast.BasicLit:
			if value == nil || value.Kind() != constant.String {
				return false
			}
			text := constant.StringVal(value)
			if offset < len(text) {
				line := 0
				if leaf.Value[0] == '`' {
					line = strings.Count(text[:offset], "\n")
				}
				at = w.lines(leaf)[line]
			}
			offset -= len(text)
			return false
		case *ast.Ident, *ast.SelectorExpr:
			if value != nil && value.Kind() == constant.String {
				offset -= len(constant.StringVal(value))
			}
			return false
		}
		return true
	})
	return at
}

// named reports whether the credential is all in a constant that the
// expression refers to.
func (w *walker) named(e ast.Expr, m secret.Match) (found bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if c, ok := w.pass.TypesInfo.Uses[id].(*types.Const); ok && c.Val().Kind() == constant.String {
				part, is := secret.Find(constant.StringVal(c.Val()))
				found = found || is && part.What == m.What
			}
		}
		return !found
	})
	return found
}

// spelled returns the places of the literals in a constant expression, one for
// each line.
func (w *walker) spelled(e ast.Expr) (places []flow.Position) {
	joined := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				places = append(places, w.lines(n)...)
			}
		case *ast.BinaryExpr:
			joined = true
		}
		return true
	})
	if len(places) == 0 && joined {
		return []flow.Position{w.position(e.Pos(), int(e.End()-e.Pos()))} // names alone make it what it is
	}
	return places
}

// lines returns the places that a literal covers.
func (w *walker) lines(lit *ast.BasicLit) (places []flow.Position) {
	pos := lit.Pos()
	for line := range strings.SplitSeq(lit.Value, "\n") {
		// The scanner drops carriage returns from raw literals, so that a later
		// line is found by its number and not by its distance.
		places = append(places, w.position(pos, len(line)))
		file := w.pass.Fset.File(pos)
		if next := file.Line(pos) + 1; next <= file.LineCount() {
			pos = file.LineStart(next)
		}
	}
	return places
}

func (w *walker) position(pos token.Pos, width int) flow.Position {
	p := w.pass.Fset.Position(pos)
	return flow.Position{Package: w.pass.Pkg.Path(), File: filepath.Base(p.Filename), Line: p.Line, Column: p.Column, Width: width}
}
