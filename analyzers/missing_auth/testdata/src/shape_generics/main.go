// Command shape_generics registers handlers that adapters make of functions of
// many shapes.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
)

var errDenied = errors.New("denied")

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// adapt makes a handler of a function of a decoded request.
func adapt[Req, Resp any](fn func(context.Context, Req) (Resp, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var req Req
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&req); err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		resp, err := fn(r.Context(), req)
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(resp)
	}
}

type item struct{ Name string }

func create(_ context.Context, it item) (item, error)        { return it, nil }
func remove(_ context.Context, _ struct{}) (struct{}, error) { return struct{}{}, nil }

// handle registers for any type.
func handle[T any](r chi.Router, path string, load func(*http.Request) (T, error)) {
	r.Get(path, func(w http.ResponseWriter, req *http.Request) {
		v, err := load(req)
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(v)
	})
}

func load(*http.Request) (item, error) { return item{"a"}, nil }

// failing is a handler that returns an error.
type failing func(http.ResponseWriter, *http.Request) error

func (f failing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := f(w, r); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func fails(w http.ResponseWriter, _ *http.Request) error {
	_, err := w.Write([]byte("data"))
	return err
}

// checks asks for a credential itself.
func checks(w http.ResponseWriter, r *http.Request) error {
	if r.Header.Get("Authorization") != "secret" {
		w.WriteHeader(http.StatusUnauthorized)
		return nil
	}
	_, err := w.Write([]byte("data"))
	return err
}

// wrapped is an adapter by a function.
func wrapped(fn func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := fn(w, r); err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
		}
	}
}

// store is a generic struct with handlers.
type store[T any] struct {
	items []T
	keep  func(http.Handler) http.Handler
}

func newStore[T any](keep func(http.Handler) http.Handler) *store[T] { return &store[T]{keep: keep} }

func (s *store[T]) routes(prefix string) func(chi.Router) {
	return func(r chi.Router) {
		r.Use(s.keep)
		r.Get(prefix+"/list", s.list) // want "proven: GET /open/list is registered"
	}
}

func (s *store[T]) list(w http.ResponseWriter, _ *http.Request) {
	_ = json.NewEncoder(w).Encode(s.items)
}

// counter is a handler with a state, made by a factory.
type counter struct{ n int }

func newCounter() *counter { return &counter{} }

func (c *counter) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	_ = json.NewEncoder(w).Encode(c.n)
}

func (c *counter) reset(w http.ResponseWriter, _ *http.Request) {
	c.n = 0
	w.WriteHeader(http.StatusNoContent)
}

func greet(word string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(word)) }
}

func passing(next http.Handler) http.Handler { return next }

func main() {
	r := chi.NewRouter()
	r.Post("/adapted", adapt(create)) // want "proven: POST /adapted is registered"
	r.With(guard).Delete("/adapted", adapt(remove))
	r.Post("/literal", adapt(func(_ context.Context, n int) (int, error) { return n, errDenied })) // want "proven: POST /literal is registered"
	handle(r, "/generic/open", load)                                                               // want "proven: GET /generic/open is registered"
	handle(r.With(guard), "/generic/closed", load)
	handle[int](r.With(guard), "/generic/int", func(*http.Request) (int, error) { return 1, nil })
	r.Method("GET", "/failing/open", failing(fails)) // want "proven: GET /failing/open is registered"
	r.Method("GET", "/failing/closed", failing(checks))
	r.Get("/wrapped/open", wrapped(fails)) // want "proven: GET /wrapped/open is registered"
	r.Get("/wrapped/closed", wrapped(checks))
	r.Group(newStore[item](passing).routes("/open"))
	r.Group(newStore[int](guard).routes("/closed"))
	c := newCounter()
	r.Handle("/counter", c)                                  // want "proven: ANY /counter is registered"
	r.Post("/counter/reset", c.reset)                        // want "proven: POST /counter/reset is registered"
	r.Put("/counter", (*counter).ServeHTTPFor(newCounter())) // want "proven: PUT /counter is registered"
	r.Get("/greet", greet("hello"))                          // want "proven: GET /greet is registered"
	r.With(guard).Get("/greet/closed", greet("hello"))
	log.Fatal(http.ListenAndServe(":8080", r))
}

// ServeHTTPFor is used as a method expression.
func (c *counter) ServeHTTPFor() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { c.ServeHTTP(w, r) }
}
