// Command decoys answers many paths with one handler: what is said of these is said once.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
)

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("TOKEN") {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func data(w http.ResponseWriter, r *http.Request) {
	text, _ := os.ReadFile(os.Getenv("DATA"))
	w.Write(text)
}

func decoy(w http.ResponseWriter, r *http.Request) {
	text, _ := os.ReadFile(os.Getenv("DECOY"))
	w.Write(text)
}

func few(w http.ResponseWriter, r *http.Request) { data(w, r) }

func main() {
	r := chi.NewRouter()
	r.With(guard).Get("/data", data)
	for _, a := range []string{"admin", "backup", "blog", "cgi", "cms", "config", "db"} {
		for _, b := range []string{"new", "old", "test", "tmp", "one", "two", "www", "web"} {
			r.Get("/"+a+"/"+b, decoy) // want "proven: 56 routes that corpus.decoys.decoy answers are registered without authentication, as of GET /admin/new: nothing"
		}
	}
	r.Get("/few/one", few) // want "proven: GET /few/one is registered without"
	r.Get("/few/two", few) // want "proven: GET /few/two is registered without"
	log.Fatal(http.ListenAndServe(":8080", r))
}
