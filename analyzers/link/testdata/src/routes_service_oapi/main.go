// Command routes_service_oapi serves what is generated of a document in several
// ways: as it is, with middleware in its options and around it, and by strict
// handlers.
package main

import (
	"net/http"
	"os"

	"corpus/routes_service_oapi/api"
	"corpus/routes_service_oapi/auth"
	"corpus/routes_service_oapi/gen"
)

func main() {
	t := auth.Tokens{os.Getenv("TOKEN"): "a"}
	mux := http.NewServeMux()
	mux.Handle("/plain/", http.StripPrefix("/plain", gen.Handler(&api.Server{Tokens: t})))
	mux.Handle("/guarded/", http.StripPrefix("/guarded", with(api.Open{}, t.Wrap)))
	mux.Handle("/known/", http.StripPrefix("/known", with(api.Open{}, t.Known)))
	mux.Handle("/scoped/", http.StripPrefix("/scoped", with(api.Open{}, auth.Scopes)))
	mux.Handle("/around/", http.StripPrefix("/around", t.Wrap(gen.HandlerWithOptions(api.Open{}, gen.StdHTTPServerOptions{BaseURL: "/v1"}))))
	mux.Handle("/strict/", http.StripPrefix("/strict", with(gen.NewStrictHandler(api.Strict{}, nil), t.Wrap)))
	_ = http.ListenAndServe(":8080", mux)
}

func with(si gen.ServerInterface, mws ...gen.MiddlewareFunc) http.Handler {
	return gen.HandlerWithOptions(si, gen.StdHTTPServerOptions{Middlewares: mws})
}
