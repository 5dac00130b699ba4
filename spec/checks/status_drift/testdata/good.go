package orders

import "net/http"

func described(mux *http.ServeMux) {
	mux.HandleFunc("POST /orders", add)
	mux.HandleFunc("GET /orders/{id}", one)
	mux.HandleFunc("DELETE /orders/{id}", drop)
}

func add(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength == 0 {
		http.Error(w, "empty", http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

func one(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("id") == "0" {
		http.NotFound(w, r)
		return
	}
	w.WriteHeader(http.StatusOK)
}

func drop(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("id") == "0" {
		http.Error(w, "no", http.StatusConflict)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
