package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// echoMiddleware is the set that ships with echo. BasicAuth and KeyAuth are its
// only guards, unless their configuration lets requests by.
func echoMiddleware() []model.Library {
	skipper := []string{"BasicAuthConfig.Skipper"}
	key := []string{"KeyAuthConfig.Skipper", "KeyAuthConfig.ContinueOnIgnoredError"}
	keyed := func(list []model.Middleware) []model.Middleware { return bearing("KeyAuthConfig.KeyLookup", nil, list) }
	shared := slices.Concat(
		basic(wrapping(model.Auth, -1, "BasicAuth")),
		keyed(wrapping(model.Auth, -1, "KeyAuth")),
		basic(guardUnless(skipper, "BasicAuthWithConfig")),
		keyed(guardUnless(key, "KeyAuthWithConfig")),
		bodyLimits("BodyLimit", "BodyLimitWithConfig"),
		wrapping(model.RateLimit, -1, "RateLimiter", "RateLimiterWithConfig"),
		wrapping(model.CORS, -1, "CORS", "CORSWithConfig"),
		wrapping(model.Recover, -1, "Recover", "RecoverWithConfig"),
		wrapping(model.Timeout, -1, "ContextTimeout", "ContextTimeoutWithConfig", "ContextTimeoutConfig.ToMiddleware"),
		wrapping(model.Log, -1, "RequestLogger", "RequestLoggerWithConfig", "BodyDump", "BodyDumpWithConfig"),
		wrapping(model.Other, -1,
			"CSRF", "CSRFWithConfig", "CSRFConfig.ToMiddleware", "Secure", "SecureWithConfig",
			"RequestID", "RequestIDWithConfig", "Gzip", "GzipWithConfig", "Decompress", "DecompressWithConfig", "MethodOverride", "MethodOverrideWithConfig",
			"AddTrailingSlash", "AddTrailingSlashWithConfig", "RemoveTrailingSlash", "RemoveTrailingSlashWithConfig",
			"HTTPSRedirect", "HTTPSRedirectWithConfig", "HTTPSWWWRedirect", "HTTPSWWWRedirectWithConfig", "HTTPSNonWWWRedirect", "HTTPSNonWWWRedirectWithConfig",
			"WWWRedirect", "WWWRedirectWithConfig", "NonWWWRedirect", "NonWWWRedirectWithConfig", "Rewrite", "RewriteWithConfig", "Static", "StaticWithConfig", "Proxy", "ProxyWithConfig"),
	)
	return []model.Library{
		{
			Path:     "github.com/labstack/echo/v4/middleware",
			Declines: []string{"DefaultSkipper"},
			Middleware: slices.Concat(shared,
				wrapping(model.Log, -1, "Logger", "LoggerWithConfig", "RequestLoggerConfig.ToMiddleware"),
				wrapping(model.Timeout, -1, "Timeout", "TimeoutWithConfig", "TimeoutConfig.ToMiddleware")),
		},
		{
			Path:     "github.com/labstack/echo/v5/middleware",
			Declines: []string{"DefaultSkipper"},
			Middleware: slices.Concat(shared,
				basic(guardUnless(skipper, "BasicAuthConfig.ToMiddleware")),
				keyed(guardUnless(key, "KeyAuthConfig.ToMiddleware")),
				bodyLimits("BodyLimitConfig.ToMiddleware"),
				wrapping(model.RateLimit, -1, "RateLimiterConfig.ToMiddleware"),
				wrapping(model.CORS, -1, "CORSConfig.ToMiddleware"),
				wrapping(model.Recover, -1, "RecoverConfig.ToMiddleware"),
				wrapping(model.Log, -1, "RequestLoggerConfig.ToMiddleware", "BodyDumpConfig.ToMiddleware"),
				wrapping(model.Other, -1, "SecureConfig.ToMiddleware", "RequestIDConfig.ToMiddleware", "GzipConfig.ToMiddleware", "DecompressConfig.ToMiddleware",
					"MethodOverrideConfig.ToMiddleware", "AddTrailingSlashConfig.ToMiddleware", "RemoveTrailingSlashConfig.ToMiddleware",
					"RedirectConfig.ToMiddleware", "RewriteConfig.ToMiddleware", "StaticConfig.ToMiddleware", "ProxyConfig.ToMiddleware")),
		},
	}
}

// echoJWT is echo's guard for JSON web tokens, which went by a path without a
// version first. What it found is left in the context for handlers.
func echoJWT() []model.Library {
	var list []model.Library
	for _, path := range []string{"github.com/labstack/echo-jwt", "github.com/labstack/echo-jwt/v4", "github.com/labstack/echo-jwt/v5"} {
		guards := slices.Concat(
			wrapping(model.Auth, -1, "JWT"),
			guardUnless([]string{"Config.Skipper", "Config.ContinueOnIgnoredError"}, "WithConfig", "Config.ToMiddleware"),
		)
		for i := range guards {
			guards[i].Sets = "user"
		}
		bearing("Config.TokenLookup", []string{"Config.TokenLookupFuncs"}, guards)
		list = append(list, model.Library{Path: path, Middleware: guards})
	}
	return list
}

// echoContrib is what echo's makers keep beside it. A session knows a browser,
// and casbin asks whether a user may do something that others have identified.
func echoContrib() []model.Library {
	return []model.Library{
		{
			Path: "github.com/labstack/echo-contrib/session", Middleware: wrapping(model.Other, -1, "Middleware", "MiddlewareWithConfig"),
			Sources: []model.Source{{Symbol: "Get", Kind: model.Session, Key: 0}},
		},
		{Path: "github.com/labstack/echo-contrib/casbin", Middleware: wrapping(model.Authz, -1, "Middleware", "MiddlewareWithConfig")},
		{Path: "github.com/labstack/echo-contrib/echoprometheus", Middleware: wrapping(model.Log, -1, "NewMiddleware", "NewMiddlewareWithConfig", "MiddlewareConfig.ToMiddleware", "NewHandler", "NewHandlerWithConfig")},
		{Path: "github.com/samber/slog-echo", Middleware: wrapping(model.Log, -1, "New", "NewWithConfig", "NewWithFilters")},
		{Path: "github.com/getsentry/sentry-go/echo", Middleware: wrapping(model.Log, -1, "New")},
		{Path: "go.opentelemetry.io/contrib/instrumentation/github.com/labstack/echo/otelecho", Middleware: wrapping(model.Log, -1, "Middleware")},
		{Path: "github.com/swaggo/echo-swagger", Middleware: wrapping(model.Other, -1, "WrapHandler", "EchoWrapHandler")},
	}
}
