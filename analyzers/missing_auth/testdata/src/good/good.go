// Command good serves notes. Everything but the health check is behind one
// guard.
package main

import (
	"crypto/subtle"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
)

func main() {
	r := chi.NewRouter()
	r.Get("/healthz", health)
	r.Group(func(r chi.Router) {
		r.Use(requireToken)
		r.Get("/notes", listNotes)
		r.Get("/notes/export", exportNotes)
		r.With(logToken).Delete("/notes/{id}", deleteNote)
	})
	log.Fatal(http.ListenAndServe(":8080", r))
}

// requireToken rejects requests without the service's token.
func requireToken(next http.Handler) http.Handler {
	want := []byte("Bearer " + os.Getenv("NOTES_TOKEN"))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), want) != 1 {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// logToken looks at the header as well, and lets everyone by.
func logToken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			log.Printf("%s %s without a token", r.Method, r.URL.Path)
		}
		next.ServeHTTP(w, r)
	})
}

func health(w http.ResponseWriter, _ *http.Request)      { w.WriteHeader(http.StatusNoContent) }
func listNotes(w http.ResponseWriter, _ *http.Request)   { json.NewEncoder(w).Encode([]string{"one"}) }
func exportNotes(w http.ResponseWriter, _ *http.Request) { json.NewEncoder(w).Encode([]string{"all"}) }
func deleteNote(w http.ResponseWriter, _ *http.Request)  { w.WriteHeader(http.StatusNoContent) }
