package orders

import (
	"net/http"
)

func routes(mux *http.ServeMux) {
	mux.HandleFunc("POST /orders", create)
	mux.HandleFunc("GET /orders/{id}", show)
	mux.HandleFunc("DELETE /orders/{id}", remove)
}

func create(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength == 0 {
		http.Error(w, "empty", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

func show(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("id") == "0" {
		http.Error(w, "short and stout", http.StatusTeapot)
		return
	}
	w.WriteHeader(http.StatusOK)
}

func remove(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("id") == "0" {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
