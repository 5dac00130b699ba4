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
		Path:            "github.com/danielgtaylor/huma/v2",
		Requests:        []string{c},
		BoundedRequests: []string{c},
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
