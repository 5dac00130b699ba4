package orders

import (
	"encoding/json"
	"net/http"
)

type order struct {
	Article  string `json:"article"`
	OwnerID  int    `json:"owner_id"` // want "proven: \"owner_id\" of order is taken from the body of POST /orders, whose schema does not have it, and so with 1 other route$"
	Comment  string `json:"comment"`  // want "unproven: \"comment\" of order"
	Verified bool   `json:"verified"` // want "unproven: \"verified\" of order is taken .*, and the document declares it readOnly"
	Lines    []line `json:"lines"`
}

type line struct {
	Article string `json:"article"`
	Price   int    `json:"price"` // want "proven: \"lines.price\" of line"
}

type settings struct { // want "unproven: the body of POST /settings is described as an object without fields, and the code takes 1 field of settings, \"role\" among them"
	Role string `json:"role"`
}

func routes(mux *http.ServeMux) {
	mux.HandleFunc("POST /orders", create)
	mux.HandleFunc("PUT /orders", create)
	mux.HandleFunc("POST /settings", set)
}

func create(w http.ResponseWriter, r *http.Request) {
	var o order
	json.NewDecoder(r.Body).Decode(&o)
}

func set(w http.ResponseWriter, r *http.Request) {
	var s settings
	json.NewDecoder(r.Body).Decode(&s)
}
