package handlers

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Note is a comment that describes a part of an API, in the words of a generator of
// documents.
type Note struct {
	Lines []NoteLine
	// Types are the Go types that it names, as they are written there; under "" that
	// which it stands above.
	Types map[string]Shape
}

// NoteLine is a line of a comment, without its marker.
type NoteLine struct {
	Text string
	At   Place // of the text
}

// marks are what makes a comment a note, in lower case.
var marks = []string{"@router", "@title", "@basepath", "@securitydefinitions", "swagger:operation", "swagger:meta", "swagger:model"}

// notes reads the comments of a package. Types that are named in them are shaped as
// those of values are.
func (s *shaper) notes(pass *analysis.Pass) (list []Note) {
	for _, file := range pass.Files {
		above := map[*ast.CommentGroup]types.Type{}
		for _, decl := range file.Decls {
			if d, ok := decl.(*ast.GenDecl); ok && d.Tok == token.TYPE {
				for _, spec := range d.Specs {
					t := spec.(*ast.TypeSpec)
					doc := t.Doc
					if doc == nil && len(d.Specs) == 1 {
						doc = d.Doc
					}
					if obj := pass.TypesInfo.Defs[t.Name]; doc != nil && obj != nil {
						above[doc] = obj.Type()
					}
				}
			}
		}
		for _, group := range file.Comments {
			if note, ok := s.note(pass, group); ok {
				if t := above[group]; t != nil {
					note.Types[""] = s.of(t)
				}
				list = append(list, note)
			}
		}
	}
	return list
}

func (s *shaper) note(pass *analysis.Pass, group *ast.CommentGroup) (Note, bool) {
	text := strings.ToLower(commentText(group))
	marked := false
	for _, m := range marks {
		marked = marked || strings.Contains(text, m)
	}
	if !marked {
		return Note{}, false
	}
	note := Note{Types: map[string]Shape{}}
	for _, c := range group.List {
		at := pass.Fset.Position(c.Pos())
		body := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(c.Text, "//"), "/*"), "*/")
		for i, line := range strings.Split(body, "\n") {
			place := Place{Package: pass.Pkg.Path(), File: base(at.Filename), Line: at.Line + i, Column: 1}
			trimmed := strings.TrimLeft(line, " \t")
			if i == 0 {
				place.Column = at.Column + 2 + len(line) - len(trimmed)
			} else {
				place.Column = 1 + len(line) - len(trimmed)
			}
			note.Lines = append(note.Lines, NoteLine{Text: strings.TrimRight(line, " \t\r"), At: place})
			if strings.HasPrefix(trimmed, "@") {
				s.typesIn(pass, group.Pos(), trimmed, note.Types)
			}
		}
	}
	return note, true
}

func commentText(group *ast.CommentGroup) string {
	var b strings.Builder
	for _, c := range group.List {
		b.WriteString(c.Text)
		b.WriteByte('\n')
	}
	return b.String()
}

func base(name string) string { return name[strings.LastIndexAny(name, `/\`)+1:] }

// typesIn adds the types that an annotation names: every word of it that the file can
// mean as one.
func (s *shaper) typesIn(pass *analysis.Pass, pos token.Pos, line string, found map[string]Shape) {
	words := strings.Fields(line)
	name := strings.ToLower(words[0])
	switch name {
	case "@param", "@success", "@failure", "@response":
	default:
		return
	}
	const enough = 6 // what follows is a description
	for _, w := range words[1:min(len(words), enough)] {
		for _, w := range strings.FieldsFunc(w, func(r rune) bool { return strings.ContainsRune("{},=\"", r) }) {
			w = strings.TrimLeft(w, "[]*")
			if _, known := found[w]; known || w == "" || !strings.ContainsAny(w[:1], letters) {
				continue
			}
			if t := typeOf(pass, pos, w); t != nil {
				found[w] = s.of(t)
			}
		}
	}
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"

// typeOf returns the type that a word means in the file, or in a package of the name
// that the file's package imports; nil where it means none.
func typeOf(pass *analysis.Pass, pos token.Pos, word string) types.Type {
	if tv, err := types.Eval(pass.Fset, pass.Pkg, pos, word); err == nil {
		if _, isBasic := tv.Type.(*types.Basic); tv.IsType() && !isBasic {
			return tv.Type
		}
		return nil
	}
	pkg, name, ok := strings.Cut(word, ".")
	if !ok {
		return nil
	}
	for _, imp := range pass.Pkg.Imports() {
		if imp.Name() == pkg {
			if t, ok := imp.Scope().Lookup(name).(*types.TypeName); ok {
				return t.Type()
			}
		}
	}
	return nil
}

// Notes returns the notes of all packages, in order, and takes the types that they
// name for used.
func (p *Program) Notes() []Note {
	var list []Note
	for _, note := range p.notes {
		out := Note{Types: map[string]Shape{}}
		for _, line := range note.Lines {
			p.file.place(&line.At)
			out.Lines = append(out.Lines, line)
		}
		for name, shape := range note.Types {
			p.mention(&shape)
			p.file.shape(&shape)
			out.Types[name] = shape
		}
		list = append(list, out)
	}
	return list
}
