// Command routes_fasthttp serves a router of fasthttp's, behind what is put
// around handlers and around the router as a whole.
package main

import (
	"encoding/base64"
	"net/http"
	"os"
	"strings"

	"github.com/fasthttp/router"
	"github.com/valyala/fasthttp"
	"github.com/valyala/fasthttp/fasthttpadaptor"
)

func list(ctx *fasthttp.RequestCtx) {
	data, _ := os.ReadFile("/srv/data")
	_, _ = ctx.Write(data)
}

func plain(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/data")
	_, _ = w.Write(data)
}

// basic asks for a password.
func basic(h fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		auth := string(ctx.Request.Header.Peek("Authorization"))
		payload, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(auth, "Basic "))
		if err != nil || string(payload) != os.Getenv("LOGIN") {
			ctx.Error("no", fasthttp.StatusUnauthorized)
			return
		}
		h(ctx)
	}
}

// counted keeps nobody out.
func counted(h fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		h(ctx)
		ctx.Response.Header.Set("X-Seen", "1")
	}
}

// known says who is calling; strangers are let by.
func known(h fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		if u, ok := sessions[string(ctx.Request.Header.Cookie("session"))]; ok {
			ctx.SetUserValue("user", u)
		}
		h(ctx)
	}
}

var sessions = map[string]string{}

// required relies on what known has found.
func required(h fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		if ctx.UserValue("user") == nil {
			ctx.SetStatusCode(fasthttp.StatusUnauthorized)
			return
		}
		h(ctx)
	}
}

type valueKey int8

const (
	prefixKey valueKey = iota
	tenantKey
)

// cut takes a prefix off the path, and leaves it for who writes links.
func cut(prefix string) func(fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(h fasthttp.RequestHandler) fasthttp.RequestHandler {
		return func(ctx *fasthttp.RequestCtx) {
			if uri := string(ctx.RequestURI()); strings.HasPrefix(uri, prefix) {
				ctx.SetUserValue(prefixKey, prefix)
				ctx.Request.SetRequestURI(strings.TrimPrefix(uri, prefix))
			}
			h(ctx)
		}
	}
}

// links asks for the prefix, which says nothing of who is calling.
func links(ctx *fasthttp.RequestCtx) {
	if ctx.UserValue(prefixKey) == nil {
		ctx.Error("no", fasthttp.StatusUnauthorized)
		return
	}
	list(ctx)
}

// show asks for a parameter of the path.
func show(ctx *fasthttp.RequestCtx) {
	if ctx.UserValue("id") == nil {
		ctx.Error("no", fasthttp.StatusUnauthorized)
		return
	}
	list(ctx)
}

// tenants asks for what another program may have left there.
func tenants(ctx *fasthttp.RequestCtx) {
	if ctx.UserValue(tenantKey) == nil {
		ctx.Error("no", fasthttp.StatusUnauthorized)
		return
	}
	list(ctx)
}

func main() {
	r := router.New()
	r.GET("/links", links)                                                                // route GET /links none body_limit=present local=unknown
	r.GET("/shown/{id}", show)                                                            // route GET /shown/{id} none body_limit=present
	r.GET("/shown/{other}", show)                                                         // route GET /shown/{other} unknown body_limit=present
	r.GET("/tenants", tenants)                                                            // route GET /tenants unknown body_limit=present
	r.GET("/open", list)                                                                  // route GET /open none body_limit=present
	r.POST("/closed", basic(list))                                                        // route POST /closed required body_limit=present
	r.PUT("/counted/{id}", counted(list))                                                 // route PUT /counted/{id} none body_limit=present
	r.DELETE("/both/{id:[0-9]+}", counted(basic(list)))                                   // route DELETE /both/{id} required body_limit=present
	r.PATCH("/maybe/{name?}", known(list))                                                // route PATCH /maybe/{name} optional body_limit=present
	r.GET("/mine", known(required(list)))                                                 // route GET /mine required body_limit=present
	r.ANY("/any/{path:*}", list)                                                          // route ANY /any/{path...} none body_limit=present
	r.Handle("POST", "/handle", list)                                                     // route POST /handle none body_limit=present
	r.HEAD("/timed", fasthttp.TimeoutHandler(basic(list), 1, "late"))                     // route HEAD /timed required body_limit=present timeout=present
	r.GET("/adapted", fasthttpadaptor.NewFastHTTPHandlerFunc(plain))                      // route GET /adapted none
	r.GET("/wrapped", basic(fasthttpadaptor.NewFastHTTPHandler(http.HandlerFunc(plain)))) // route GET /wrapped required
	r.ServeFiles("/static/{filepath:*}", "/srv")                                          // route GET /static/{filepath...} none
	api := r.Group("/api")
	api.GET("/users", list) // route GET /api/users none body_limit=present
	v2 := api.Group("/v2")
	v2.GET("/users/{id}", basic(list)) // route GET /api/v2/users/{id} required body_limit=present
	go serveAdmin()
	s := &fasthttp.Server{Handler: cut("/shop")(counted(r.Handler))}
	_ = s.ListenAndServe(":8080")
}

// serveAdmin has a guard around all of its router.
func serveAdmin() {
	r := router.New()
	r.GET("/admin", list) // route GET /admin required body_limit=present
	_ = fasthttp.ListenAndServe(":9090", basic(r.Handler))
}
