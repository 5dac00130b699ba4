// Package router has the routes.
package router

import (
	"net/http"
	"os"
)

// New returns the routes.
func New() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /bills", show) // want "proven: GET /bills is registered without authentication"
	mux.Handle("GET /orders", guarded(http.HandlerFunc(show)))
	return mux
}

func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("TOKEN") {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func show(w http.ResponseWriter, r *http.Request) {}
