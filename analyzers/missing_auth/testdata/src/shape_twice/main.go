// Command shape_twice mounts routers under several prefixes.
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

// api is one router: the same routes are there under all prefixes.
func api() http.Handler {
	r := chi.NewRouter()
	r.Get("/items", answer) // want "proven: GET /v1/items is registered" "proven: GET /v2/items is registered"
	r.With(guard).Post("/items", answer)
	return r
}

// versions makes a router for each version.
func versions(r chi.Router) {
	for _, v := range []string{"/a", "/b"} {
		r.Route("/each"+v, func(r chi.Router) {
			if v == "/b" {
				r.Use(guard)
			}
			r.Get("/list", answer) // want "proven: GET /each/a/list is registered"
		})
	}
}

// engine is a router in a struct, with what it needs.
type engine struct {
	*chi.Mux
	name string
}

func newEngine(name string) (*engine, error) {
	e := &engine{Mux: chi.NewRouter(), name: name}
	e.Get("/"+name+"/own", e.own) // want "proven: GET /engines/first/own is registered"
	return e, nil
}

func (e *engine) own(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(e.name)) }

func main() {
	r := chi.NewRouter()
	shared := api()
	r.Mount("/v1", shared)
	r.Mount("/v2", shared)
	r.Mount("/v3", guard(shared))
	versions(r)
	first, err := newEngine("first")
	if err != nil {
		log.Fatal(err)
	}
	second, err := newEngine("second")
	if err != nil {
		log.Fatal(err)
	}
	r.Mount("/engines", first)
	r.With(guard).Mount("/more", second)
	log.Fatal(http.ListenAndServe(":8080", r))
}
