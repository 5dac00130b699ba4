package models

import "github.com/apiward/apiward/rules/model"

// ginContrib is what is commonly put around gin's handlers and asks nobody who
// they are.
func ginContrib() []model.Library {
	return []model.Library{
		{Path: "github.com/gin-contrib/cors", Middleware: wrapping(model.CORS, -1, "New", "Default")},
		{Path: "github.com/gin-contrib/gzip", Middleware: wrapping(model.Other, -1, "Gzip")},
		{Path: "github.com/gin-contrib/secure", Middleware: wrapping(model.Other, -1, "New")},
		{Path: "github.com/gin-contrib/requestid", Middleware: wrapping(model.Other, -1, "New")},
		{Path: "github.com/gin-contrib/timeout", Middleware: wrapping(model.Timeout, -1, "New")},
		{Path: "github.com/gin-contrib/sessions", Middleware: wrapping(model.Other, -1, "Sessions", "SessionsMany")},
		{Path: "github.com/gin-contrib/static", Middleware: wrapping(model.Other, -1, "Serve", "ServeRoot")},
		{Path: "github.com/gin-contrib/logger", Middleware: wrapping(model.Log, -1, "SetLogger")},
		{
			Path:       "github.com/gin-contrib/zap",
			Middleware: append(wrapping(model.Log, -1, "Ginzap", "GinzapWithConfig"), wrapping(model.Recover, -1, "RecoveryWithZap", "CustomRecoveryWithZap")...),
		},
		{Path: "github.com/gotify/location", Middleware: wrapping(model.Other, -1, "New", "Default")},
		{Path: "github.com/samber/slog-gin", Middleware: wrapping(model.Log, -1, "New", "NewWithConfig", "NewWithFilters")},
		{Path: "github.com/getsentry/sentry-go/gin", Middleware: wrapping(model.Log, -1, "New")},
		{Path: "go.opentelemetry.io/contrib/instrumentation/github.com/gin-gonic/gin/otelgin", Middleware: wrapping(model.Log, -1, "Middleware")},
		{Path: "github.com/swaggo/gin-swagger", Middleware: wrapping(model.Other, -1, "WrapHandler", "CustomWrapHandler", "DisablingWrapHandler", "DisablingCustomWrapHandler")},
		{Path: "github.com/didip/tollbooth_gin", Middleware: wrapping(model.RateLimit, -1, "LimitHandler")},
	}
}

// ginJWT has a guard, and handlers beside it: to log in takes no token, to
// refresh one does.
func ginJWT() []model.Library {
	list := []model.Library{{Path: "github.com/appleboy/gin-jwt/v2"}, {Path: "github.com/appleboy/gin-jwt/v3"}}
	for i := range list {
		list[i].Middleware = append(
			bearing("GinJWTMiddleware.TokenLookup", nil, wrapping(model.Auth, -1, "GinJWTMiddleware.MiddlewareFunc", "GinJWTMiddleware.RefreshHandler")),
			wrapping(model.Other, -1, "GinJWTMiddleware.LoginHandler", "GinJWTMiddleware.LogoutHandler")...)
	}
	list[1].Middleware[1].Role = model.Other // it asks for a token of another kind, in the body
	return list
}
