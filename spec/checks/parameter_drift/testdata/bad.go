package orders

import (
	"net/http"
	"strconv"
)

func routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /orders", list)
	mux.HandleFunc("GET /orders/{id}", show)
	mux.HandleFunc("POST /orders", create)
}

func list(w http.ResponseWriter, r *http.Request) {
	_ = r.URL.Query().Get("sort")
	_ = r.URL.Query().Get("as_user") // want "proven: the code reads the query parameter \"as_user\" of GET /orders, which the document does not have"
	_ = r.Header.Get("X-Debug")      // want "unproven: the code reads the header \"X-Debug\" of GET /orders"
	_, _ = strconv.Atoi(r.URL.Query().Get("page"))
}

func show(w http.ResponseWriter, r *http.Request) {
	_, _ = strconv.Atoi(r.PathValue("id"))
	_, _ = r.Cookie("beta") // want "unproven: the code reads the cookie \"beta\" of GET /orders/{id}"
}

func create(w http.ResponseWriter, r *http.Request) {
	_ = r.FormValue("article")
	_ = r.FormValue("price") // want "proven: the code reads the form field \"price\" of POST /orders"
}
