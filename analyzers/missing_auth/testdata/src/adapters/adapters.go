// Command adapters has handlers of other shapes than net/http's, and the
// functions that turn them into handlers: some ask who is calling.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
)

type user struct{ name string }

type server struct{ tokens map[string]*user }

var errStranger = errors.New("unknown caller")

func (s *server) who(r *http.Request) (*user, error) {
	u, ok := s.tokens[r.Header.Get("Authorization")]
	if !ok {
		return nil, errStranger
	}
	return u, nil
}

// withUser asks who is calling.
func (s *server) withUser(next func(http.ResponseWriter, *http.Request, *user)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		u, err := s.who(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusUnauthorized)
			return
		}
		next(w, r, u)
	}
}

// withGuest asks, and lets strangers by.
func (s *server) withGuest(next func(http.ResponseWriter, *http.Request, *user)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		u, err := s.who(r)
		if err != nil {
			u = &user{"guest"}
		}
		next(w, r, u)
	}
}

// noUser asks nobody.
func noUser(next func(http.ResponseWriter, *http.Request, *user)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { next(w, r, nil) }
}

func (s *server) show(w http.ResponseWriter, _ *http.Request, u *user) {
	if u != nil {
		json.NewEncoder(w).Encode(u.name)
	}
}

// failing is a handler that returns what went wrong.
type failing func(w http.ResponseWriter, r *http.Request) error

func (f failing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := f(w, r); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// report turns one into a handler as well.
func report(f func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := f(w, r); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
}

// authorized asks who is calling, and goes on with an error in its hand.
func (s *server) authorized(f func(http.ResponseWriter, *http.Request) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		if _, err := s.who(r); err != nil {
			return err
		}
		return f(w, r)
	}
}

func list(w http.ResponseWriter, _ *http.Request) error { return json.NewEncoder(w).Encode("all") }

// handle takes a context, a request's payload and no response writer.
func handle[T, R any](f func(context.Context, T) (R, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var in T
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		out, err := f(r.Context(), in)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		json.NewEncoder(w).Encode(out)
	}
}

type order struct{ ID string }

func create(_ context.Context, o order) (order, error) { return o, nil }

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	s := &server{tokens: map[string]*user{"secret": {"root"}}}
	r := chi.NewRouter()
	r.Get("/user", s.withUser(s.show))
	r.Get("/guest", s.withGuest(s.show)) // want "(proven|unproven): GET /guest "
	r.Get("/none", noUser(s.show))       // want "proven: GET /none is registered without"
	r.Handle("/failing", failing(list))  // want "proven: ANY /failing is registered without"
	r.Handle("/report", report(list))    // want "proven: ANY /report is registered without"
	r.Handle("/authorized", report(s.authorized(list)))
	r.Handle("/authorized/failing", failing(s.authorized(list)))
	r.Post("/typed", handle(create)) // want "proven: POST /typed is registered without"
	r.With(guard).Post("/typed/guarded", handle(create))
	r.With(guard).Handle("/failing/guarded", failing(list))
	log.Fatal(http.ListenAndServe(":8080", r))
}
