package orders

import (
	"encoding/json"
	"net/http"
	"time"
)

type base struct {
	ID        string    `json:"id"`
	CreatedAt time.Time `json:"created_at"` // want "unproven: \"created_at\" of user is sent in the 200 response of GET /users/{id}, whose schema does not have it"
}

type user struct {
	base
	Email    string `json:"email"`
	Password string `json:"password_hash"` // want "proven: \"password_hash\" of user is sent in the 200 response of GET /users/{id}, whose schema does not have it: by its name it is a credential, and so with 1 other route$"
	Pin      string `json:"pin"`           // want "proven: \"pin\" of user is sent .*, and the document declares it writeOnly"
}

type page[T any] struct {
	Items []T `json:"items"`
	Total int `json:"total"` // want "unproven: \"total\" is sent in the 2XX response of GET /users"
}

type health struct { // want "hint: the 200 response of GET /health is described as an object without fields, and the code writes 1 field of health"
	Database string `json:"database"`
}

func routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /users/{id}", show)
	mux.HandleFunc("GET /users", list)
	mux.HandleFunc("GET /health", alive)
}

func show(w http.ResponseWriter, r *http.Request) {
	var u user
	json.NewEncoder(w).Encode(u)
}

func list(w http.ResponseWriter, r *http.Request) {
	var p page[user]
	json.NewEncoder(w).Encode(&p)
}

func alive(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode(health{})
}
