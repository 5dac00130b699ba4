package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// goOpenAPI serves what go-swagger generates. It asks the API for the handler of
// each operation of its document; what these ask of callers, they leave to
// Authorize.
func goOpenAPI() model.Library {
	serves := func(symbols ...string) (list []model.ChainOf) {
		for _, s := range symbols {
			list = append(list, model.ChainOf{Symbol: s, List: 0, Handler: -1, Self: true})
		}
		return list
	}
	asks := func(name string, arg int) model.Mount {
		return model.Mount{Name: name, Kind: model.MountAsks, Prefix: 0, Arg: arg, Named: "HandlerFor"}
	}
	return model.Library{
		Path: "github.com/go-openapi/runtime/middleware",
		Routers: []model.Router{
			{Types: []string{"Context"}, New: []string{"NewRoutableContext", "NewRoutableContextWithAnalyzedSpec"}, Once: true, Syntax: model.Braces, Cuts: true},
			{
				Types:  []string{""},
				Mount:  []model.Mount{asks("NewRoutableContext", 1), asks("NewRoutableContextWithAnalyzedSpec", 2)},
				Syntax: model.Braces, Cuts: true,
			},
		},
		Chains: serves("Context.APIHandler", "Context.APIHandlerSwaggerUI", "Context.APIHandlerRapiDoc", "Context.RoutesHandler"),
		Middleware: []model.Middleware{
			{Symbol: "Spec", Role: model.Other, Handler: 2, Strip: -1},
			{Symbol: "Redoc", Role: model.Other, Handler: 1, Strip: -1},
			{Symbol: "SwaggerUI", Role: model.Other, Handler: 1, Strip: -1},
			{Symbol: "RapiDoc", Role: model.Other, Handler: 1, Strip: -1},
			{Symbol: "NewRouter", Role: model.Other, Handler: 1, Strip: -1},
		},
		ReadErrors: []string{"Context.BindValidRequest", "Context.BindAndValidate"},
		Sources: slices.Concat(
			[]model.Source{{Symbol: "Context.Authorize", Kind: model.Header, Key: -1, Name: "Authorization"}},
			whole(model.Context, "", "SecurityPrincipalFrom", "SecurityScopesFrom", "MatchedRouteFrom"),
		),
	}
}

// goOpenAPIDocuments are read from what a program has in it.
func goOpenAPIDocuments() model.Library {
	return model.Library{
		Path:    "github.com/go-openapi/loads",
		Routers: []model.Router{{Types: []string{"Document"}, Same: []string{"Embedded", "Analyzed"}, Syntax: model.Braces}},
	}
}

// goOpenAPIPages show a document beside what it describes.
func goOpenAPIPages() model.Library {
	l := model.Library{Path: "github.com/go-openapi/runtime/server-middleware/docui"}
	for _, page := range []string{"RapiDoc", "Redoc", "SwaggerUI", "SwaggerUIOAuth2Callback"} {
		l.Middleware = append(l.Middleware,
			model.Middleware{Symbol: page, Role: model.Other, Handler: 0, Strip: -1},
			model.Middleware{Symbol: "Use" + page, Role: model.Other, Handler: -1, Strip: -1},
		)
	}
	l.Middleware = append(l.Middleware,
		model.Middleware{Symbol: "ServeSpec", Role: model.Other, Handler: 1, Strip: -1},
		model.Middleware{Symbol: "UseSpec", Role: model.Other, Handler: -1, Strip: -1},
	)
	return l
}
