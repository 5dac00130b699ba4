package models

import "github.com/apiward/apiward/rules/model"

// goa's middleware numbers, logs and traces requests. What asks for credentials is
// in the code that it generates.
func goa() []model.Library {
	makes := func(l *model.Library, role model.Role, symbols ...string) {
		for _, s := range symbols {
			l.Middleware = append(l.Middleware, model.Middleware{Symbol: s, Role: role, Handler: -1, Strip: -1})
		}
	}
	calls := model.Library{Path: "goa.design/goa/v3/grpc/middleware"}
	makes(&calls, model.Log, "StreamServerLog", "StreamServerLogContext", "UnaryServerLog", "UnaryServerLogContext")
	makes(&calls, model.Other, "StreamCanceler", "StreamRequestID", "StreamServerTrace", "UnaryRequestID", "UnaryServerTrace")
	requests := model.Library{
		Path:       "goa.design/goa/v3/http/middleware",
		Middleware: []model.Middleware{{Symbol: "SmartRedirectSlashes", Role: model.Other, Handler: 0, Strip: -1}},
	}
	makes(&requests, model.Log, "Debug", "Log", "LogContext")
	makes(&requests, model.Other, "PopulateRequestContext", "RequestContext", "RequestContextKeyVals", "RequestID", "Trace")
	return []model.Library{calls, requests}
}
