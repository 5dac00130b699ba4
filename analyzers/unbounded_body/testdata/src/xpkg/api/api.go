// Package api registers handlers that read bodies.
package api

import (
	"io"
	"net/http"

	"corpus/xpkg/body"

	"github.com/go-chi/chi/v5"
)

type value struct{ Name string }

func decode(w http.ResponseWriter, r *http.Request) {
	var v value
	if err := body.Decode(r, &v); err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func bounded(w http.ResponseWriter, r *http.Request) {
	var v value
	if err := body.Bounded(w, r, &v); err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func all(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(r.Body)
	w.Write(data)
}

// Open is mounted without a bound.
func Open() http.Handler {
	r := chi.NewRouter()
	r.Post("/", decode)
	r.Put("/", bounded)
	return r
}

// Bound is mounted within one.
func Bound() http.Handler {
	r := chi.NewRouter()
	r.Post("/", all)
	return r
}

// Add adds to a bounded router.
func Add(r chi.Router) { r.Put("/all", all) }

// Both is mounted twice.
func Both() http.Handler {
	r := chi.NewRouter()
	r.Post("/", decode)
	return r
}
