// Command fasthttp_routes has open routes beside guarded ones on a router of
// fasthttp's, and a server that is guarded as a whole.
package main

import (
	"os"

	"github.com/fasthttp/router"
	"github.com/valyala/fasthttp"
)

func answer(ctx *fasthttp.RequestCtx) { ctx.SendFile("/srv/data") }

func required(h fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		if string(ctx.Request.Header.Peek("X-Api-Key")) != os.Getenv("KEY") {
			ctx.Error("no", fasthttp.StatusForbidden)
			return
		}
		h(ctx)
	}
}

// named sets a header.
func named(h fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		ctx.Response.Header.Set("Server", "notes")
		h(ctx)
	}
}

func main() {
	r := router.New()
	r.GET("/notes", answer)         // want "proven: GET /notes is registered without authentication"
	r.POST("/notes", named(answer)) // want "proven: POST /notes is registered without"
	r.PUT("/notes/{id}", required(answer))
	r.DELETE("/notes/{id:[0-9]+}", named(required(answer)))
	v1 := r.Group("/v1")
	v1.GET("/notes/{id?}", answer) // want "proven: GET /v1/notes/{id} is registered without"
	v1.PATCH("/notes", required(answer))
	r.GET("/favicon.ico", answer) // public by nature
	go inside()
	_ = fasthttp.ListenAndServe(":8080", named(r.Handler))
}

func inside() {
	r := router.New()
	r.GET("/keys", answer)
	r.POST("/keys", answer)
	s := &fasthttp.Server{Handler: required(r.Handler)}
	_ = s.ListenAndServe(":9090")
}
