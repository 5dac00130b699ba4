package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// negroni puts handlers, each of which calls the next, before one that answers.
func negroni(path string) model.Library {
	return model.Library{
		Path: path,
		Routers: []model.Router{{
			Types: []string{"Negroni"},
			New:   []string{"New", "Classic"},
			Use:   []model.Use{{Name: "Use", Arg: 0}, {Name: "UseFunc", Arg: 0}, {Name: "New", Arg: 0}},
			Mount: []model.Mount{
				{Name: "UseHandler", Kind: model.MountHandler, Prefix: -1, Arg: 0},
				{Name: "UseHandlerFunc", Kind: model.MountHandler, Prefix: -1, Arg: 0},
				{Name: "With", Kind: model.Chain, Prefix: -1, Arg: 0},
			},
			Syntax:  model.Patterns,
			Order:   model.Before,
			Flat:    true,
			Through: true,
		}},
		Serves: []model.Serve{{Symbol: "Negroni.Run", Handler: -1, Addr: 0}},
		Middleware: slices.Concat(
			wrapping(model.Recover, -1, "NewRecovery"),
			wrapping(model.Log, -1, "NewLogger"),
			wrapping(model.Other, -1, "NewStatic"),
			[]model.Middleware{
				{Symbol: "Wrap", Role: model.Other, Handler: 0, Strip: -1, Answers: true},
				{Symbol: "WrapFunc", Role: model.Other, Handler: 0, Strip: -1, Answers: true},
			},
		),
	}
}

func negronis() []model.Library {
	return []model.Library{negroni("github.com/urfave/negroni"), negroni("github.com/urfave/negroni/v3")}
}
