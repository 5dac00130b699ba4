package models

import "github.com/apiward/apiward/rules/model"

// fasthttpRouter has no middleware: what stands before a handler is put around
// it, or around the router as a whole.
func fasthttpRouter() model.Library {
	verb := func(name string) model.Register {
		return model.Register{Name: name, Method: name, MethodArg: -1, Path: 0, Handler: 1}
	}
	files := func(name string) model.Register {
		return model.Register{Name: name, Method: "GET", MethodArg: -1, Path: 0, Handler: -1, Files: true}
	}
	group := model.Router{
		Types: []string{"Group"},
		Register: []model.Register{
			verb("GET"), verb("POST"), verb("PUT"), verb("PATCH"), verb("DELETE"), verb("HEAD"), verb("OPTIONS"), verb("CONNECT"), verb("TRACE"), verb("ANY"),
			{Name: "Handle", MethodArg: 0, Path: 1, Handler: 2},
			files("ServeFiles"), files("ServeFS"), files("ServeFilesCustom"),
		},
		Mount:  []model.Mount{{Name: "Group", Kind: model.Chain, Prefix: 0, Arg: -1}},
		Syntax: model.Braces,
		Keyed:  true,
	}
	router := group
	router.Types, router.New, router.Entry = []string{"Router"}, []string{"New"}, []string{"Handler"}
	return model.Library{Path: "github.com/fasthttp/router", Routers: []model.Router{group, router}}
}

// fasthttpAdaptor lets handlers of net/http answer.
func fasthttpAdaptor() model.Library {
	return model.Library{
		Path:       "github.com/valyala/fasthttp/fasthttpadaptor",
		Middleware: wrapping(model.Other, 0, "NewFastHTTPHandler", "NewFastHTTPHandlerFunc"),
	}
}
