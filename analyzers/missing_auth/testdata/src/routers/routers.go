// Command routers uses every way to build a tree of chi routers. Of each there
// is a guarded route and an open one.
package main

import (
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
)

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// users returns a router that its caller mounts.
func users() http.Handler {
	r := chi.NewRouter()
	r.Get("/", answer)
	r.Get("/{id:[0-9]+}", answer)
	return r
}

// teams is open, since nobody guards it where it is mounted.
func teams() chi.Router {
	r := chi.NewRouter()
	r.Get("/", answer)     // want "proven: GET /teams is registered without"
	r.Post("/new", answer) // want "proven: POST /teams/new is registered without"
	return r
}

// api keeps its router in a field.
type api struct {
	chi.Router
	mux *chi.Mux
}

func newAPI() *api {
	a := &api{Router: chi.NewRouter(), mux: chi.NewRouter()}
	a.routes()
	return a
}

func (a *api) routes() {
	a.mux.Use(guard)
	a.mux.Get("/field", answer)
	a.Get("/embedded", answer) // want "proven: GET /embedded/embedded is registered without"
}

// fill adds routes to a router that it is given.
func fill(r chi.Router, name string) {
	r.Get("/"+name, answer) // want "proven: GET /filled/open is registered without"
}

type route struct {
	path    string
	handler http.HandlerFunc
}

func main() {
	r := chi.NewRouter()
	r.Group(func(r chi.Router) {
		r.Use(guard)
		r.Get("/group", answer)
		r.Group(func(r chi.Router) {
			r.Post("/group/inner", answer)
		})
		r.Route("/route", func(r chi.Router) {
			r.Put("/inner", answer)
			r.Mount("/users", users())
		})
	})
	r.Group(func(r chi.Router) {
		r.Get("/beside", answer) // want "proven: GET /beside is registered without"
	})
	r.Mount("/users", guard(users()))
	r.Mount("/teams", teams())
	r.Route("/methods", func(r chi.Router) {
		r.With(guard).Method("PATCH", "/a", http.HandlerFunc(answer))
		r.With(guard).MethodFunc(http.MethodDelete, "/b", answer)
		r.MethodFunc("patch", "/c", answer) // want "proven: PATCH /methods/c is registered without"
		r.HandleFunc("/d", answer)          // want "proven: ANY /methods/d is registered without"
	})
	r.Route("/filled", func(r chi.Router) {
		fill(r.With(guard), "guarded")
		fill(r, "open")
	})
	deep := r.With(guard).With(func(next http.Handler) http.Handler { return next })
	deep.Get("/deep", answer)
	a := newAPI()
	r.Mount("/field", a.mux)
	r.Mount("/embedded", a)
	r.NotFound(answer)
	r.MethodNotAllowed(answer)
	log.Fatal(http.ListenAndServe(":8080", r))
}
