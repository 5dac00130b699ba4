package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// connect serves each method by a handler of its own, which a generated function
// puts together under the path of the service.
func connect() model.Library {
	simple := func(name string, stream bool) model.Service {
		return model.Service{Name: name, Desc: -1, Path: 0, Impl: 1, Around: 2, Stream: stream}
	}
	return model.Library{
		Path: "connectrpc.com/connect",
		Routers: []model.Router{{
			Types: []string{"Handler"},
			New: []string{
				"NewUnaryHandler", "NewUnaryHandlerSimple", "NewClientStreamHandler", "NewClientStreamHandlerSimple",
				"NewServerStreamHandler", "NewServerStreamHandlerSimple", "NewBidiStreamHandler",
			},
			Services: []model.Service{
				simple("NewUnaryHandler", false), simple("NewUnaryHandlerSimple", false),
				simple("NewClientStreamHandler", true), simple("NewClientStreamHandlerSimple", true),
				simple("NewServerStreamHandler", true), simple("NewServerStreamHandlerSimple", true), simple("NewBidiStreamHandler", true),
			},
		}},
		RPC: model.RPC{
			Options: []model.Option{
				{Symbol: "WithInterceptors"}, {Symbol: "WithHandlerOptions"}, {Symbol: "WithOptions"}, {Symbol: "WithRequestGate", Asks: true},
			},
			Parts:      []string{"Interceptor", "HandlerOption", "Option"},
			Wrappers:   []model.Wrapper{{Type: "Interceptor", Unary: "WrapUnary", Stream: "WrapStreamingHandler"}},
			Streams:    []string{"ClientStream", "ServerStream", "BidiStream"},
			Codes:      []string{"Code"},
			Procedures: []model.Procedure{{Symbol: "Spec.Procedure"}},
		},
		Middleware: bodyLimits("WithReadMaxBytes"),

		Requests:        []string{"Request", "AnyRequest", "StreamingHandlerConn"},
		BoundedRequests: []string{"Request", "AnyRequest", "StreamingHandlerConn"}, // a message has been read by then
		Sources: slices.Concat(
			whole(model.Body, "Request", "Msg"),
			whole(model.Header, "Request", "Header"),
			whole(model.Body, "AnyRequest", "Any"),
			whole(model.Header, "AnyRequest", "Header"),
			whole(model.Header, "StreamingHandlerConn", "RequestHeader"),
			whole(model.Body, "ClientStream", "Msg"),
			whole(model.Header, "ClientStream", "RequestHeader"),
			whole(model.Body, "BidiStream", "Receive"),
			whole(model.Header, "BidiStream", "RequestHeader"),
			whole(model.Header, "CallInfo", "RequestHeader"),
		),
		Sinks: internalStatus(into(model.Response, "", 1, "NewError")),
		// What other services answer is no request.
		Opaque: []string{"Client.CallUnary"},
	}
}

// connectExtras are the packages that come with connect.
func connectExtras() []model.Library {
	other := func(path string, symbols ...string) model.Library {
		l := model.Library{Path: path}
		for _, s := range symbols {
			l.Middleware = append(l.Middleware, model.Middleware{Symbol: s, Role: model.Other, Handler: -1, Strip: -1})
		}
		return l
	}
	// For everyone, as those of gRPC.
	at := func(path, function, service string) model.Library {
		return model.Library{Path: path, Routers: []model.Router{{Services: []model.Service{{Name: function, Desc: -1, Impl: -1, Path: -1, At: service}}}}}
	}
	return []model.Library{
		at("connectrpc.com/grpchealth", "NewHandler", "/grpc.health.v1.Health/"),
		at("connectrpc.com/grpcreflect", "NewHandlerV1", "/grpc.reflection.v1.ServerReflection/"),
		at("connectrpc.com/grpcreflect", "NewHandlerV1Alpha", "/grpc.reflection.v1alpha.ServerReflection/"),
		{
			Path: "connectrpc.com/authn",
			Middleware: []model.Middleware{
				{Symbol: "NewMiddleware", Role: model.Unknown, Asks: 1, Sets: "authn.info", Handler: -1, Strip: -1},
				{Symbol: "Middleware.Wrap", Self: true, Handler: 0, Strip: -1},
			},
			Sources: slices.Concat(
				called(model.Header, "", "Authorization", "BearerToken"),
				called(model.Context, "", "authn.info", "GetInfo"),
			),
			RPC: model.RPC{Procedures: []model.Procedure{{Symbol: "InferProcedure"}}},
		},
		other("connectrpc.com/otelconnect", "NewInterceptor"),
		other("connectrpc.com/validate", "NewInterceptor"),
	}
}
