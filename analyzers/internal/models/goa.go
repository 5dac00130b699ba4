package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// goa's middleware numbers, logs and traces requests. What asks for credentials is
// in the code that it generates.
func goa() []model.Library {
	return []model.Library{{
		Path: "goa.design/goa/v3/grpc/middleware",
		Middleware: append(
			wrapping(model.Log, -1, "StreamServerLog", "StreamServerLogContext", "UnaryServerLog", "UnaryServerLogContext"),
			wrapping(model.Other, -1, "StreamCanceler", "StreamRequestID", "StreamServerTrace", "UnaryRequestID", "UnaryServerTrace")...),
	}, {
		Path: "goa.design/goa/v3/http/middleware",
		Middleware: slices.Concat(
			wrapping(model.Other, 0, "SmartRedirectSlashes"),
			wrapping(model.Log, -1, "Debug", "Log", "LogContext"),
			wrapping(model.Other, -1, "PopulateRequestContext", "RequestContext", "RequestContextKeyVals", "RequestID", "Trace")),
	}}
}
