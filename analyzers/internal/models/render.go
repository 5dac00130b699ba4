package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// chiRender decodes requests and writes answers beside chi.
func chiRender() model.Library {
	return model.Library{
		Path: "github.com/go-chi/render",
		Sources: slices.Concat(
			filling(model.Body, "", 1, "Bind", "DefaultDecoder"),
		),
		Sinks: slices.Concat(
			into(model.BodyRead, "", 0, "DecodeJSON", "DecodeXML", "DecodeForm", "Bind", "DefaultDecoder"),
			into(model.Response, "", 2, "JSON", "XML", "PlainText", "HTML", "Data", "DefaultResponder", "Render", "RenderList"),
		),
		Middleware: wrapping(model.Other, -1, "SetContentType"),
		Pure:       []string{"DecodeJSON", "DecodeXML", "DecodeForm"},
	}
}
