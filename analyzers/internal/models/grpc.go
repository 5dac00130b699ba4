package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// internalCodes are Unknown and Internal: what goes with them was not written
// for a client.
var internalCodes = model.Condition{Arg: 0, Values: []string{"2", "13"}}

func internalStatus(sinks []model.Sink) []model.Sink {
	for i := range sinks {
		sinks[i].When = &internalCodes
	}
	return sinks
}

// grpcStatus makes the errors that a client gets. Messages are read within
// 4 MB before a method is called.
func grpcStatus() model.Library {
	return model.Library{
		Path:  "google.golang.org/grpc/status",
		Sinks: internalStatus(slices.Concat(into(model.Response, "", 1, "Error", "New"), intoRest(model.Response, "", 1, "Errorf", "Newf"))),
		// What is put in is followed, and the code is the caller's choice.
		PublicErrors: []string{"Error", "Errorf", "Status.Err", "Convert", "FromError", "FromContextError"},
	}
}

func grpcMetadata() model.Library {
	return model.Library{
		Path: "google.golang.org/grpc/metadata",
		Sources: slices.Concat(
			whole(model.Header, "", "FromIncomingContext"),
			named(model.Header, "", 1, "ValueFromIncomingContext"),
			narrowing(model.Header, "MD", 0, "Get"),
		),
		Pure: []string{"MD.Copy", "MD.Get", "Join", "New", "Pairs"},
	}
}

func grpcCodes() model.Library {
	return model.Library{Path: "google.golang.org/grpc/codes", RPC: model.RPC{Codes: []string{"Code"}}}
}

// intercepted are the types that stand around the methods of a gRPC server.
var intercepted = []string{"UnaryServerInterceptor", "StreamServerInterceptor", "ServerOption"}

// grpcServer registers services, each by what was generated for it. Options that
// hold no interceptor change nothing about who is let by.
func grpcServer() model.Library {
	server := model.Router{
		Types:    []string{"Server"},
		New:      []string{"NewServer"},
		Options:  1,
		Services: []model.Service{{Name: "RegisterService", Desc: 0, Impl: 1, Path: -1}},
		Bounded:  true,
	}
	registrar := server
	registrar.Types, registrar.New, registrar.Options = []string{"ServiceRegistrar"}, nil, 0
	return model.Library{
		Path:    "google.golang.org/grpc",
		Routers: []model.Router{server, registrar},
		Serves:  []model.Serve{{Symbol: "Server.Serve", Handler: -1, Addr: 0}},
		RPC: model.RPC{
			Options: []model.Option{
				{Symbol: "UnaryInterceptor", Calls: model.UnaryCalls},
				{Symbol: "ChainUnaryInterceptor", Calls: model.UnaryCalls},
				{Symbol: "StreamInterceptor", Calls: model.StreamCalls},
				{Symbol: "ChainStreamInterceptor", Calls: model.StreamCalls},
				{Symbol: "Creds", Connects: true},
				{Symbol: "InTapHandle", Asks: true},
			},
			Parts: intercepted,
			Nexts: []string{"UnaryHandler", "StreamHandler"},
			Procedures: []model.Procedure{
				{Symbol: "UnaryServerInfo.FullMethod"}, {Symbol: "StreamServerInfo.FullMethod"},
				{Symbol: "Method"}, {Symbol: "MethodFromServerStream"},
			},
		},
	}
}

// grpcCredentials tell who the other side is where they ask it for a
// certificate, which the configuration of TLS says.
func grpcCredentials() []model.Library {
	return []model.Library{
		{
			Path:       "google.golang.org/grpc/credentials",
			RPC:        model.RPC{Parts: []string{"TransportCredentials"}},
			Middleware: []model.Middleware{{Symbol: "NewTLS", Adapts: 1, Handler: -1, Strip: -1}, {Symbol: "NewServerTLSFromFile", Role: model.Other, Handler: -1, Strip: -1}, {Symbol: "NewServerTLSFromCert", Role: model.Other, Handler: -1, Strip: -1}},
		},
		{Path: "google.golang.org/grpc/credentials/insecure", Middleware: []model.Middleware{{Symbol: "NewCredentials", Role: model.Other, Handler: -1, Strip: -1}}},
		{Path: "google.golang.org/grpc/credentials/alts", Middleware: []model.Middleware{{Symbol: "NewServerCreds", Role: model.Auth, Handler: -1, Strip: -1}}},
	}
}

// interceptors returns the two that a package of interceptors makes, one for
// each kind of call.
func interceptors(path string, role model.Role) model.Library {
	l := model.Library{Path: path}
	for _, name := range []string{"UnaryServerInterceptor", "StreamServerInterceptor"} {
		l.Middleware = append(l.Middleware, model.Middleware{Symbol: name, Role: role, Handler: -1, Strip: -1})
	}
	return l
}

// asking returns those that ask a function of the service.
func asking(path string) model.Library {
	l := interceptors(path, model.Unknown)
	for i := range l.Middleware {
		l.Middleware[i].Asks, l.Middleware[i].Over = 1, "AuthFuncOverride"
	}
	l.Sources = called(model.Header, "", "Authorization", "AuthFromMD")
	return l
}

// grpcMiddleware1 is the first version of the ecosystem's interceptors.
func grpcMiddleware1() []model.Library {
	const path = "github.com/grpc-ecosystem/go-grpc-middleware"
	all := model.Library{Path: path}
	for _, name := range []string{"ChainUnaryServer", "ChainStreamServer"} {
		all.Chains = append(all.Chains, model.ChainOf{Symbol: name, List: 0, Handler: -1})
	}
	all.RPC.Options = []model.Option{{Symbol: "WithUnaryServerChain", Calls: model.UnaryCalls}, {Symbol: "WithStreamServerChain", Calls: model.StreamCalls}}
	payload := func(l model.Library) model.Library {
		for _, name := range []string{"PayloadUnaryServerInterceptor", "PayloadStreamServerInterceptor"} {
			l.Middleware = append(l.Middleware, model.Middleware{Symbol: name, Role: model.Log, Handler: -1, Strip: -1})
		}
		return l
	}
	return []model.Library{
		all,
		asking(path + "/auth"),
		payload(interceptors(path+"/logging/logrus", model.Log)),
		payload(interceptors(path+"/logging/zap", model.Log)),
		interceptors(path+"/ratelimit", model.RateLimit),
		interceptors(path+"/recovery", model.Recover),
		interceptors(path+"/tags", model.Other),
		interceptors(path+"/validator", model.Other),
		{Path: path + "/util/metautils", Sources: slices.Concat(whole(model.Header, "", "ExtractIncoming"), narrowing(model.Header, "NiceMD", 0, "Get"))},
	}
}

// grpcMiddleware2 is the second version.
func grpcMiddleware2() []model.Library {
	const path = "github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors"
	selector := interceptors(path+"/selector", model.Other)
	for i := range selector.Middleware {
		selector.Middleware[i].Adapts, selector.Middleware[i].Matches = 1, 2
	}
	selector.RPC.Parts = []string{"Matcher"}
	selector.Middleware = append(selector.Middleware, model.Middleware{Symbol: "MatchFunc", Adapts: 1, Handler: -1, Strip: -1})
	realIP := interceptors(path+"/realip", model.Other)
	for _, name := range []string{"UnaryServerInterceptorOpts", "StreamServerInterceptorOpts"} {
		realIP.Middleware = append(realIP.Middleware, model.Middleware{Symbol: name, Role: model.Other, Handler: -1, Strip: -1})
	}
	return []model.Library{
		{Path: path, RPC: model.RPC{Procedures: []model.Procedure{
			{Symbol: "CallMeta.FullMethod"}, {Symbol: "CallMeta.Service", Part: model.ServiceOf}, {Symbol: "CallMeta.Method", Part: model.MethodOf},
		}}},
		asking(path + "/auth"),
		interceptors(path+"/logging", model.Log),
		interceptors(path+"/protovalidate", model.Other),
		interceptors(path+"/ratelimit", model.RateLimit),
		realIP,
		interceptors(path+"/recovery", model.Recover),
		selector,
		interceptors(path+"/validator", model.Other),
		{Path: "github.com/grpc-ecosystem/go-grpc-middleware/v2/metadata", Sources: slices.Concat(whole(model.Header, "", "ExtractIncoming"), narrowing(model.Header, "MD", 0, "Get"))},
	}
}

// grpcObservers count and trace.
func grpcObservers() []model.Library {
	metrics := model.Library{Path: "github.com/grpc-ecosystem/go-grpc-prometheus"}
	for _, name := range []string{"UnaryServerInterceptor", "StreamServerInterceptor", "ServerMetrics.UnaryServerInterceptor", "ServerMetrics.StreamServerInterceptor"} {
		metrics.Middleware = append(metrics.Middleware, model.Middleware{Symbol: name, Role: model.Other, Handler: -1, Strip: -1})
	}
	return []model.Library{metrics}
}

// grpcPeer is the other side of a connection: that there is one says nothing
// about who it is.
func grpcPeer() model.Library {
	return model.Library{Path: "google.golang.org/grpc/peer", Sources: called(model.Header, "", "peer", "FromContext")}
}

// grpcGateway answers HTTP by calls of services. Which paths it has for them, a
// generated function knows that is handed the mux.
func grpcGateway() []model.Library {
	const path = "github.com/grpc-ecosystem/grpc-gateway"
	// Version 1 does not say at run time which method it calls.
	return []model.Library{gatewayOf(path+"/v2/runtime", 4), gatewayOf(path+"/runtime", 0)}
}

func gatewayOf(path string, name int) model.Library {
	register := []model.Register{{Name: "Handle", MethodArg: 0, Path: 1, Handler: 2, Compiled: true}}
	if name > 0 {
		register = append(register, model.Register{Name: "HandlePath", MethodArg: 0, Path: 1, Handler: 2})
	}
	l := model.Library{
		Path: path,
		Routers: []model.Router{{
			Types:    []string{"ServeMux"},
			New:      []string{"NewServeMux"},
			Options:  1,
			Register: register,
			Syntax:   model.Braces,
			Gateway:  true,
		}},
		RPC: model.RPC{
			Parts:     []string{"ServeMuxOption"},
			Templates: []model.Template{{Symbol: "NewPattern", Steps: 2, Texts: 3, Verb: 4}, {Symbol: "MustPattern"}},
			Forwards:  []model.Forward{{Symbol: "AnnotateContext", Name: name, Away: true}, {Symbol: "AnnotateIncomingContext", Name: name}},
		},
	}
	if name > 0 {
		l.RPC.Options = []model.Option{{Symbol: "WithMiddlewares"}}
	}
	return l
}
