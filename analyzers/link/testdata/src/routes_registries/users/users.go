// Package users is a plugin of another package.
package users

import "net/http"

// Users answers for users.
type Users struct{ Prefix string }

// Routes registers its routes below a prefix of its own.
func (u *Users) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET "+u.Prefix+"/users", list) // route GET /v1/users required
	more(mux)
}

func more(mux *http.ServeMux) {
	mux.HandleFunc("POST /users", list) // route POST /users required
}

func list(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(nil) }
