// Package chi has the shape of go-chi/chi for the corpora of analyzers: the
// names and signatures that the models know, and bodies that register, wrap
// and route as the library's callers expect. Matching is linear and patterns
// are literals, {name} and a trailing *.
package chi

import (
	"context"
	"net/http"
	"strings"
)

// Router is what routes are registered on.
type Router interface {
	http.Handler
	Routes

	Use(middlewares ...func(http.Handler) http.Handler)
	With(middlewares ...func(http.Handler) http.Handler) Router
	Group(fn func(r Router)) Router
	Route(pattern string, fn func(r Router)) Router
	Mount(pattern string, h http.Handler)

	Handle(pattern string, h http.Handler)
	HandleFunc(pattern string, h http.HandlerFunc)
	Method(method, pattern string, h http.Handler)
	MethodFunc(method, pattern string, h http.HandlerFunc)

	Connect(pattern string, h http.HandlerFunc)
	Delete(pattern string, h http.HandlerFunc)
	Get(pattern string, h http.HandlerFunc)
	Head(pattern string, h http.HandlerFunc)
	Options(pattern string, h http.HandlerFunc)
	Patch(pattern string, h http.HandlerFunc)
	Post(pattern string, h http.HandlerFunc)
	Put(pattern string, h http.HandlerFunc)
	Query(pattern string, h http.HandlerFunc)
	Trace(pattern string, h http.HandlerFunc)

	NotFound(h http.HandlerFunc)
	MethodNotAllowed(h http.HandlerFunc)
}

// Routes is what can be asked of a router.
type Routes interface {
	Routes() []Route
	Middlewares() Middlewares
	Match(rctx *Context, method, path string) bool
}

// Route is one pattern with its handlers by method.
type Route struct {
	SubRoutes Routes
	Handlers  map[string]http.Handler
	Pattern   string
}

// Middlewares is a chain, outermost first.
type Middlewares []func(http.Handler) http.Handler

// Chain returns the given middlewares as a chain.
func Chain(middlewares ...func(http.Handler) http.Handler) Middlewares { return middlewares }

// Handler wraps h in the chain.
func (mws Middlewares) Handler(h http.Handler) http.Handler {
	for i := len(mws) - 1; i >= 0; i-- {
		h = mws[i](h)
	}
	return h
}

// HandlerFunc wraps h in the chain.
func (mws Middlewares) HandlerFunc(h http.HandlerFunc) http.Handler { return mws.Handler(h) }

// Context is what routing leaves in a request's context.
type Context struct {
	Routes        Routes
	RoutePath     string // what is left to match by a mounted router
	RouteMethod   string
	URLParams     RouteParams
	RoutePatterns []string
}

// RouteParams are the path parameters, outer routers first.
type RouteParams struct{ Keys, Values []string }

// Add appends one parameter.
func (s *RouteParams) Add(key, value string) {
	s.Keys = append(s.Keys, key)
	s.Values = append(s.Values, value)
}

// NewRouteContext returns an empty routing context.
func NewRouteContext() *Context { return &Context{} }

// URLParam returns the innermost parameter of that name.
func (x *Context) URLParam(key string) string {
	for i := len(x.URLParams.Keys) - 1; i >= 0; i-- {
		if x.URLParams.Keys[i] == key {
			return x.URLParams.Values[i]
		}
	}
	return ""
}

// RoutePattern returns the full pattern that matched.
func (x *Context) RoutePattern() string {
	return strings.ReplaceAll(strings.Join(x.RoutePatterns, ""), "/*/", "/")
}

type contextKey struct{ name string }

// RouteCtxKey is the key of the routing context.
var RouteCtxKey = &contextKey{"RouteContext"}

// RouteContext returns the routing context of a request, or nil.
func RouteContext(ctx context.Context) *Context {
	rctx, _ := ctx.Value(RouteCtxKey).(*Context)
	return rctx
}

// URLParam returns a path parameter of the request.
func URLParam(r *http.Request, key string) string { return URLParamFromCtx(r.Context(), key) }

// URLParamFromCtx returns a path parameter of the request with that context.
func URLParamFromCtx(ctx context.Context, key string) string {
	if rctx := RouteContext(ctx); rctx != nil {
		return rctx.URLParam(key)
	}
	return ""
}
