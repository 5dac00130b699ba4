package models

import "github.com/apiward/apiward/rules/model"

// gorillaMux routes by routes, of which each call says more. A router's
// middleware counts for all of its routes and for the routers made of them.
func gorillaMux() model.Library {
	told := func(name string) model.Refine {
		return model.Refine{Name: name, Path: -1, Methods: -1, Handler: -1}
	}
	list := func(makes bool, names ...string) []model.Refine {
		refines := []model.Refine{
			{Name: "Methods", Path: -1, Methods: 0, Handler: -1},
			{Name: "Path", Path: 0, Methods: -1, Handler: -1},
			{Name: "PathPrefix", Path: 0, Below: true, Methods: -1, Handler: -1},
		}
		for _, name := range append(names, "Name", "Host", "Headers", "Queries", "Schemes", "MatcherFunc", "BuildVarsFunc") {
			refines = append(refines, told(name))
		}
		for i := range refines {
			refines[i].New = makes
		}
		return refines
	}
	return model.Library{
		Path: "github.com/gorilla/mux",
		Routers: []model.Router{
			{
				Types: []string{"Router"},
				New:   []string{"NewRouter"},
				Refine: append(list(true, "NewRoute"),
					model.Refine{Name: "Handle", New: true, Path: 0, Methods: -1, Handler: 1},
					model.Refine{Name: "HandleFunc", New: true, Path: 0, Methods: -1, Handler: 1}),
				Use:    []model.Use{{Name: "Use", Arg: 0}},
				Syntax: model.Patterns,
				Same:   []string{"Router.StrictSlash", "Router.SkipClean", "Router.UseEncodedPath"},
			},
			{
				Types: []string{"Route"},
				Refine: append(list(false, "HeadersRegexp", "BuildOnly"),
					model.Refine{Name: "Handler", Path: -1, Methods: -1, Handler: 0},
					model.Refine{Name: "HandlerFunc", Path: -1, Methods: -1, Handler: 0}),
				Mount:  []model.Mount{{Name: "Subrouter", Kind: model.Chain, Prefix: -1, Arg: -1}},
				Syntax: model.Patterns,
			},
		},
		Middleware: wrapping(model.CORS, -1, "CORSMethodMiddleware"),
		// A router redirects to the path without "..", and queries have none taken out.
		Sources: []model.Source{{Symbol: "Vars", Kind: model.Path, Key: -1, Tidied: true, Untidy: []string{"Router.SkipClean", "Route.Queries", "Router.Queries"}}},
		Parts:   telling(model.PatternOf, "Route", "GetPathTemplate"),
	}
}

// gorillaHandlers keep nobody out.
func gorillaHandlers() model.Library {
	l := model.Library{Path: "github.com/gorilla/handlers"}
	l.Middleware = append(l.Middleware, wrapping(model.CORS, -1, "CORS")...)
	l.Middleware = append(l.Middleware, wrapping(model.Recover, -1, "RecoveryHandler")...)
	l.Middleware = append(l.Middleware, wrapping(model.Log, 1, "LoggingHandler", "CombinedLoggingHandler", "CustomLoggingHandler")...)
	l.Middleware = append(l.Middleware, wrapping(model.Other, -1, "CanonicalHost")...)
	l.Middleware = append(l.Middleware, wrapping(model.Other, 0, "CompressHandler", "CompressHandlerLevel", "ProxyHeaders", "ContentTypeHandler", "HTTPMethodOverrideHandler")...)
	return l
}

// gorillaCSRF turns away forms of other sites. Whoever sends a request himself
// gets by.
func gorillaCSRF() model.Library {
	return model.Library{Path: "github.com/gorilla/csrf", Middleware: wrapping(model.Other, -1, "Protect")}
}

// gorillaSchema moves a form into a struct. What the form is it has from its
// caller.
func gorillaSchema() model.Library {
	return model.Library{Path: "github.com/gorilla/schema", Pure: []string{"Decoder.Decode", "NewDecoder"}}
}
