// Package api registers routes on routers that others guard.
package api

import (
	"net/http"

	"corpus/xpkg/auth"

	"github.com/go-chi/chi/v5"
)

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }

// Orders is guarded by main.
func Orders() http.Handler {
	r := chi.NewRouter()
	r.Get("/", answer)
	r.Delete("/{id}", answer)
	return r
}

// Reports is not.
func Reports() http.Handler {
	mux := chi.NewRouter()
	mux.Get("/daily", answer) // want "proven: GET /reports/daily is registered without"
	return mux
}

// AddUsers adds routes to a guarded router.
func AddUsers(r chi.Router) {
	r.Get("/users", answer)
	r.Route("/users/{id}", func(r chi.Router) {
		r.Put("/", answer)
	})
}

// AddGuests adds routes to one that only remembers what callers send.
func AddGuests(r chi.Router) {
	r.Get("/guests", answer) // want "proven: GET /guests is registered without"
}

// Server keeps its router where everyone can reach it.
type Server struct {
	Router *chi.Mux
	Guard  *auth.Guard
}

// Routes registers the server's routes.
func (s *Server) Routes() {
	s.Router.Get("/open", answer) // want "proven: GET /server/open is registered without"
	s.Router.Group(func(r chi.Router) {
		r.Use(s.Guard.Require)
		r.Get("/guarded", answer)
	})
	s.Router.Get("/inline", s.inline)
}

func (s *Server) inline(w http.ResponseWriter, r *http.Request) {
	if !s.Guard.Known(r) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	answer(w, r)
}
