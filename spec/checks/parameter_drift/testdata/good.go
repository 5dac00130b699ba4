package orders

import (
	"net/http"
	"strconv"
)

func described(mux *http.ServeMux) {
	mux.HandleFunc("GET /orders", all)
	mux.HandleFunc("GET /orders/{number}", one)
	mux.HandleFunc("POST /orders", add)
}

func all(w http.ResponseWriter, r *http.Request) {
	_ = r.URL.Query().Get("sort")
	_ = r.URL.Query().Get("ids[]")
	_ = r.URL.Query().Get("status") // a field of filter
	_ = r.URL.Query().Get("where[article]")
	_ = r.Header.Get("x-tenant")
	_ = r.Header.Get("Accept-Language")
	_ = r.Header.Get("X-Api-Key")
	_ = r.URL.Query().Get("page")
}

func one(w http.ResponseWriter, r *http.Request) {
	_, _ = strconv.ParseFloat(r.PathValue("number"), 64)
	_ = r.URL.Query().Get("verbose")
}

func add(w http.ResponseWriter, r *http.Request) {
	_ = r.FormValue("article")
	_ = r.FormValue("dry_run") // in the query
}
