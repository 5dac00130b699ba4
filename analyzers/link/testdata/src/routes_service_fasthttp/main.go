// Command routes_service_fasthttp is a service of fasthttp and its router in three
// packages. The router has no middleware: handlers are wrapped one by one, or all
// of them where the router is served.
package main

import (
	"os"

	"github.com/valyala/fasthttp"

	"corpus/routes_service_fasthttp/api"
	"corpus/routes_service_fasthttp/auth"
)

func main() {
	tokens := auth.New(os.Getenv("TOKEN"))
	go func() { _ = fasthttp.ListenAndServe("127.0.0.1:9090", tokens.Wrap(api.Operations().Handler)) }()
	r := api.Router(tokens)
	server := &fasthttp.Server{Handler: auth.Recovered(auth.AuthLogger(r.Handler))}
	_ = server.ListenAndServe(":8080")
}
