package orders

import (
	"encoding/json"
	"net/http"
)

type placed struct {
	Article string       `json:"article"`
	Note    string       `json:"note,omitempty"`
	Lines   []placedLine `json:"lines"`
	Owner   string       `json:"-"`
	ID      int          `json:"id"` // readOnly, and no right hangs on it
}

type placedLine struct {
	Article string `json:"article"`
}

func bound(mux *http.ServeMux) {
	mux.HandleFunc("POST /orders", place)
	mux.HandleFunc("PUT /orders", place)
	mux.HandleFunc("POST /settings", anything)
}

func place(w http.ResponseWriter, r *http.Request) {
	var p placed
	json.NewDecoder(r.Body).Decode(&p)
}

func anything(w http.ResponseWriter, r *http.Request) {
	var v map[string]any
	json.NewDecoder(r.Body).Decode(&v)
}
