package handlers_test

import (
	"fmt"
	"go/ast"
	"go/types"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/apiward/apiward/analyzers/handlers"
	"github.com/apiward/apiward/analyzers/internal/checktest"
)

// TestHandlers holds what the functions of testdata/src do against their comments,
// as
//
//	// < path id string(uuid) !
//	// < body json {name:string, note:string?}
//	// > 200 json [{id:integer}]
//	// > 404 text
//	// open response
//
// Every function that has such a comment is a case, and "nothing" stands for one
// that neither reads nor answers. A line "of $1" says that what follows is about
// the first function literal in it.
func TestHandlers(t *testing.T) {
	corpus := checktest.Load(t)
	graph := corpus.Analyze(t, handlers.Analyzer)
	var records []*handlers.Record
	for act := range graph.All() {
		if rec, ok := act.Result.(*handlers.Record); ok {
			records = append(records, rec)
		}
	}
	joined := handlers.Join(records, func(at handlers.Place) string { return at.File })
	turned := slices.Clone(records)
	slices.Reverse(turned)
	again := handlers.Join(turned, func(at handlers.Place) string { return at.File })
	found, silent := 0, 0
	for act := range graph.All() {
		if act.Analyzer != handlers.Analyzer {
			continue
		}
		for _, file := range act.Package.Syntax {
			for _, decl := range file.Decls {
				fn, ok := decl.(*ast.FuncDecl)
				if !ok || fn.Doc == nil {
					continue
				}
				for suffix, want := range expectations(fn.Doc.Text()) {
					name := act.Package.TypesInfo.Defs[fn.Name].(*types.Func).FullName() + suffix
					framework := ""
					if strings.Contains(name, "corpus/huma") {
						framework = "github.com/danielgtaylor/huma/v2"
					}
					h := joined.Of(name, framework)
					got := describe(h, joined.Published())
					slices.Sort(got)
					slices.Sort(want)
					if !slices.Equal(got, want) {
						at := act.Package.Fset.Position(fn.Pos())
						t.Errorf("%s:%d: %s\n\tgot\n\t\t%s\n\twant\n\t\t%s", filepath.Base(filepath.Dir(at.Filename))+"/"+filepath.Base(at.Filename), at.Line, name,
							strings.Join(got, "\n\t\t"), strings.Join(want, "\n\t\t"))
					}
					if !reflect.DeepEqual(h, again.Of(name, framework)) {
						t.Errorf("%s depends on the order of the packages", name)
					}
					if slices.Equal(want, []string{"nothing"}) {
						silent++
					} else {
						found++
					}
				}
			}
		}
	}
	if found < 80 || silent < 12 {
		t.Errorf("%d functions that do something and %d that do nothing", found, silent)
	}
	if os.Getenv("VERBOSE") != "" {
		t.Logf("%d functions that do something, %d that do nothing", found, silent)
	}
}

// expectations returns what a comment says of a function and the literals in it,
// by what is appended to its name.
func expectations(doc string) map[string][]string {
	out := map[string][]string{}
	suffix := ""
	for line := range strings.Lines(doc) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "of $"):
			suffix = strings.TrimPrefix(line, "of ")
		case strings.HasPrefix(line, "< "), strings.HasPrefix(line, "> "), strings.HasPrefix(line, "open "), line == "nothing":
			out[suffix] = append(out[suffix], line)
		}
	}
	return out
}

// describe writes what a handler does as comments do.
func describe(h *handlers.Handler, named handlers.Types) []string {
	if h == nil {
		return []string{"nothing"}
	}
	var out []string
	for _, p := range h.Request.Parameters {
		line := fmt.Sprintf("< %s %s %s", p.In, p.Name, shape(&p.Shape, named, nil))
		for mark, on := range map[string]bool{" !": p.Required} {
			if on {
				line += mark
			}
		}
		if p.OrQuery {
			line += " or query"
		}
		if p.File {
			line += " upload"
		}
		out = append(out, line)
	}
	for _, b := range h.Request.Bodies {
		line := fmt.Sprintf("< body %s %s", b.Content, shape(&b.Shape, named, nil))
		if b.Any {
			line += " or other"
		}
		if len(b.Unread) > 0 {
			line += " but " + strings.Join(b.Unread, ", ")
		}
		out = append(out, line)
	}
	for _, a := range h.Response.Answers {
		line := fmt.Sprintf("> %d %s", a.Status, a.Content)
		if a.Content == handlers.JSON {
			line += " " + shape(&a.Shape, named, nil)
		}
		out = append(out, line)
	}
	if h.Request.Open {
		out = append(out, "open request")
	}
	if h.Response.Open {
		out = append(out, "open response")
	}
	if len(out) == 0 || slices.Equal(out, []string{"> 200 none"}) {
		return []string{"nothing"}
	}
	return out
}

// shape writes a shape, named types by what they are.
func shape(s *handlers.Shape, named handlers.Types, above []string) string {
	text := string(s.Kind)
	switch s.Kind {
	case handlers.Named:
		if slices.Contains(above, s.Type) {
			text = "^"
			break
		}
		text = shape(named[s.Type], named, append(above, s.Type))
	case handlers.Array:
		text = "[" + shape(s.Elem, named, above) + "]"
	case handlers.Map:
		text = "map[" + shape(s.Elem, named, above) + "]"
	case handlers.Object:
		var fields []string
		for _, f := range s.Fields {
			mark := ""
			if f.Optional {
				mark += "~"
			}
			if f.Required {
				mark += "!"
			}
			fields = append(fields, f.Name+mark+":"+shape(&f.Shape, named, above))
		}
		if s.Open {
			fields = append(fields, "...")
		}
		text = "{" + strings.Join(fields, ", ") + "}"
	default:
		if s.Format != "" && s.Format != "int64" && s.Format != "double" {
			text += "(" + s.Format + ")"
		}
	}
	if s.Nullable {
		text += "?"
	}
	return text
}
