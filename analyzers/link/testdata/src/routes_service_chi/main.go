// Command routes_service_chi is a service of chi in four packages: api registers,
// auth asks a store that main chooses, and a second router is for those who run
// the service.
package main

import (
	"net/http"
	"os"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/cors"

	"corpus/routes_service_chi/api"
	"corpus/routes_service_chi/auth"
	"corpus/routes_service_chi/store"
)

func main() {
	sessions := store.New(os.Getenv("TOKEN"))
	guard := auth.New(sessions, os.Getenv("SECRET"))

	ops := chi.NewMux()
	ops.Use(middleware.NewCompressor(5).Handler)
	ops.Get("/metrics", api.List) // route GET /metrics none
	ops.Group(func(r chi.Router) {
		r.Use(middleware.BasicAuth("ops", map[string]string{"ops": os.Getenv("PASSWORD")}))
		r.Post("/drain", api.List) // route POST /drain required
	})
	go func() { _ = http.ListenAndServe("127.0.0.1:9090", ops) }()

	r := chi.NewRouter()
	r.Use(middleware.RequestID, middleware.Recoverer)
	r.Use(cors.Handler(cors.Options{AllowedOrigins: []string{"https://example.com"}}))
	r.Mount("/api/"+api.Version, api.New(guard).Routes())
	server := &http.Server{Addr: ":8080", Handler: http.TimeoutHandler(r, time.Minute, "late")}
	_ = server.ListenAndServe()
}
