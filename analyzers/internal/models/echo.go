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
		Path:         path,
		Requests:     []string{c},
		PublicErrors: []string{"HTTPError", "Context.FormFile", "Context.Redirect", "Context.NoContent", "Context.String"},
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

func echoMiddleware() []model.Library {
	return []model.Library{
		{Path: "github.com/labstack/echo/v4/middleware", Middleware: bodyLimits("BodyLimit", "BodyLimitWithConfig")},
		{Path: "github.com/labstack/echo/v5/middleware", Middleware: bodyLimits("BodyLimit", "BodyLimitWithConfig")},
	}
}
