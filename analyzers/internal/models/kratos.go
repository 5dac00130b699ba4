package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

func kratosHTTP() model.Library {
	const c = "Context"
	return model.Library{
		Path:     "github.com/go-kratos/kratos/v2/transport/http",
		Requests: []string{c},
		Sources: slices.Concat(
			whole(model.Path, c, "Vars"),
			whole(model.Query, c, "Query"),
			whole(model.Form, c, "Form"),
			whole(model.Header, c, "Header"),
			filling(model.Body, c, 0, "Bind", "BindForm"),
			filling(model.Query, c, 0, "BindQuery"),
			filling(model.Path, c, 0, "BindVars"),
		),
		Sinks: slices.Concat(
			into(model.BodyRead, c, -1, "Bind"),
			into(model.Response, c, 1, "Result", "JSON", "XML", "String"),
			into(model.Response, c, 2, "Blob"),
		),
	}
}

// kratosErrors are what a client gets: their message was written for it, but
// for those that say the service failed.
func kratosErrors() model.Library {
	failed := func(list []model.Sink) []model.Sink {
		for i := range list {
			list[i].When = &model.Condition{Arg: 0, Values: []string{"500"}}
		}
		return list
	}
	return model.Library{
		Path: "github.com/go-kratos/kratos/v2/errors",
		Sinks: slices.Concat(
			into(model.Response, "", 1, "InternalServer"),
			failed(into(model.Response, "", 2, "New")),
			failed(intoRest(model.Response, "", 2, "Newf", "Errorf")),
		),
	}
}
