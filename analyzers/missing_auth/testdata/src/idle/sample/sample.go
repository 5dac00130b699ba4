// Package sample answers as another service would, for tests of the client.
package sample

import "net/http"

var repositories = map[string]string{}

// Handler is what a test serves.
func Handler() http.Handler {
	mux := http.NewServeMux() // want "hint: corpus/idle/sample registers routes without authentication, as DELETE /repositories/{name}, and no command imports it"
	mux.HandleFunc("GET /repositories/{name}", func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte(repositories[r.PathValue("name")]))
	})
	mux.HandleFunc("DELETE /repositories/{name}", func(w http.ResponseWriter, r *http.Request) {
		delete(repositories, r.PathValue("name"))
	})
	return mux
}
