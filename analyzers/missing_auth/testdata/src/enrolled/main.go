// Command enrolled makes users of those who ask for it, as a sign-up does, and has other
// routes by the same words.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"

	"corpus/enrolled/accounts"
)

type server struct{ store accounts.Store }

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("TOKEN") {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) join(w http.ResponseWriter, r *http.Request) {
	if err := accounts.Make(s.store, r.FormValue("name"), r.FormValue("password")); err != nil {
		http.Error(w, "no", http.StatusConflict)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

func (s *server) add(w http.ResponseWriter, r *http.Request) {
	if err := s.store.Add(r.FormValue("name"), nil); err != nil {
		http.Error(w, "no", http.StatusConflict)
	}
}

func (s *server) drop(w http.ResponseWriter, r *http.Request) {
	if err := s.store.Drop(r.FormValue("name")); err != nil {
		http.Error(w, "no", http.StatusConflict)
	}
}

func main() {
	s := &server{}
	r := chi.NewRouter()
	r.With(guard).Get("/me", s.drop)
	r.Post("/users", s.join)    // want "unproven: POST /users makes users of whoever asks"
	r.Post("/accounts", s.add)  // want "proven: POST /accounts is registered without"
	r.Delete("/users", s.drop)  // want "proven: DELETE /users is registered without"
	r.Put("/users", s.join)     // want "proven: PUT /users is registered without"
	r.Post("/invoices", s.join) // want "proven: POST /invoices is registered without"
	log.Fatal(http.ListenAndServe(":8080", r))
}
