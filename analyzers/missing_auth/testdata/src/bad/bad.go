// Command bad serves notes. Two of its routes can be called by anyone who
// reaches the port.
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
	r.Get("/notes/export", exportNotes) // want "proven: GET /notes/export is registered without authentication"
	r.Group(func(r chi.Router) {
		r.Use(requireToken)
		r.Get("/notes", listNotes)
	})
	r.With(logToken).Delete("/notes/{id}", deleteNote) // want "proven: DELETE /notes/{id} is registered without authentication: nothing in its chain \\(bad.logToken\\) rejects"
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

func listNotes(w http.ResponseWriter, _ *http.Request)   { json.NewEncoder(w).Encode([]string{"one"}) }
func exportNotes(w http.ResponseWriter, _ *http.Request) { json.NewEncoder(w).Encode([]string{"all"}) }
func deleteNote(w http.ResponseWriter, _ *http.Request)  { w.WriteHeader(http.StatusNoContent) }
