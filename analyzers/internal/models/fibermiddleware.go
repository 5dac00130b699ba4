package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// fiberMiddleware is the set that ships with fiber, one package each. The two
// that ask for a credential can be told for which requests not to, and what to
// do instead of rejecting.
func fiberMiddleware() []model.Library {
	return slices.Concat(
		fiberSet("github.com/gofiber/fiber/v2/middleware/", "Config.KeyLookup"),
		fiberSet("github.com/gofiber/fiber/v3/middleware/", "Config.Extractor"),
		[]model.Library{
			{Path: "github.com/gofiber/fiber/v3/middleware/static", Middleware: fiberFiles()},
			{Path: "github.com/gofiber/fiber/v2/middleware/filesystem", Middleware: fiberFiles()},
			{Path: "github.com/gofiber/fiber/v2/middleware/monitor", Middleware: wrapping(model.Other, -1, "New")},
			{Path: "github.com/gofiber/fiber/v2/middleware/timeout", Middleware: wrapping(model.Timeout, 0, "New", "NewWithContext")},
			{Path: "github.com/gofiber/fiber/v3/middleware/responsetime", Middleware: wrapping(model.Other, -1, "New")},
			{Path: "github.com/gofiber/fiber/v3/middleware/timeout", Middleware: wrapping(model.Timeout, 0, "New")},
			{
				Path: "github.com/gofiber/fiber/v2/middleware/session", Opaque: []string{"Store.Get"},
				Sources: fromSession("Session"),
			},
			{
				Path: "github.com/gofiber/fiber/v3/middleware/session", Opaque: []string{"Store.Get", "FromContext"},
				Middleware: wrapping(model.Other, -1, "New"), Sources: fromSession("Session", "Middleware"),
			},
		},
	)
}

// fiberSet are those of one version. lookup is what tells the guard for keys where to look.
func fiberSet(path, lookup string) []model.Library {
	of := func(name string, list []model.Middleware) model.Library {
		return model.Library{Path: path + name, Middleware: list}
	}
	list := []model.Library{
		of("basicauth", basic(fiberGuard("", "Config.Next", "Config.Unauthorized"))),
		of("keyauth", bearing(lookup, nil, fiberGuard("", "Config.Next", "Config.ErrorHandler"))),
		of("limiter", wrapping(model.RateLimit, -1, "New")),
		of("cors", wrapping(model.CORS, -1, "New")),
		of("recover", wrapping(model.Recover, -1, "New")),
		of("logger", wrapping(model.Log, -1, "New")),
		of("adaptor", append(
			wrapping(model.Other, 0, "HTTPHandler", "HTTPHandlerFunc", "FiberHandler", "FiberHandlerFunc", "FiberApp"),
			model.Middleware{Symbol: "HTTPMiddleware", Adapts: 1, Handler: -1, Strip: -1})),
		of("proxy", wrapping(model.Other, -1, "Balancer", "Forward", "DomainForward", "BalancerForward")),
	}
	for _, name := range []string{
		"cache", "compress", "csrf", "earlydata", "encryptcookie", "envvar", "etag", "expvar", "favicon", "healthcheck", "helmet", "idempotency", "pprof",
		"redirect", "requestid", "rewrite",
	} {
		list = append(list, of(name, wrapping(model.Other, -1, "New")))
	}
	return list
}

// fiberGuard is a guard of the name New. sets is the context key that it fills.
func fiberGuard(sets string, skips ...string) []model.Middleware {
	return []model.Middleware{{Symbol: "New", Role: model.Auth, Handler: -1, Strip: -1, Sets: sets, Skips: skips}}
}

// fiberJWT are the guards that had modules of their own once, beside those that
// have them now: they reject requests without a valid token, or key.
func fiberJWT() []model.Library {
	return []model.Library{
		{Path: "github.com/gofiber/jwt/v2", Middleware: bearing("Config.TokenLookup", nil, fiberGuard("user", "Config.Filter", "Config.ErrorHandler"))},
		{Path: "github.com/gofiber/jwt/v3", Middleware: bearing("Config.TokenLookup", nil, fiberGuard("user", "Config.Filter", "Config.ErrorHandler"))},
		{Path: "github.com/gofiber/keyauth/v2", Middleware: bearing("Config.KeyLookup", nil, fiberGuard("token", "Config.Filter", "Config.ErrorHandler"))},
		{Path: "github.com/gofiber/contrib/jwt", Middleware: bearing("Config.TokenLookup", nil, fiberGuard("user", "Config.Filter", "Config.ErrorHandler"))},
		{Path: "github.com/gofiber/contrib/v3/jwt", Middleware: bearing("Config.Extractor", nil, fiberGuard("", "Config.Next", "Config.ErrorHandler"))},
		{
			Path: "github.com/gofiber/fiber/v3/extractors",
			Extractors: []model.Extractor{
				{Symbol: "FromAuthHeader", In: model.Header, Name: "Authorization"},
				{Symbol: "FromHeader", In: model.Header, Arg: 1},
				{Symbol: "FromCookie", In: model.Cookie, Arg: 1},
				{Symbol: "FromQuery", In: model.Query, Arg: 1},
				{Symbol: "FromForm", In: model.Form, Arg: 1},
				{Symbol: "FromParam", In: model.Path, Arg: 1},
				{Symbol: "Chain", All: true},
			},
		},
	}
}

// fiberFiles answers with files, and hands on what it has none for.
func fiberFiles() []model.Middleware {
	return []model.Middleware{{Symbol: "New", Role: model.Other, Handler: -1, Strip: -1, Files: true}}
}

// fromSession are what a server has kept of those who come back. To load a session
// asks nobody for anything.
func fromSession(types ...string) []model.Source {
	list := make([]model.Source, len(types))
	for i, t := range types {
		list[i] = model.Source{Symbol: t + ".Get", Kind: model.Session, Key: 0}
	}
	return list
}
