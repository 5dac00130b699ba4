// Package api has the routes.
package api

import (
	"net/http"
	"os"
	"time"

	"github.com/fasthttp/router"
	"github.com/valyala/fasthttp"
	"github.com/valyala/fasthttp/fasthttpadaptor"

	"corpus/routes_service_fasthttp/auth"
)

// Router has the routes of everybody.
func Router(t *auth.Tokens) *router.Router {
	r := router.New()
	r.GET("/", list) // route GET / none body_limit=present recover=present
	api := r.Group("/api")
	orders(api.Group("/orders"), t)
	items(r.Group("/open"), plainly)
	items(r.Group("/closed"), t.Wrap)
	lookalikes(api, t)
	r.ANY("/any/{path:*}", t.Wrap(list))         // route ANY /any/{path...} required body_limit=present recover=present
	r.ServeFiles("/static/{filepath:*}", "/srv") // route GET /static/{filepath...} none recover=present
	if os.Getenv("DEBUG") != "" {
		r.GET("/debug", list) // route GET /debug none body_limit=present recover=present
	}
	return r
}

// orders: several methods on one path.
func orders(g *router.Group, t *auth.Tokens) {
	g.GET("/", t.Wrap(list))                                                // route GET /api/orders required body_limit=present recover=present
	g.POST("/", fasthttp.TimeoutHandler(t.Wrap(list), time.Second, "late")) // route POST /api/orders required body_limit=present recover=present timeout=present
	g.GET("/{id:[0-9]+}", t.Greet(list))                                    // route GET /api/orders/{id} optional body_limit=present recover=present
	g.DELETE("/{id:[0-9]+}", t.Wrap(auth.Role("admin", list)))              // route DELETE /api/orders/{id} required authz=present body_limit=present recover=present
	g.Handle("PATCH", "/{id:[0-9]+}", list)                                 // route PATCH /api/orders/{id} none body_limit=present recover=present
}

// items are wrapped by whom they are told to.
func items(g *router.Group, around func(fasthttp.RequestHandler) fasthttp.RequestHandler) {
	g.GET("/items", around(list)) // route GET /open/items none body_limit=present recover=present route GET /closed/items required body_limit=present recover=present
}

func plainly(h fasthttp.RequestHandler) fasthttp.RequestHandler { return h }

// lookalikes keep nobody out for not saying who they are.
func lookalikes(g *router.Group, t *auth.Tokens) {
	g.GET("/jwt", auth.AuthLogger(list))                                     // route GET /api/jwt none body_limit=present recover=present
	g.GET("/secure", auth.Secure(list))                                      // route GET /api/secure none body_limit=present recover=present
	g.GET("/said", t.Said(list))                                             // route GET /api/said none body_limit=present recover=present
	g.GET("/adapted", t.Wrap(fasthttpadaptor.NewFastHTTPHandlerFunc(plain))) // route GET /api/adapted required recover=present
	g.PUT("/chosen", chosen(os.Getenv("GUARD"), list))                       // route PUT /api/chosen unknown body_limit=present recover=present
}

// Guards are added by whoever builds the service.
var Guards = map[string]func(fasthttp.RequestHandler) fasthttp.RequestHandler{}

func chosen(name string, h fasthttp.RequestHandler) fasthttp.RequestHandler {
	if guard, ok := Guards[name]; ok {
		return guard(h)
	}
	return h
}

// Operations are for those who run the service.
func Operations() *router.Router {
	r := router.New()
	r.GET("/metrics", list) // route GET /metrics required body_limit=present
	r.POST("/drain", list)  // route POST /drain required body_limit=present
	return r
}

func list(ctx *fasthttp.RequestCtx) {
	data, _ := os.ReadFile("/srv/data.json")
	_, _ = ctx.Write(data)
}

func plain(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/data.json")
	_, _ = w.Write(data)
}
