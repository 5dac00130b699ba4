package driver

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"

	"github.com/apiward/apiward/cmd/internal/cache"
	"github.com/apiward/apiward/cmd/internal/finding"
)

// checked is what parsing and type-checking made of a unit.
type checked struct {
	types *types.Package // never nil; incomplete where the unit is broken
	// files and info are dropped as soon as the unit is analysed: they are
	// most of the memory of a run.
	files []*ast.File
	info  *types.Info
	// sums are those of the files' texts, by absolute name: who comes back to a
	// file must find it as it was analysed.
	sums map[string][sha256.Size]byte
	// shape is what the files declare.
	shape shape

	failure *finding.Failure // nil where the unit may be analysed
	// cause is the package that the failure comes from, "" where there is none.
	cause string
}

// check parses and type-checks u against the units that it imports. It goes on
// behind errors, so that importers find what is there. Without bodies, what is
// in functions is left out: importers see no difference, and nobody else must
// look at it.
func (r *run) check(u *unit, bodies bool) (c *checked) {
	if !r.released {
		r.readExports(u)
	}
	c = &checked{types: types.NewPackage(u.path, u.Name), sums: map[string][sha256.Size]byte{}}
	var errs []error
	defer func() {
		if v := recover(); v != nil {
			errs = append(errs, fmt.Errorf("the type checker failed: %v", v))
		}
		r.blame(u, c, errs)
	}()
	mode, shaper := parser.SkipObjectResolution, newShaper()
	if bodies {
		mode = parser.ParseComments
	}
	for _, name := range u.sources() {
		text, err := r.text(name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		c.sums[name] = sha256.Sum256(text)
		file, err := parser.ParseFile(r.Fset, name, text, mode)
		if err != nil {
			errs = append(errs, err)
		}
		if file != nil {
			c.files = append(c.files, file)
			shaper.file(r.Fset, file, text)
		}
	}
	c.shape = shaper.shape()
	if s := r.states[u]; s != nil && s.read && r.ownKey(u, c.sums) != s.own {
		r.torn.Store(true)
	}
	if bodies {
		c.info = &types.Info{
			Types:        map[ast.Expr]types.TypeAndValue{},
			Defs:         map[*ast.Ident]types.Object{},
			Uses:         map[*ast.Ident]types.Object{},
			Implicits:    map[ast.Node]types.Object{},
			Instances:    map[*ast.Ident]types.Instance{},
			Scopes:       map[ast.Node]*types.Scope{},
			Selections:   map[*ast.SelectorExpr]*types.Selection{},
			FileVersions: map[*ast.File]string{},
		}
	}
	config := &types.Config{
		Importer:         importer(func(path string) (*types.Package, error) { return r.resolve(u, path) }),
		Sizes:            r.sizes,
		IgnoreFuncBodies: !bodies,
		Error:            func(err error) { errs = append(errs, err) },
	}
	if u.module != nil && u.module.GoVersion != "" {
		config.GoVersion = "go" + u.module.GoVersion
	}
	// Check's own error is the first that config.Error was told.
	_ = types.NewChecker(config, r.Fset, c.types, c.info).Files(c.files)
	if len(errs) == 0 && bodies && u.firstParty && r.brokenImport(u) != "" {
		if err := r.untyped(c); err != nil {
			errs = append(errs, err)
		}
	}
	return c
}

// untyped returns the first expression whose type is not known. What a broken
// package leaves undefined is an error there and not in its importers, where
// the checker lets it pass; no pass can make anything of it.
func (r *run) untyped(c *checked) error {
	for _, file := range c.files {
		var found ast.Expr
		ast.Inspect(file, func(n ast.Node) bool {
			if e, ok := n.(ast.Expr); ok && found == nil && isUntyped(e, c.info) {
				found = e
			}
			return found == nil
		})
		if found != nil {
			what := "expression"
			if _, ok := found.(*ast.CallExpr); ok {
				what = "call"
			}
			return types.Error{Fset: r.Fset, Pos: found.Pos(), Msg: "the type of this " + what + " is not known"}
		}
	}
	return nil
}

// isUntyped reports whether the type of an expression is missing, or one that was
// declared and could not be made.
func isUntyped(e ast.Expr, info *types.Info) bool {
	tv, known := info.Types[e]
	if !known {
		switch e := e.(type) {
		case *ast.CallExpr:
			return true
		case *ast.Ident: // of a value that could not be made, of which nothing is recorded
			switch obj := info.Uses[e].(type) {
			case *types.Const:
				return obj.Type() == types.Typ[types.Invalid]
			case *types.Var:
				return obj.Type() == types.Typ[types.Invalid]
			}
		}
		return false // others are names in front of what has a type
	}
	return tv.Type == nil || tv.Type.Underlying() == types.Typ[types.Invalid]
}

// typesOf returns the types of a unit as its importers see them, always the same.
func (r *run) typesOf(u *unit) *types.Package {
	s := r.states[u]
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.shown == nil {
		s.shown = r.check(u, false).types
	}
	return s.shown
}

// check checks a unit that is to be analysed.
func (s *state) check(r *run, u *unit) {
	c := r.check(u, u.firstParty || u.outsider)
	s.lock.Lock()
	defer s.lock.Unlock()
	s.checked = c
	if s.shown == nil {
		s.shown = c.types
	}
}

// shape is what files declare: what importers can see of them, and where it stands.
// Bodies of functions and comments are not in it, nor functions and methods that nobody
// else can call, unless a declaration names them: it takes its type from what they
// return, or an interface asks for them. Unexported types and values are, because types
// that are exported are made of them.
type shape struct {
	text  cache.Key // of all that is written there, but for its lines
	decls []declared
}

// declared says where a declaration stands, as far as it is in the shape.
type declared struct {
	file                  string
	line, column, endLine int
}

type shaper struct {
	cache.Hash
	decls []declared
	named map[string]bool // what declarations and heads of functions speak of
	own   []ownFunction   // in the order of the files
}

// ownFunction is a function, or a method, that nobody else can call.
type ownFunction struct {
	name string
	head []byte
	at   declared
}

func newShaper() *shaper { return &shaper{Hash: cache.NewHash("shape"), named: map[string]bool{}} }

// file adds a file with its text.
func (s *shaper) file(fset *token.FileSet, file *ast.File, text []byte) {
	tf := fset.File(file.FileStart)
	s.Text(filepath.Base(tf.Name()), file.Name.Name, file.GoVersion)
	for _, decl := range file.Decls {
		end, kind := decl.End(), "whole"
		fn, ok := decl.(*ast.FuncDecl)
		if ok && fn.Body != nil {
			end, kind = fn.Body.Lbrace, "head"
		}
		head := text[tf.Offset(decl.Pos()):tf.Offset(end)]
		start := fset.Position(decl.Pos())
		at := declared{filepath.Base(start.Filename), start.Line, start.Column, start.Line + bytes.Count(head, []byte("\n"))}
		if !ok {
			s.speaksOf(decl)
		} else {
			s.speaksOf(fn.Type)
		}
		if ok && !fn.Name.IsExported() {
			s.own = append(s.own, ownFunction{fn.Name.Name, head, at})
			continue
		}
		s.Text(kind)
		s.Bytes(head)
		s.decls = append(s.decls, at)
	}
}

// speaksOf notes the names in a declaration.
func (s *shaper) speaksOf(decl ast.Node) {
	ast.Inspect(decl, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			s.named[id.Name] = true
		}
		return true
	})
}

// shape returns the shape of all that was added.
func (s *shaper) shape() shape {
	for _, fn := range s.own {
		if s.named[fn.name] {
			s.Text("own", fn.name)
			s.Bytes(fn.head)
			s.decls = append(s.decls, fn.at)
		}
	}
	return shape{s.Key(), s.decls}
}

// importer makes a function a types.Importer.
type importer func(path string) (*types.Package, error)

// Import calls f.
func (f importer) Import(path string) (*types.Package, error) { return f(path) }

// resolve returns the package that u means by an import path.
func (r *run) resolve(u *unit, path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	id := path
	if mapped, ok := u.ImportMap[path]; ok {
		id = mapped
	}
	for _, dep := range u.deps {
		if dep.ImportPath == id {
			return r.typesOf(dep), nil
		}
	}
	if r.released && r.missing[id] == nil {
		if err := r.readExport(r.listed[id], id); err != nil {
			return nil, err
		}
	}
	if pkg := r.exported[id]; pkg != nil && pkg.Complete() {
		return pkg, nil
	}
	if err := r.missing[id]; err != nil {
		return nil, err
	}
	return nil, errors.New("go list does not name it")
}

// blame turns the errors of a check into a failure and its cause. Where an
// importer of a broken unit has errors too, they are taken for its echo: which
// of them are cannot be told from the outside.
func (r *run) blame(u *unit, c *checked, errs []error) {
	if len(errs) == 0 {
		return
	}
	c.files, c.info = nil, nil
	at, message, n := r.first(errs)
	advice := advise(u, message)
	c.cause = r.brokenImport(u)
	if c.cause != "" {
		advice = "it imports " + c.cause + ", which is broken: repair that package first"
	} else {
		c.cause = u.ImportPath
	}
	c.failure = &finding.Failure{Input: u.ImportPath, At: at, Message: message + more(n) + ": " + advice}
}

// brokenImport returns the package that breaks an import of u, "" if none does.
func (r *run) brokenImport(u *unit) string {
	for _, id := range u.Imports {
		if r.rejected[id] {
			return id
		}
	}
	for _, dep := range u.deps {
		if cause := r.states[dep].cause; cause != "" {
			return cause
		}
	}
	return ""
}

// advise says what to do about an error of u's own.
func advise(u *unit, message string) string {
	switch {
	case strings.Contains(message, "application built with"):
		return rebuild("")
	case strings.HasPrefix(message, "could not import "):
		path, _, _ := strings.Cut(strings.TrimPrefix(message, "could not import "), " ")
		if u.module != nil && strings.HasPrefix(path, u.module.Path+"/") {
			return "there is no such package in this module: correct the import, or create the package"
		}
		return remedy(message)
	}
	return "see that go vet " + u.path + " works"
}

// first returns the place and text of the first error, and how many there are.
// Syntax errors come first: most others follow from them.
func (r *run) first(errs []error) (at finding.Range, message string, n int) {
	for _, err := range errs {
		if list, ok := errors.AsType[scanner.ErrorList](err); ok && len(list) > 0 {
			if n == 0 {
				at, message = r.place(list[0].Pos), list[0].Msg
			}
			n += len(list)
		}
	}
	if n > 0 {
		return at, message, n
	}
	message = errs[0].Error()
	if err, ok := errors.AsType[types.Error](errs[0]); ok {
		at, message = r.place(err.Fset.Position(err.Pos)), err.Msg
	}
	return at, oneLine(message), len(errs)
}
