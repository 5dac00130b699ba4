package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// echoContext is what versions 4 and 5 have in common. An error that a handler
// returns is sent as it is only if it is an HTTPError.
func echoContext(path string) model.Library {
	const c = "Context"
	return model.Library{
		Path:       path,
		Routers:    echoRouters(),
		Middleware: []model.Middleware{{Symbol: "WrapHandler", Role: model.Other, Handler: 0, Strip: -1}, {Symbol: "WrapMiddleware", Adapts: 1, Handler: -1, Strip: -1}},
		Puts:       []model.Put{{Symbol: "Context.Set", Key: 0, Value: 1}},
		Validates:  []string{"Context.Validate"},
		Answers: slices.Concat(
			answering(model.AnswersData, c, -1, "Response"),
			answering(model.AnswersData, "", -1, "NewHTTPError"),
			answering(model.AnswersPage, c, -1, "HTML", "HTMLBlob", "Render"),
			answering(model.AnswersFile, c, 0, "File"),
		),
		Requests:     []string{c},
		PublicErrors: []string{"HTTPError", "Context.FormFile", "Context.Validate", "Context.Redirect", "Context.NoContent", "Context.String"},
		Parts:        telling(model.PatternOf, c, "Path"),
		Sources: slices.Concat(
			named(model.Query, c, 0, "QueryParam"),
			whole(model.Query, c, "QueryParams", "QueryString"),
			named(model.Form, c, 0, "FormValue", "FormFile"),
			whole(model.Form, c, "MultipartForm"),
			named(model.Path, c, 0, "Param"),
			called(model.Header, c, "X-Forwarded-For", "RealIP"),
			named(model.Cookie, c, 0, "Cookie"),
			whole(model.Cookie, c, "Cookies"),
			filling(model.Body, c, 0, "Bind"),
			named(model.Context, c, 0, "Get"),
			whole(model.Context, c, "Path"),
			named(model.Context, "", 1, "ContextGet", "ContextGetOr"),
			named(model.Query, "", 1, "QueryParam", "QueryParamOr", "QueryParams", "QueryParamsOr"),
			named(model.Path, "", 1, "PathParam", "PathParamOr"),
			whole(model.Query, "", "QueryParamsBinder"),
			whole(model.Form, "", "FormFieldBinder"),
			echoBinder(),
		),
		Sinks: slices.Concat(
			into(model.BodyRead, c, -1, "Bind", "FormFile", "MultipartForm"),
			into(model.Response, c, 1, "JSON", "JSONPretty", "JSONBlob", "XML", "XMLPretty", "XMLBlob", "String", "HTML", "HTMLBlob"),
			into(model.Response, c, 2, "JSONP", "JSONPBlob", "Blob", "Render"),
			intoRest(model.Response, "", 1, "NewHTTPError"),
			into(model.Response, "HTTPError", 0, "Message"),
			into(model.Response, "Response", 0, "Write"),
			into(model.Redirect, c, 1, "Redirect"),
			into(model.FileName, c, 0, "File", "Attachment", "Inline"),
		),
	}
}

// echoRouters are echo itself, whose middleware counts for all of its routes,
// and groups, which take over what their parent has when they are made.
func echoRouters() []model.Router {
	verb := func(name, method string) model.Register {
		return model.Register{Name: name, Method: method, MethodArg: -1, Path: 0, Handler: 1, Around: 2}
	}
	router := model.Router{
		Types: []string{"Echo"},
		New:   []string{"New"},
		Register: []model.Register{
			verb("GET", "GET"), verb("POST", "POST"), verb("PUT", "PUT"), verb("PATCH", "PATCH"), verb("DELETE", "DELETE"),
			verb("HEAD", "HEAD"), verb("OPTIONS", "OPTIONS"), verb("CONNECT", "CONNECT"), verb("TRACE", "TRACE"), verb("Any", "ANY"),
			{Name: "Match", MethodArg: 0, Path: 1, Handler: 2, Around: 3},
			{Name: "Add", MethodArg: 0, Path: 1, Handler: 2, Around: 3},
			{Name: "Static", Method: "GET", MethodArg: -1, Path: 0, Handler: -1, Files: true},
			{Name: "StaticFS", Method: "GET", MethodArg: -1, Path: 0, Handler: -1, Files: true},
			{Name: "File", Method: "GET", MethodArg: -1, Path: 0, Handler: -1, Around: 2},
			{Name: "FileFS", Method: "GET", MethodArg: -1, Path: 0, Handler: -1, Around: 3},
			{Name: "RouteNotFound", Method: "ANY", MethodArg: -1, Path: 0, Handler: 1, Around: 2, Rest: true},
		},
		Mount:  []model.Mount{{Name: "Group", Kind: model.Chain, Prefix: 0, Arg: 1}},
		Use:    []model.Use{{Name: "Use", Arg: 0}},
		Syntax: model.Written,
	}
	group := router
	group.Types, group.New, group.Order = []string{"Group"}, nil, model.Before
	router.Use = append(slices.Clip(router.Use), model.Use{Name: "Pre", Arg: 0})
	return []model.Router{router, group}
}

// echoBinder are the methods that take one value of a request into a variable
// of the caller's; those for numbers and times can hold no text.
func echoBinder() []model.Source {
	list := named(model.Query, "ValueBinder", 0, "String", "MustString", "Strings", "MustStrings", "BindUnmarshaler", "JSONUnmarshaler", "TextUnmarshaler")
	for i := range list {
		list[i].Fills = []int{1}
	}
	return list
}

func echo4() model.Library {
	l := echoContext("github.com/labstack/echo/v4")
	l.Responses = []string{"Response"}
	l.Modes = []model.Mode{{Symbol: "Echo.Debug"}}
	l.Routers[0].Mount = append(slices.Clip(l.Routers[0].Mount), model.Mount{Name: "Host", Kind: model.Chain, Prefix: -1, Arg: 1})
	l.Serves = []model.Serve{
		{Symbol: "Echo.Start", Handler: -1, Addr: 0},
		{Symbol: "Echo.StartTLS", Handler: -1, Addr: 0},
		{Symbol: "Echo.StartAutoTLS", Handler: -1, Addr: 0},
		{Symbol: "Echo.StartH2CServer", Handler: -1, Addr: 0},
		{Symbol: "Echo.StartServer", Handler: -1, Addr: -1},
	}
	l.Sources = append(l.Sources, slices.Concat(
		whole(model.Form, "Context", "FormParams"),
		whole(model.Context, "Response", "Header"),
		whole(model.Path, "Context", "ParamValues"),
		named(model.Form, "", 1, "FormParam", "FormParamOr", "FormParams", "FormParamsOr"),
		whole(model.Path, "", "PathParamsBinder"),
		filling(model.Body, "DefaultBinder", 0, "Bind"),
		filling(model.Body, "DefaultBinder", 1, "BindBody"),
		filling(model.Header, "DefaultBinder", 1, "BindHeaders"),
		filling(model.Path, "DefaultBinder", 1, "BindPathParams"),
		filling(model.Query, "DefaultBinder", 1, "BindQueryParams"),
	)...)
	l.Sinks = append(l.Sinks, slices.Concat(
		into(model.BodyRead, "DefaultBinder", 1, "Bind"),
		into(model.BodyRead, "DefaultBinder", 0, "BindBody"),
	)...)
	return l
}

func echo5() model.Library {
	l := echoContext("github.com/labstack/echo/v5")
	l.Responses = []string{"Response"}
	l.Routers[0].New = append(slices.Clip(l.Routers[0].New), "NewWithConfig")
	for i := range l.Routers {
		l.Routers[i].Register = append(slices.Clip(l.Routers[i].Register),
			model.Register{Name: "QUERY", Method: "QUERY", MethodArg: -1, Path: 0, Handler: 1, Around: 2},
			model.Register{Name: "AddRoute", MethodArg: -1, Path: -1, Handler: -1, Described: &model.Described{
				Type: "Route", Arg: 0, Method: "Method", Path: "Path", Handler: "Handler", Around: "Middlewares",
			}})
	}
	l.Serves = []model.Serve{{Symbol: "Echo.Start", Handler: -1, Addr: 0}, {Symbol: "StartConfig.Start", Handler: 1, Addr: -1}}
	l.Sources = append(l.Sources, slices.Concat(
		named(model.Query, "Context", 0, "QueryParamOr"),
		named(model.Form, "Context", 0, "FormValueOr"),
		whole(model.Form, "Context", "FormValues"),
		named(model.Path, "Context", 0, "ParamOr"),
		whole(model.Path, "Context", "PathValues"),
		named(model.Form, "", 1, "FormValue", "FormValueOr", "FormValues", "FormValuesOr"),
		whole(model.Path, "", "PathValuesBinder"),
		filling(model.Body, "", 1, "BindBody"),
		filling(model.Header, "", 1, "BindHeaders"),
		filling(model.Path, "", 1, "BindPathValues"),
		filling(model.Query, "", 1, "BindQueryParams"),
	)...)
	l.Sinks = append(l.Sinks, into(model.BodyRead, "", 0, "BindBody")...)
	return l
}
