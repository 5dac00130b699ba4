package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// huma decodes a request into the parameter of a function, within 1 MB unless
// the operation says more.
func huma() model.Library {
	const c = "Context"
	l := model.Library{
		Path:    "github.com/danielgtaylor/huma/v2",
		Routers: humaRouters(),
		Codes:   []model.Code{{Symbol: "Error401Unauthorized", Status: 401}, {Symbol: "Error403Forbidden", Status: 403}, {Symbol: "Error404NotFound", Status: 404}, {Symbol: "Error429TooManyRequests", Status: 429}},
		Puts:    []model.Put{{Symbol: "WithValue", Key: 1, Value: 2}},
		Schemes: &model.Schemes{
			New:      []string{"DefaultConfig"},
			Declared: []string{"Config.OpenAPI", "OpenAPI.Components", "Components.SecuritySchemes"},
			Asked:    []string{"Config.OpenAPI", "OpenAPI.Security"},
			Type:     "SecurityScheme.Type", Scheme: "SecurityScheme.Scheme", In: "SecurityScheme.In", Name: "SecurityScheme.Name",
		},
		Requests:        []string{c},
		Listing:         "enum",
		BoundedRequests: []string{c},
		Parts:           slices.Concat(telling(model.VerbOf, c, "Method"), telling(model.PatternOf, "Operation", "Path"), telling(model.VerbOf, "Operation", "Method")),
		Sources: slices.Concat(
			named(model.Path, c, 0, "Param"),
			named(model.Query, c, 0, "Query"),
			named(model.Header, c, 0, "Header"),
			whole(model.URL, c, "URL"),
			whole(model.Host, c, "Host"),
			whole(model.Body, c, "BodyReader"),
			whole(model.Form, c, "GetMultipartForm"),
			named(model.Cookie, "", 1, "ReadCookie"),
			whole(model.Cookie, "", "ReadCookies"),
			whole(model.Context, c, "Operation"),
		),
		Sinks: slices.Concat(
			intoRest(model.Response, "", 0,
				"Error500InternalServerError", "Error501NotImplemented", "Error502BadGateway", "Error503ServiceUnavailable",
				"Error504GatewayTimeout", "Error507InsufficientStorage"),
			intoRest(model.Response, "", 3, "WriteErr"),
		),
	}
	for _, name := range []string{"Register", "Get", "Post", "Put", "Patch", "Delete", "Head"} {
		l.Inputs = append(l.Inputs, model.Input{Symbol: name, Arg: 2, Param: 1})
	}
	return l
}

// humaRouters are an API, groups of it, and the functions that register on
// either. Middleware counts for what is registered later, in groups that were
// made before as well; it is called with what follows, and stands beside it.
func humaRouters() []model.Router {
	verb := func(name, method string) model.Register {
		return model.Register{Name: name, Method: method, MethodArg: -1, Path: 1, Handler: 2, Changed: 4}
	}
	use := model.Use{Name: "UseMiddleware", Arg: 0}
	return []model.Router{
		{
			Types: []string{""},
			Register: []model.Register{
				{Name: "Register", MethodArg: -1, Path: -1, Handler: 2, Described: &model.Described{
					Type: "Operation", Arg: 1, Method: "Method", Path: "Path", Around: "Middlewares", Secured: "Security",
				}},
				verb("Get", "GET"), verb("Post", "POST"), verb("Put", "PUT"), verb("Patch", "PATCH"), verb("Delete", "DELETE"), verb("Head", "HEAD"),
			},
			Mount: []model.Mount{
				{Name: "NewGroup", Kind: model.Chain, Prefix: 1, Arg: -1, Live: true},
				{Name: "AutoRegister", Kind: model.MethodsFunc, Prefix: -1, Arg: 1, Named: "Register"},
			},
			Syntax: model.Braces, Order: model.Before, Flat: true,
		},
		{Types: []string{"API"}, Use: []model.Use{use}, Syntax: model.Braces, Order: model.Before, Flat: true},
		{
			Types: []string{"Group"},
			Use: []model.Use{
				use, {Name: "UseModifier", Arg: 0, Changes: true}, {Name: "UseSimpleModifier", Arg: 0, Changes: true},
			},
			Syntax: model.Braces, Order: model.Before, Flat: true,
		},
	}
}

// humaStreams registers what sends events.
func humaStreams() model.Library {
	return model.Library{
		Path: "github.com/danielgtaylor/huma/v2/sse",
		Routers: []model.Router{{
			Types: []string{""},
			Register: []model.Register{{Name: "Register", MethodArg: -1, Path: -1, Handler: 3, Described: &model.Described{
				Arg: 1, Method: "Method", Path: "Path", Around: "Middlewares", Secured: "Security",
			}}},
			Syntax: model.Braces, Order: model.Before, Flat: true,
		}},
	}
}

// humaAdapters make an API of another library's router, whose middleware is
// around it.
func humaAdapters() []model.Library {
	plain := model.Mount{Name: "New", Kind: model.Chain, Prefix: -1, Arg: -1, Live: true}
	group := model.Mount{Name: "NewWithGroup", Kind: model.Chain, Prefix: -1, Arg: -1, On: 2, Live: true}
	prefix := model.Mount{Name: "NewWithPrefix", Kind: model.Chain, Prefix: 1, Arg: -1, Live: true}
	var list []model.Library
	for name, mounts := range map[string][]model.Mount{
		"humachi": {plain}, "humamux": {plain}, "humahttprouter": {plain}, "humabunrouter": {plain, {Name: "NewCompat", Kind: model.Chain, Prefix: -1, Arg: -1, Live: true}},
		"humago": {plain, prefix}, "humaflow": {plain, prefix},
		"humagin": {plain, group}, "humaecho": {plain, group}, "humafiber": {plain, group},
	} {
		list = append(list, model.Library{
			Path:    "github.com/danielgtaylor/huma/v2/adapters/" + name,
			Routers: []model.Router{{Types: []string{""}, Mount: mounts, Syntax: model.Braces, Order: model.Before, Flat: true}},
		})
	}
	return list
}
