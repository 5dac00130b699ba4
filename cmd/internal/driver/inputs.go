package driver

import (
	"github.com/apiward/apiward/analyzers/handlers"
	"github.com/apiward/apiward/analyzers/link"
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
}
