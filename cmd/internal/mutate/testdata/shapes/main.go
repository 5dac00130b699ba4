// Shapes is a service in which each kind of mutant has its places, and beside
// each place a look-alike that is none.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"

	"example.com/shapes/store"
)

func main() {
	db, err := sql.Open("postgres", "")
	if err != nil {
		log.Fatal(fmt.Errorf("open the notes: %w", err))
	}
	api := &server{notes: &store.Notes{DB: db}, auth: requireToken}
	log.Fatal(http.ListenAndServe(":8080", api.routes()))
}

type middleware func(http.Handler) http.Handler

type server struct {
	notes notes
	auth  middleware
}

// notes is what store keeps: what the handlers call is known by the interface.
type notes interface {
	Find(owner, text string) ([]string, error)
	Newest(text string) (string, error)
}

func (s *server) routes() http.Handler {
	mux := http.NewServeMux()
	// A wrapper around a handler, and around a function that becomes one.
	mux.Handle("GET /notes", requireToken(http.HandlerFunc(s.find)))
	mux.Handle("POST /notes", protect(s.add))
	// A field that holds the wrapper, and a constructor of one.
	mux.Handle("PUT /notes/{id}", s.auth(http.HandlerFunc(s.replace)))
	mux.Handle("DELETE /notes/{id}", requireRole("admin")(http.HandlerFunc(s.remove)))
	// A list, by a variable that nothing else uses.
	guard := requireToken
	mux.Handle("PATCH /notes/{id}", chain(http.HandlerFunc(s.patch), logged, guard))
	mux.Handle("GET /notes/newest", all(http.HandlerFunc(s.newest)))
	// Twice the same: without one of them the other is left.
	mux.Handle("GET /notes/twice", requireToken(requireRole("user")(http.HandlerFunc(s.find))))
	// No guard by its name.
	mux.Handle("GET /login", authLogger(http.HandlerFunc(s.login)))
	return mux
}

func chain(h http.Handler, list ...middleware) http.Handler {
	for i := len(list) - 1; i >= 0; i-- {
		h = list[i](h)
	}
	return h
}

// all puts the usual around a handler.
func all(h http.Handler) http.Handler {
	for _, m := range []middleware{
		logged,
		requireToken,
	} {
		h = m(h)
	}
	return h
}

func (s *server) login(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }
