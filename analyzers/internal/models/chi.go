package models

import "github.com/apiward/apiward/rules/model"

func chi() model.Library {
	verb := func(name, method string) model.Register {
		return model.Register{Name: name, Method: method, MethodArg: -1, Path: 0, Handler: 1}
	}
	return model.Library{
		Path: "github.com/go-chi/chi/v5",
		Routers: []model.Router{{
			Types: []string{"Router", "Mux"},
			New:   []string{"NewRouter", "NewMux"},
			Register: []model.Register{
				verb("Get", "GET"), verb("Post", "POST"), verb("Put", "PUT"), verb("Patch", "PATCH"), verb("Delete", "DELETE"),
				verb("Head", "HEAD"), verb("Options", "OPTIONS"), verb("Connect", "CONNECT"), verb("Trace", "TRACE"), verb("Query", "QUERY"),
				verb("Handle", "ANY"), verb("HandleFunc", "ANY"),
				{Name: "Method", MethodArg: 0, Path: 1, Handler: 2},
				{Name: "MethodFunc", MethodArg: 0, Path: 1, Handler: 2},
			},
			Mount: []model.Mount{
				{Name: "Mount", Kind: model.MountHandler, Prefix: 0, Arg: 1},
				{Name: "Route", Kind: model.MountFunc, Prefix: 0, Arg: 1},
				{Name: "Group", Kind: model.GroupFunc, Prefix: -1, Arg: 0},
				{Name: "With", Kind: model.Chain, Prefix: -1, Arg: 0},
			},
			Use:    []model.Use{{Name: "Use", Arg: 0}},
			Syntax: model.Braces,
			Cuts:   true,
		}},
		Chains: []model.ChainOf{
			{Symbol: "Chain", List: 0, Handler: -1},
			{Symbol: "Middlewares.Handler", List: -1, Handler: 0},
			{Symbol: "Middlewares.HandlerFunc", List: -1, Handler: 0},
		},
		Parts: telling(model.PatternOf, "Context", "RoutePattern"),
		Sources: []model.Source{
			{Symbol: "URLParam", Kind: model.Path, Key: 1},
			{Symbol: "URLParamFromCtx", Kind: model.Path, Key: 1},
			{Symbol: "Context.URLParam", Kind: model.Path, Key: 0},
		},
	}
}

// chiMiddleware is the set that ships with chi. BasicAuth is its only guard.
func chiMiddleware() model.Library {
	l := model.Library{Path: "github.com/go-chi/chi/v5/middleware", Middleware: basic(wrapping(model.Auth, -1, "BasicAuth"))}
	for role, names := range map[model.Role][]string{
		model.BodyLimit: {"RequestSize"},
		model.RateLimit: {"Throttle", "ThrottleBacklog", "ThrottleWithOpts"},
		model.Recover:   {"Recoverer"},
		model.Timeout:   {"Timeout"},
		model.Log:       {"Logger", "RequestLogger"},
		model.Other: {
			"AllowContentEncoding", "AllowContentType", "CleanPath", "ClientIPFromHeader", "ClientIPFromRemoteAddr", "ClientIPFromXFF",
			"ClientIPFromXFFTrustedProxies", "Compress", "ContentCharset", "GetHead", "Heartbeat", "Maybe", "New", "NoCache", "PageRoute",
			"PathRewrite", "Profiler", "RealIP", "RedirectSlashes", "RequestID", "RouteHeaders", "SetHeader", "StripPrefix", "StripSlashes",
			"Sunset", "SupressNotFound", "URLFormat", "WithValue",
		},
	} {
		for _, name := range names {
			l.Middleware = append(l.Middleware, model.Middleware{Symbol: name, Role: role, Handler: -1, Strip: -1})
		}
	}
	l.Middleware = append(l.Middleware, model.Middleware{Symbol: "Compressor.Handler", Role: model.Other, Handler: 0, Strip: -1})
	return l
}
