package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// httprouter has no middleware: what stands before a handler is put around it.
func httprouter() model.Library {
	verb := func(name string) model.Register {
		return model.Register{Name: name, Method: name, MethodArg: -1, Path: 0, Handler: 1}
	}
	return model.Library{
		Path: "github.com/julienschmidt/httprouter",
		Routers: []model.Router{{
			Types: []string{"Router"},
			New:   []string{"New"},
			Register: []model.Register{
				verb("GET"), verb("POST"), verb("PUT"), verb("PATCH"), verb("DELETE"), verb("HEAD"), verb("OPTIONS"),
				{Name: "Handle", MethodArg: 0, Path: 1, Handler: 2},
				{Name: "Handler", MethodArg: 0, Path: 1, Handler: 2},
				{Name: "HandlerFunc", MethodArg: 0, Path: 1, Handler: 2},
				{Name: "ServeFiles", Method: "GET", MethodArg: -1, Path: 0, Handler: -1, Files: true},
			},
			Syntax: model.Dashed,
		}},
		Requests: []string{"Params"},
		Sources: slices.Concat(
			whole(model.Path, "", "ParamsFromContext"),
			named(model.Path, "Params", 0, "ByName"),
			whole(model.Path, "Param", "Value"),
		),
	}
}
