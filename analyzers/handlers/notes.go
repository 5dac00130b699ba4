package handlers

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
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
	// Fields are those of the struct that it stands above, where it says of each what
	// part of a request or a response it is.
	Fields []NoteField
}

// NoteField is a field of a struct with the comment above it.
type NoteField struct {
	Name  string // as it is encoded
	Text  string
	Shape Shape
	At    Place
}

// NoteLine is a line of a comment, without its marker.
type NoteLine struct {
	Text string
	At   Place // of the text
}

// marks are what makes a comment a note, in lower case.
var marks = []string{"@router", "@title", "@basepath", "@securitydefinitions", "swagger:operation", "swagger:meta", "swagger:model", "swagger:route", parametersMark, responseMark}

// The marks of structs whose fields are parts of a request or a response.
const (
	parametersMark = "swagger:parameters"
	responseMark   = "swagger:response"
)

// notes reads the comments of a package. Types that are named in them are shaped as
// those of values are.
func (s *shaper) notes(pass *analysis.Pass) (list []Note) {
	for _, file := range pass.Files {
		above := typesBelow(pass, file)
		for _, group := range file.Comments {
			note, ok := s.note(pass, group)
			if !ok {
				continue
			}
			if t := above[group]; t != nil {
				note.Types[""] = s.of(t)
				if text := strings.ToLower(commentText(group)); strings.Contains(text, parametersMark) || strings.Contains(text, responseMark) {
					note.Fields = s.noteFields(t, fieldComments(pass.Files), 0)
				}
			}
			list = append(list, note)
		}
	}
	return list
}

// typesBelow returns the types of a file by the comments above them.
func typesBelow(pass *analysis.Pass, file *ast.File) map[*ast.CommentGroup]types.Type {
	below := map[*ast.CommentGroup]types.Type{}
	ast.Inspect(file, func(n ast.Node) bool {
		d, ok := n.(*ast.GenDecl)
		if !ok || d.Tok != token.TYPE {
			return true
		}
		for _, spec := range d.Specs {
			t := spec.(*ast.TypeSpec)
			doc := t.Doc
			if doc == nil && len(d.Specs) == 1 {
				doc = d.Doc
			}
			if obj := pass.TypesInfo.Defs[t.Name]; doc != nil && obj != nil {
				below[doc] = obj.Type()
			}
		}
		return true
	})
	return below
}

// fieldComments returns the comments of fields, by where the names of these stand.
func fieldComments(files []*ast.File) map[token.Pos]string {
	found := map[token.Pos]string{}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			if f, ok := n.(*ast.Field); ok && f.Doc != nil {
				for _, name := range f.Names {
					found[name.Pos()] = f.Doc.Text()
				}
			}
			return true
		})
	}
	return found
}

// noteFields returns the fields of a struct, and those of the structs in it that have
// no name of their own.
func (s *shaper) noteFields(t types.Type, comments map[token.Pos]string, depth int) (list []NoteField) {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || depth > maxEmbeds {
		return nil
	}
	for i := range st.NumFields() {
		f := st.Field(i)
		name, _, _ := strings.Cut(reflect.StructTag(st.Tag(i)).Get("json"), ",")
		switch {
		case name == "-":
		case f.Embedded() && name == "":
			list = append(list, s.noteFields(f.Type(), comments, depth+1)...)
		default:
			list = append(list, NoteField{Name: cmp.Or(name, f.Name()), Text: comments[f.Pos()], Shape: s.of(f.Type()), At: s.at(f)})
		}
	}
	return list
}

// maxEmbeds bounds how deep structs are looked for in structs.
const maxEmbeds = 8

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
		for _, f := range note.Fields {
			p.file.place(&f.At)
			p.mention(&f.Shape)
			p.file.shape(&f.Shape)
			out.Fields = append(out.Fields, f)
		}
		list = append(list, out)
	}
	return list
}
