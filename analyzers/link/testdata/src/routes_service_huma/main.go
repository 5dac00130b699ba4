// Command routes_service_huma is a service of huma in three packages, on a router
// of chi and on a mux of net/http. Middleware counts for what is registered behind
// it, and what a document says of an operation guards nothing by itself.
package main

import (
	"net/http"
	"os"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"corpus/routes_service_huma/api"
	"corpus/routes_service_huma/auth"
)

func main() {
	keys := auth.Keys{Key: os.Getenv("API_KEY"), Tokens: map[string]string{os.Getenv("TOKEN"): "a"}}
	go operations(keys)
	r := chi.NewRouter()
	r.Use(middleware.Recoverer)
	config := huma.DefaultConfig("service", "1")
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	public := humachi.New(r, config)
	api.Public(public)
	api.Register(public, keys)
	r.Route("/closed", func(r chi.Router) {
		r.Use(keys.Plain)
		api.Items(humachi.New(r, config))
	})
	_ = http.ListenAndServe(":8080", r)
}

// operations are for those who run the service.
func operations(keys auth.Keys) {
	mux := http.NewServeMux()
	config := huma.DefaultConfig("operations", "1")
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	ops := humago.New(mux, config)
	ops.UseMiddleware(keys.Ask(ops))
	api.Operations(ops)
	_ = http.ListenAndServe("127.0.0.1:9090", mux)
}
