package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

func goRestful() model.Library {
	const r, w = "Request", "Response"
	return model.Library{
		Path:      "github.com/emicklei/go-restful/v3",
		Requests:  []string{r},
		Responses: []string{w},
		Sources: slices.Concat(
			named(model.Path, r, 0, "PathParameter"),
			whole(model.Path, r, "PathParameters"),
			named(model.Query, r, 0, "QueryParameter", "QueryParameters"),
			named(model.Form, r, 0, "BodyParameter"),
			named(model.Header, r, 0, "HeaderParameter"),
			filling(model.Body, r, 0, "ReadEntity"),
			named(model.Context, r, 0, "Attribute"),
			whole(model.Context, r, "SelectedRoutePath"),
		),
		Sinks: slices.Concat(
			into(model.BodyRead, r, -1, "ReadEntity"),
			into(model.Response, w, 0, "Write", "WriteEntity", "WriteAsJson", "WriteAsXml", "WriteJson"),
			into(model.Response, w, 1, "WriteError", "WriteErrorString", "WriteHeaderAndEntity", "WriteHeaderAndJson", "WriteHeaderAndXml"),
			into(model.Response, "", 1, "NewError"),
		),
	}
}
