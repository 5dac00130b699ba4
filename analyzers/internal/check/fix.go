package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"

	"github.com/apiward/apiward/analyzers/edit"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
)

// Fixer writes the fix of one finding and returns what it does, or false where
// the rewrite is not certain: wherever a reader would have to think about it.
type Fixer func(*Rewrite) (message string, ok bool)

// Fixing marks the rules that write fixes, by standing among what they
// require. A pass that has findings of a rule for it writes their fixes,
// instead of looking for findings: a driver that judges a whole program has no
// syntax by then, and shows each package again to the rules that found
// something there.
var Fixing = &analysis.Analyzer{
	Name: "apiward_fixing",
	Doc:  "mark the rules that write fixes",
	URL:  "https://pkg.go.dev/github.com/apiward/apiward/analyzers",
	Run:  func(*analysis.Pass) (any, error) { return nil, nil },
}

// Rewrite is a finding in its syntax, and the fix of it that is being written.
type Rewrite struct {
	Finding *link.Finding
	File    *ast.File
	Pkg     *types.Package
	Info    *types.Info
	Policy  *rules.Policy
	Path    []ast.Node // what stands at the finding, from the innermost node to the file

	src   []byte
	lines []int // offsets at which lines start
	edits []edit.Edit
}

// Call returns the call that the finding stands at, nil if it is none. A call
// stands where the name that it calls does, or its parenthesis.
func (r *Rewrite) Call() *ast.CallExpr {
	at := r.pos(r.Finding.Stands())
	for _, n := range r.Path {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			continue
		}
		if id := calleeName(call); at == call.Lparen || id != nil && at == id.Pos() {
			return call
		}
	}
	return nil
}

func calleeName(call *ast.CallExpr) *ast.Ident {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return fun
	case *ast.SelectorExpr:
		return fun.Sel
	case *ast.IndexExpr:
		return calleeName(&ast.CallExpr{Fun: fun.X})
	case *ast.IndexListExpr:
		return calleeName(&ast.CallExpr{Fun: fun.X})
	}
	return nil
}

// Text returns the source of a node.
func (r *Rewrite) Text(n ast.Node) string { return string(r.src[r.offset(n.Pos()):r.offset(n.End())]) }

// Indent returns the blanks that the line of a place begins with.
func (r *Rewrite) Indent(at token.Pos) string {
	start := r.offset(at)
	for start > 0 && r.src[start-1] != '\n' {
		start--
	}
	end := start
	for end < len(r.src) && (r.src[end] == ' ' || r.src[end] == '\t') {
		end++
	}
	return string(r.src[start:end])
}

// Callee returns the function or method that is called, nil for the value of a
// variable.
func (r *Rewrite) Callee(call *ast.CallExpr) *types.Func {
	id := calleeName(call)
	if id == nil {
		return nil
	}
	fn, _ := r.Info.Uses[id].(*types.Func)
	return fn
}

// Statement returns the statement before which something can be put that is to
// happen before first: of the innermost list of statements around the finding
// that holds first too, the one that does. It is nil for one with a label,
// which a jump gets to.
func (r *Rewrite) Statement(first ast.Node) ast.Stmt {
	for _, n := range r.Path {
		for _, s := range listOf(n) {
			if s.Pos() <= first.Pos() && first.End() <= s.End() {
				if _, labelled := s.(*ast.LabeledStmt); labelled {
					return nil
				}
				return s
			}
		}
	}
	return nil
}

// Earlier returns the statements before one in its list.
func (r *Rewrite) Earlier(stmt ast.Stmt) []ast.Stmt {
	for _, n := range r.Path {
		if i := slices.Index(listOf(n), stmt); i >= 0 {
			return listOf(n)[:i]
		}
	}
	return nil
}

func listOf(n ast.Node) []ast.Stmt {
	switch n := n.(type) {
	case *ast.BlockStmt:
		if len(n.List) > 0 {
			switch n.List[0].(type) {
			case *ast.CaseClause, *ast.CommClause:
				return nil // nothing stands between cases
			}
		}
		return n.List
	case *ast.CaseClause:
		return n.Body
	case *ast.CommClause:
		return n.Body
	}
	return nil
}

// LineBefore returns where a line goes that is to stand before a statement:
// before the comment above it, if there is one.
func (r *Rewrite) LineBefore(stmt ast.Stmt) token.Pos {
	at := stmt.Pos()
	for _, c := range r.File.Comments {
		if c.End() > stmt.Pos() {
			break
		}
		between := string(r.src[r.offset(c.End()):r.offset(stmt.Pos())])
		start := r.offset(c.Pos()) - len(r.Indent(c.Pos()))
		alone := start == 0 || r.src[start-1] == '\n'
		if alone && strings.TrimSpace(between) == "" && strings.Count(between, "\n") == 1 {
			at = c.Pos()
		}
	}
	return at
}

// Replace puts text in the place of what stands between two places.
func (r *Rewrite) Replace(from, to token.Pos, text string) {
	r.edits = append(r.edits, edit.Edit{Start: r.offset(from), End: r.offset(to), New: text})
}

// Insert puts text before what stands at the place.
func (r *Rewrite) Insert(at token.Pos, text string) { r.Replace(at, at, text) }

// Import returns the name by which the package of the standard library is
// known at a place in the file, and imports it where the file does not. It
// reports false where something else has the name.
func (r *Rewrite) Import(importPath string, at token.Pos) (name string, ok bool) {
	scope := r.Pkg.Scope().Innermost(at)
	if scope == nil {
		return "", false
	}
	for _, spec := range r.File.Imports {
		if p, _ := strconv.Unquote(spec.Path.Value); p != importPath {
			continue
		}
		imported := r.Info.PkgNameOf(spec)
		if imported == nil || imported.Name() == "_" || imported.Name() == "." {
			continue
		}
		_, found := scope.LookupParent(imported.Name(), at)
		return imported.Name(), found == imported
	}
	name = path.Base(importPath)
	if _, taken := scope.LookupParent(name, at); taken != nil {
		return "", false
	}
	r.edits = append(r.edits, edit.Import(r.src, r.File, importPath))
	return name, true
}

func (r *Rewrite) offset(p token.Pos) int { return int(p - r.File.FileStart) }

// pos returns where a position in the file is, NoPos if it is not there.
func (r *Rewrite) pos(at link.Pos) token.Pos {
	if at.Line < 1 || at.Line > len(r.lines) {
		return token.NoPos
	}
	return r.File.FileStart + token.Pos(r.lines[at.Line-1]+max(at.Column-1, 0))
}

// fixer writes fixes in one package.
type fixer struct {
	pass  *analysis.Pass
	write Fixer
	files map[string]*source // by base name, nil where a file is not to be changed
}

// source is a file with its text.
type source struct {
	name   string // base
	syntax *ast.File
	text   []byte
	lines  []int // offsets at which lines start
	edited *edit.Source
}

// draft is a fix that nobody has checked yet.
type draft struct {
	finding *link.Finding
	message string
	source  *source
	edits   []edit.Edit
}

// fix writes the fixes of the findings in the pass's package that can be fixed
// there, and leaves those that hold.
func fix(pass *analysis.Pass, write []Fixer, findings []link.Finding) {
	if len(write) == 0 || pass.ReadFile == nil {
		return
	}
	f := &fixer{pass: pass, write: write[0], files: map[string]*source{}}
	var drafts []draft
	for i := range findings {
		if d, ok := f.draft(&findings[i]); ok {
			drafts = append(drafts, d)
		}
	}
	for _, d := range f.holding(drafts) {
		d.finding.Fix = d.plain(pass.Pkg.Path())
	}
}

// draft has the rule write the fix of a finding.
func (f *fixer) draft(found *link.Finding) (draft, bool) {
	at := found.Stands()
	if at != found.At || at.Package != f.pass.Pkg.Path() || at.IsZero() {
		return draft{}, false
	}
	src := f.source(at.File)
	if src == nil {
		return draft{}, false
	}
	r := &Rewrite{Finding: found, File: src.syntax, Pkg: f.pass.Pkg, Info: f.pass.TypesInfo, Policy: Policy(f.pass).In(rules.Where{File: fileOf(f.pass, Policy(f.pass), at)}), src: src.text, lines: src.lines}
	pos := r.pos(at)
	if !pos.IsValid() || pos >= src.syntax.FileEnd {
		return draft{}, false
	}
	r.Path, _ = astutil.PathEnclosingInterval(src.syntax, pos, pos+1)
	message, ok := f.write(r)
	if !ok || len(r.edits) == 0 {
		return draft{}, false
	}
	_, edits, err := src.edited.Tidy(r.edits)
	if err != nil {
		return draft{}, false
	}
	return draft{found, message, src, edits}, true
}

// source returns the file of the package with the base name, nil where it is
// not to be changed: one that something generates, or whose lines are said to
// be those of another.
func (f *fixer) source(name string) *source {
	if src, ok := f.files[name]; ok {
		return src
	}
	f.files[name] = nil
	for _, syntax := range f.pass.Files {
		file := f.pass.Fset.File(syntax.FileStart)
		if file == nil || filepath.Base(file.Name()) != name {
			continue
		}
		text, err := f.pass.ReadFile(file.Name())
		if err != nil || len(text) != file.Size() || ast.IsGenerated(syntax) || f.isElsewhere(syntax) {
			return nil
		}
		f.files[name] = &source{name, syntax, text, file.Lines(), edit.NewSource(text, syntax)}
	}
	return f.files[name]
}

// isElsewhere reports whether a line directive says that the file is another,
// or cgo wrote it.
func (f *fixer) isElsewhere(syntax *ast.File) bool {
	end := syntax.FileEnd - 1
	if f.pass.Fset.PositionFor(end, true) != f.pass.Fset.PositionFor(end, false) {
		return true
	}
	return slices.ContainsFunc(syntax.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == `"C"` })
}

// plain returns the fix as data that means the same everywhere.
func (d *draft) plain(pkg string) *link.Fix {
	out := &link.Fix{Message: d.message}
	for _, e := range d.edits {
		out.Edits = append(out.Edits, link.Edit{Start: d.source.place(pkg, e.Start), End: d.source.place(pkg, e.End), New: e.New})
	}
	return out
}

// place returns the position of an offset.
func (s *source) place(pkg string, offset int) link.Pos {
	line, found := slices.BinarySearch(s.lines, offset)
	if !found {
		line--
	}
	return link.Pos{Package: pkg, File: s.name, Line: line + 1, Column: offset - s.lines[line] + 1}
}

// suggested returns the fix as drivers of others show it.
func (p places) suggested(f *link.Fix) []analysis.SuggestedFix {
	if f == nil {
		return nil
	}
	out := analysis.SuggestedFix{Message: f.Message}
	for _, e := range f.Edits {
		out.TextEdits = append(out.TextEdits, analysis.TextEdit{Pos: p.pos(e.Start), End: p.pos(e.End), NewText: []byte(e.New)})
	}
	return []analysis.SuggestedFix{out}
}
