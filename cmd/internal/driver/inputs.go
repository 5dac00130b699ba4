package driver

import (
	"github.com/apiward/apiward/analyzers/handlers"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/spec/comments"
	"github.com/apiward/apiward/spec/contract"
)

// inputs joins the routes with what their handlers read and write, by the names of
// the functions.
func (a *Analysis) inputs(c *converter, program *link.Program, packages []*Package) {
	var records []*handlers.Record
	for _, p := range packages {
		if rec, ok := p.Results[handlers.Analyzer].(*handlers.Record); ok {
			records = append(records, rec)
		}
	}
	joined := handlers.Join(records, func(at handlers.Place) string { return c.file(link.Pos{Package: at.Package, File: at.File}) })
	for i := range program.Routes {
		e := &program.Routes[i]
		var with []handlers.Given
		for _, b := range e.Bound {
			with = append(with, handlers.Given(b))
		}
		h := joined.Of(e.Handler, e.Framework, with...)
		if h == nil {
			continue
		}
		route := &a.Inventory.Routes[i]
		h = h.For(route.Method)
		route.Request, route.Response = &h.Request, &h.Response
	}
	a.Inventory.Types = joined.Published()
	a.notes, a.embedded = joined.Notes(), joined.Embedded()
	a.noted = joined.Published()
}

// described returns comments that describe an API, in the words of those who read
// them.
func described(found []handlers.Note, types handlers.Types) []comments.Note {
	t := translator{types: types, known: map[named]*contract.Shape{}}
	var list []comments.Note
	for _, n := range found {
		note := comments.Note{Types: map[string]*contract.Shape{}}
		for _, line := range n.Lines {
			note.Lines = append(note.Lines, comments.Line{Text: line.Text, At: source(line.At).Range()})
		}
		for name, shape := range n.Types {
			note.Types[name] = t.shape(&shape)
		}
		for _, f := range n.Fields {
			note.Fields = append(note.Fields, comments.Field{Name: f.Name, Text: f.Text, Shape: t.shape(&f.Shape), At: source(f.At).Range()})
		}
		list = append(list, note)
	}
	return list
}
