package chi

import (
	"context"
	"fmt"
	"net/http"
	"strings"
)

// Mux routes requests.
type Mux struct {
	parent      *Mux // of an inline mux, whose routes are registered there
	middlewares Middlewares
	routes      []endpoint
	notFound    http.HandlerFunc
	notAllowed  http.HandlerFunc
}

// endpoint is one registration. Method is "" for any.
type endpoint struct {
	method, pattern string
	handler         http.Handler
	sub             Routes
}

// NewRouter returns an empty router.
func NewRouter() *Mux { return NewMux() }

// NewMux returns an empty router.
func NewMux() *Mux { return &Mux{} }

// Use appends to the chain that every later route passes.
func (mx *Mux) Use(middlewares ...func(http.Handler) http.Handler) {
	if len(mx.routes) > 0 {
		panic("chi: all middlewares must be defined before routes on a mux")
	}
	mx.middlewares = append(mx.middlewares, middlewares...)
}

// With returns a router of the same path whose routes pass the given
// middlewares too.
func (mx *Mux) With(middlewares ...func(http.Handler) http.Handler) Router {
	return &Mux{parent: mx, middlewares: middlewares}
}

// Group calls fn with a router of the same path and a chain of its own.
func (mx *Mux) Group(fn func(r Router)) Router {
	im := mx.With()
	if fn != nil {
		fn(im)
	}
	return im
}

// Route calls fn with a new router and mounts it.
func (mx *Mux) Route(pattern string, fn func(r Router)) Router {
	sub := NewRouter()
	fn(sub)
	mx.Mount(pattern, sub)
	return sub
}

// Mount hands every request below pattern to h.
func (mx *Mux) Mount(pattern string, h http.Handler) {
	prefix := strings.TrimSuffix(pattern, "/")
	sub, _ := h.(Routes)
	mounted := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rctx := RouteContext(r.Context())
		rctx.RoutePath = "/" + rctx.URLParam("*")
		h.ServeHTTP(w, r)
	})
	if prefix != "" {
		mx.add("", prefix, mounted, sub)
	}
	mx.add("", prefix+"/*", mounted, sub)
}

// Handle registers h for every method.
func (mx *Mux) Handle(pattern string, h http.Handler) { mx.add("", pattern, h, nil) }

// HandleFunc registers h for every method.
func (mx *Mux) HandleFunc(pattern string, h http.HandlerFunc) { mx.Handle(pattern, h) }

// Method registers h for one method.
func (mx *Mux) Method(method, pattern string, h http.Handler) {
	mx.add(strings.ToUpper(method), pattern, h, nil)
}

// MethodFunc registers h for one method.
func (mx *Mux) MethodFunc(method, pattern string, h http.HandlerFunc) { mx.Method(method, pattern, h) }

// Connect registers h for CONNECT.
func (mx *Mux) Connect(pattern string, h http.HandlerFunc) { mx.Method("CONNECT", pattern, h) }

// Delete registers h for DELETE.
func (mx *Mux) Delete(pattern string, h http.HandlerFunc) { mx.Method("DELETE", pattern, h) }

// Get registers h for GET.
func (mx *Mux) Get(pattern string, h http.HandlerFunc) { mx.Method("GET", pattern, h) }

// Head registers h for HEAD.
func (mx *Mux) Head(pattern string, h http.HandlerFunc) { mx.Method("HEAD", pattern, h) }

// Options registers h for OPTIONS.
func (mx *Mux) Options(pattern string, h http.HandlerFunc) { mx.Method("OPTIONS", pattern, h) }

// Patch registers h for PATCH.
func (mx *Mux) Patch(pattern string, h http.HandlerFunc) { mx.Method("PATCH", pattern, h) }

// Post registers h for POST.
func (mx *Mux) Post(pattern string, h http.HandlerFunc) { mx.Method("POST", pattern, h) }

// Put registers h for PUT.
func (mx *Mux) Put(pattern string, h http.HandlerFunc) { mx.Method("PUT", pattern, h) }

// Query registers h for QUERY.
func (mx *Mux) Query(pattern string, h http.HandlerFunc) { mx.Method("QUERY", pattern, h) }

// Trace registers h for TRACE.
func (mx *Mux) Trace(pattern string, h http.HandlerFunc) { mx.Method("TRACE", pattern, h) }

// NotFound answers what no route matches.
func (mx *Mux) NotFound(h http.HandlerFunc) { mx.notFound = h }

// MethodNotAllowed answers a known path with an unknown method.
func (mx *Mux) MethodNotAllowed(h http.HandlerFunc) { mx.notAllowed = h }

// Middlewares returns the chain.
func (mx *Mux) Middlewares() Middlewares { return mx.middlewares }

// Routes returns what is registered, in order.
func (mx *Mux) Routes() []Route {
	var out []Route
	for _, e := range mx.routes {
		method := e.method
		if method == "" {
			method = "*"
		}
		out = append(out, Route{Pattern: e.pattern, SubRoutes: e.sub, Handlers: map[string]http.Handler{method: e.handler}})
	}
	return out
}

// Match reports whether a route answers the method and path.
func (mx *Mux) Match(rctx *Context, method, path string) bool {
	h, _ := mx.find(rctx, method, path)
	return h != nil
}

// ServeHTTP passes the request through the chain to its route.
func (mx *Mux) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if mx.parent != nil {
		mx.parent.ServeHTTP(w, r)
		return
	}
	if RouteContext(r.Context()) == nil {
		rctx := NewRouteContext()
		rctx.Routes, rctx.RoutePath = mx, r.URL.Path
		r = r.WithContext(context.WithValue(r.Context(), RouteCtxKey, rctx))
	}
	mx.middlewares.HandlerFunc(mx.route).ServeHTTP(w, r)
}

func (mx *Mux) route(w http.ResponseWriter, r *http.Request) {
	rctx := RouteContext(r.Context())
	method := r.Method
	if rctx.RouteMethod != "" {
		method = rctx.RouteMethod
	}
	h, known := mx.find(rctx, method, rctx.RoutePath)
	switch {
	case h != nil:
		h.ServeHTTP(w, r)
	case known && mx.notAllowed != nil:
		mx.notAllowed(w, r)
	case known:
		w.WriteHeader(http.StatusMethodNotAllowed)
	case mx.notFound != nil:
		mx.notFound(w, r)
	default:
		http.NotFound(w, r)
	}
}

// find returns the handler of the first route that matches, and whether one
// matches but for its method.
func (mx *Mux) find(rctx *Context, method, path string) (h http.Handler, known bool) {
	for _, e := range mx.routes {
		params, ok := match(e.pattern, path)
		if !ok {
			continue
		}
		if e.method != "" && e.method != method {
			known = true
			continue
		}
		rctx.RoutePatterns = append(rctx.RoutePatterns, e.pattern)
		for i, key := range params.Keys {
			rctx.URLParams.Add(key, params.Values[i])
		}
		return e.handler, true
	}
	return nil, known
}

// add registers a route. The chain of an inline mux is wrapped around the
// handler at once; the chain of any other wraps the routing.
func (mx *Mux) add(method, pattern string, h http.Handler, sub Routes) {
	if pattern == "" || pattern[0] != '/' {
		panic(fmt.Sprintf("chi: routing pattern must begin with '/' in %q", pattern))
	}
	if mx.parent != nil {
		mx.parent.add(method, pattern, mx.middlewares.Handler(h), sub)
		return
	}
	mx.routes = append(mx.routes, endpoint{method, pattern, h, sub})
}

// match holds a path against a pattern.
func match(pattern, path string) (RouteParams, bool) {
	var params RouteParams
	for pattern != "" {
		want, morePattern, _ := strings.Cut(pattern[1:], "/")
		if want == "*" {
			params.Add("*", strings.TrimPrefix(path, "/"))
			return params, path != ""
		}
		if path == "" || path[0] != '/' {
			return params, false
		}
		have, morePath, _ := strings.Cut(path[1:], "/")
		if name, ok := strings.CutPrefix(want, "{"); ok {
			params.Add(strings.TrimSuffix(name, "}"), have)
		} else if want != have {
			return params, false
		}
		pattern, path = rest(pattern, want, morePattern), rest(path, have, morePath)
	}
	return params, path == ""
}

// rest puts back the slash that a cut took away.
func rest(whole, first, more string) string {
	if len(whole) == 1+len(first) {
		return ""
	}
	return "/" + more
}
