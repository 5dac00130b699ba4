// Package web hands on what it is asked for.
package web

import (
	"database/sql"
	"net/http"

	"corpus/answers/names"
)

// New returns the routes.
func New(db *sql.DB, n names.Names) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /things", func(w http.ResponseWriter, r *http.Request) {
		names.Find(db, n, r.URL.Query().Get("id"))
	})
	return mux
}
