// Package edit changes the text of files, above all those of Go: pure functions on bytes, for those
// who write a rewrite, those who check it and those who apply it.
package edit

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Edit replaces the bytes from Start up to, not including, End. Where the two
// are equal it inserts. New has plain line feeds, whatever the file has.
type Edit struct {
	Start, End int
	New        string
}

func compare(a, b Edit) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.New, b.New))
}

// Merge returns the edits of all lists in the order of their places, equal ones
// once: two rewrites may need the same import. It reports false where two that
// are not equal touch the same bytes, or insert at the same place, since
// nothing says which of them goes first.
func Merge(lists ...[]Edit) ([]Edit, bool) {
	all := slices.Concat(lists...)
	slices.SortFunc(all, compare)
	all = slices.Compact(all)
	for i := 1; i < len(all); i++ {
		if a, b := all[i-1], all[i]; b.Start < a.End || a.Start == b.Start {
			return nil, false
		}
	}
	return all, true
}

// Apply returns src with the edits made. A file whose lines all end with CR and
// LF keeps doing so.
func Apply(src []byte, edits []Edit) ([]byte, error) {
	edits, ok := Merge(edits)
	if !ok {
		return nil, fmt.Errorf("two edits touch the same text")
	}
	returns := HasReturns(src)
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(src) {
			return nil, fmt.Errorf("an edit of the bytes %d to %d does not fit a file of %d", e.Start, e.End, len(src))
		}
		out.Write(src[at:e.Start])
		if returns {
			e.New = strings.ReplaceAll(e.New, "\n", "\r\n")
		}
		out.WriteString(e.New)
		at = e.End
	}
	out.Write(src[at:])
	return out.Bytes(), nil
}

// HasReturns reports whether every line of src ends with CR and LF.
func HasReturns(src []byte) bool {
	n := bytes.Count(src, []byte("\n"))
	return n > 0 && n == bytes.Count(src, []byte("\r\n"))
}

// Format returns edited as gofmt has it, where that is what src was already:
// a file that its authors lay out otherwise keeps their layout.
func Format(src, edited []byte) []byte {
	if !isFormatted(src) {
		return edited
	}
	returns := HasReturns(src)
	formatted, err := format.Source(plain(edited))
	switch {
	case err != nil:
		return edited
	case returns:
		return bytes.ReplaceAll(formatted, []byte("\n"), []byte("\r\n"))
	}
	return formatted
}

func isFormatted(src []byte) bool {
	text := plain(src)
	formatted, err := format.Source(text)
	return err == nil && bytes.Equal(formatted, text)
}

// plain returns src with plain line feeds, if it has returns on every line.
func plain(src []byte) []byte {
	if !HasReturns(src) {
		return src
	}
	return bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
}

// Tidy makes the edits in src, and removes the imports that nothing uses any
// more because of them. It returns the text and all edits of src that lead to
// it. It fails where src or the result does not parse.
func Tidy(src []byte, edits []Edit) ([]byte, []Edit, error) {
	syntax, err := parse(src)
	if err != nil {
		return nil, nil, err
	}
	edited, edits, err := NewSource(src, syntax).Tidy(edits)
	if err != nil {
		return nil, nil, err
	}
	if _, err := parse(edited); err != nil {
		return nil, nil, err
	}
	return edited, edits, nil
}

// Source is the text of a Go file with its syntax, for those who try many edits
// of it.
type Source struct {
	text   []byte
	syntax *ast.File
	used   map[string][]int // by the name in front of a dot, where it stands
}

// NewSource returns the source of a file that was parsed from the text.
func NewSource(text []byte, syntax *ast.File) *Source {
	s := &Source{text, syntax, map[string][]int{}}
	qualifiers(syntax, func(x *ast.Ident) { s.used[x.Name] = append(s.used[x.Name], int(x.Pos()-syntax.FileStart)) })
	return s
}

// Tidy is [Tidy] for who compiles the result, which need not parse.
func (s *Source) Tidy(edits []Edit) ([]byte, []Edit, error) {
	edited, err := Apply(s.text, edits)
	if err != nil {
		return nil, nil, err
	}
	lost := slices.DeleteFunc(slices.Clone(s.syntax.Imports), func(spec *ast.ImportSpec) bool {
		places := s.used[nameOf(spec)]
		return len(places) == 0 || slices.ContainsFunc(places, func(at int) bool { return !covers(edits, at) })
	})
	if len(lost) == 0 {
		return edited, slices.Clone(edits), nil
	}
	after, err := parse(edited)
	if err != nil {
		return nil, nil, err
	}
	left := map[string]bool{}
	qualifiers(after, func(x *ast.Ident) { left[x.Name] = true })
	all := slices.Clone(edits)
	for _, spec := range lost {
		if !left[nameOf(spec)] && imports(after, spec) {
			all = append(all, removal(s.text, s.syntax, spec))
		}
	}
	if len(all) == len(edits) {
		return edited, all, nil
	}
	merged, ok := Merge(all)
	if !ok {
		return nil, nil, fmt.Errorf("an import is changed and unused at once")
	}
	edited, err = Apply(s.text, merged)
	return edited, merged, err
}

// covers reports whether an edit replaces what stands at the offset.
func covers(edits []Edit, at int) bool {
	return slices.ContainsFunc(edits, func(e Edit) bool { return e.Start <= at && at < e.End })
}

// parse parses a file whose positions are offsets, counted from 1.
func parse(src []byte) (*ast.File, error) {
	return parser.ParseFile(token.NewFileSet(), "", src, parser.SkipObjectResolution)
}

// qualifiers finds the names in front of the dots of a file. A package whose
// name is not among them is not used; of a variable by the name of a package
// nothing is known, and then the import stays.
func qualifiers(f *ast.File, do func(*ast.Ident)) {
	ast.Inspect(f, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok {
				do(x)
			}
		}
		return true
	})
}

// nameOf returns the name that an import is most likely used by. A wrong guess
// is a name that the file did not use before, so that nothing comes of it.
func nameOf(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	p, _ := strconv.Unquote(spec.Path.Value)
	return path.Base(p)
}

func imports(f *ast.File, spec *ast.ImportSpec) bool {
	return slices.ContainsFunc(f.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == spec.Path.Value })
}

// removal deletes an import with its line, or its whole declaration where it
// is the only one in it.
func removal(src []byte, f *ast.File, spec *ast.ImportSpec) Edit {
	from, to := spec.Pos(), spec.End()
	for _, d := range f.Decls {
		if decl, ok := d.(*ast.GenDecl); ok && len(decl.Specs) == 1 && decl.Specs[0] == spec {
			from, to = decl.Pos(), decl.End()
		}
	}
	start, end := int(from-f.FileStart), int(to-f.FileStart)
	for start > 0 && src[start-1] != '\n' && (src[start-1] == ' ' || src[start-1] == '\t') {
		start--
	}
	for end < len(src) && src[end] != '\n' {
		end++ // a comment behind it goes with it
	}
	return Edit{Start: start, End: min(end+1, len(src))}
}

// Import returns the edit that imports a package of the standard library in
// the file that f is the syntax of and src the text.
func Import(src []byte, f *ast.File, importPath string) Edit {
	line := strconv.Quote(importPath)
	at := func(p token.Pos) int { return int(p - f.FileStart) }
	insert := func(p token.Pos, text string) Edit { return Edit{Start: at(p), End: at(p), New: text} }
	var last *ast.GenDecl
	for _, d := range f.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.IMPORT {
			break
		}
		last = decl
		if !decl.Lparen.IsValid() || len(decl.Specs) == 0 {
			continue
		}
		var before *ast.ImportSpec
		for _, s := range decl.Specs {
			spec := s.(*ast.ImportSpec)
			if p, _ := strconv.Unquote(spec.Path.Value); isStandard(p) && p < importPath {
				before = spec
			}
		}
		if before != nil {
			end := at(before.End())
			for end < len(src) && src[end] != '\n' && src[end] != '\r' && src[end] != ';' && src[end] != ')' {
				end++ // a comment behind it stays with it
			}
			return Edit{Start: end, End: end, New: "\n\t" + line}
		}
		first := decl.Specs[0].(*ast.ImportSpec)
		if p, _ := strconv.Unquote(first.Path.Value); isStandard(p) {
			return insert(decl.Lparen+1, "\n\t"+line)
		}
		return insert(decl.Lparen+1, "\n\t"+line+"\n")
	}
	if last != nil {
		return insert(last.End(), "\nimport "+line)
	}
	return insert(f.Name.End(), "\n\nimport "+line)
}

// isStandard reports whether an import path looks like one of the standard
// library, which have no dot in their first element.
func isStandard(p string) bool {
	first, _, _ := strings.Cut(p, "/")
	return !strings.Contains(first, ".")
}
