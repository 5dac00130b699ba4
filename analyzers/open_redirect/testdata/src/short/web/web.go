// Package web answers with redirects.
package web

import (
	"net/http"

	"corpus/short/links"
)

// Routes returns the handlers.
func Routes(l *links.Links) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{id}", func(w http.ResponseWriter, r *http.Request) {
		target, err := l.Find(r.Context(), r.PathValue("id"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		http.Redirect(w, r, target, http.StatusFound)
	})
	mux.HandleFunc("GET /p/{id}", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, links.Preview(r.PathValue("id")), http.StatusFound)
	})
	mux.HandleFunc("GET /go", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, links.Direct(r.FormValue("to")), http.StatusFound) // want `proven: form value "to"`
	})
	return mux
}
