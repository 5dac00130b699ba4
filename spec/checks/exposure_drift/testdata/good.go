package orders

import (
	"encoding/json"
	"net/http"
)

type account struct {
	ID       string `json:"id"`
	Email    string `json:"email,omitempty"`
	Password string `json:"-"`
	secret   string
}

type token struct{ Secret string }

func (token) MarshalJSON() ([]byte, error) { return []byte(`"***"`), nil }

func hidden(mux *http.ServeMux) {
	mux.HandleFunc("GET /users/{id}", one)
	mux.HandleFunc("GET /users", many)
	mux.HandleFunc("GET /tokens", tokens)
	mux.HandleFunc("GET /labels", labels)
}

func one(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("id") == "" {
		http.Error(w, "no such user", http.StatusNotFound)
		return
	}
	json.NewEncoder(w).Encode(account{})
}

func many(w http.ResponseWriter, r *http.Request) {
	var out map[string][]account // the schema has items, which a map may hold
	json.NewEncoder(w).Encode(out)
}

func tokens(w http.ResponseWriter, r *http.Request) {
	var t token
	json.NewEncoder(w).Encode(t)
}

func labels(w http.ResponseWriter, r *http.Request) {
	var v any
	json.NewEncoder(w).Encode(v)
}
