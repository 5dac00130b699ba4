// Command halfseen has no guard that can be seen: some of its chains cannot be
// read, in the others there is nothing.
package main

import (
	"encoding/json"
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
)

var orders []string

func list(w http.ResponseWriter, _ *http.Request) { json.NewEncoder(w).Encode(orders) }

var plugins = map[string]func(http.Handler) http.Handler{}

func main() {
	r := chi.NewRouter()
	r.With(plugins["first"]).Get("/a", list)
	r.With(plugins["second"]).Get("/b", list)
	r.Get("/c", list)
	r.Get("/d", list)
	r.Post("/e", list)
	r.Delete("/f", list)
	log.Fatal(http.ListenAndServe(":8080", r)) // want "unproven: no route that corpus/halfseen serves here is seen to require authentication: in the chains of 4, nothing rejects a request without a credential, and those of 2 cannot be read"
}
