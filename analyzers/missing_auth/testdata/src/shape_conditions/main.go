// Command shape_conditions registers routes under conditions, and with early ways
// out.
package main

import (
	"errors"
	"log"
	"net/http"
	"os"

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

// secured is told by a constant whether to guard.
func secured(r chi.Router, path string, secure bool) {
	if secure {
		r = r.With(guard)
	}
	r.Get(path, answer)
}

// moded is told by text.
func moded(r chi.Router, mode string) {
	if mode == "private" {
		r.With(guard).Get("/"+mode, answer)
		return
	}
	r.Get("/"+mode, answer) // want "proven: GET /public-mode is registered"
}

// optional takes a guard, or none.
func optional(r chi.Router, path string, mw func(http.Handler) http.Handler) {
	if mw != nil {
		r.With(mw).Get(path, answer)
		return
	}
	r.Get(path, answer)
}

// build has early ways out that make nothing conditional.
func build(dir string) (http.Handler, error) {
	if dir == "" {
		return nil, errors.New("no directory")
	}
	r := chi.NewRouter()
	r.Use(guard)
	if _, err := os.Stat(dir); err != nil {
		return nil, err
	}
	r.Get("/built", answer)
	return r, nil
}

func main() {
	r := chi.NewRouter()
	secured(r, "/told/open", false) // want "proven: GET /told/open is registered"
	secured(r, "/told/closed", true)
	moded(r, "public-mode")
	moded(r, "private")
	optional(r, "/optional/none", nil) // want "proven: GET /optional/none is registered"
	optional(r, "/optional/some", guard)
	if os.Getenv("DEBUG") != "" {
		r.Get("/debugging", answer) // want "proven: GET /debugging is registered"
	}
	h, err := build("web")
	if err != nil {
		log.Fatal(err)
	}
	r.Mount("/", h)
	log.Fatal(http.ListenAndServe(":8080", r))
}
