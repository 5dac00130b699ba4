package models

import "github.com/apiward/apiward/rules/model"

// routegroup puts groups with middleware over a ServeMux. Middleware is for what is
// registered later, and for groups that are made later.
func routegroup() model.Library {
	router := model.Router{Syntax: model.MuxSyntax, Order: model.Before}
	groups, makers := router, router
	groups.Types = []string{"Bundle"}
	groups.Register = []model.Register{
		{Name: "Handle", MethodArg: -1, Path: 0, Handler: 1},
		{Name: "HandleFunc", MethodArg: -1, Path: 0, Handler: 1},
		{Name: "HandleFiles", Method: "GET", MethodArg: -1, Path: 0, Handler: -1, Files: true},
		{Name: "HandleRoot", MethodArg: 0, Path: -1, Handler: 1},
		{Name: "HandleRootFunc", MethodArg: 0, Path: -1, Handler: 1},
		{Name: "NotFoundHandler", Method: "ANY", MethodArg: -1, Path: -1, Handler: 0, Rest: true},
	}
	groups.Mount = []model.Mount{
		{Name: "Group", Kind: model.Chain, Prefix: -1, Arg: -1},
		{Name: "Mount", Kind: model.Chain, Prefix: 0, Arg: -1},
		{Name: "With", Kind: model.Chain, Prefix: -1, Arg: 0},
		{Name: "Route", Kind: model.GroupFunc, Prefix: -1, Arg: 0},
	}
	groups.Use = []model.Use{{Name: "Use", Arg: 0}}
	makers.Types = []string{""}
	makers.Mount = []model.Mount{
		{Name: "New", Kind: model.Chain, Prefix: -1, Arg: -1},
		{Name: "Mount", Kind: model.Chain, Prefix: 1, Arg: -1},
	}
	return model.Library{
		Path:    "github.com/go-pkgz/routegroup",
		Routers: []model.Router{groups, makers},
	}
}
