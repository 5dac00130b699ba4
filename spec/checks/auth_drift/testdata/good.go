package orders

import "net/http"

func agreed(mux *http.ServeMux) {
	mux.Handle("GET /orders", requireUser(list))
	mux.Handle("POST /orders", requireUser(list))
	mux.Handle("GET /orders/{id}", requireUser(list))
	mux.Handle("DELETE /orders/{id}", requireUser(list))
	mux.HandleFunc("GET /catalogue", list)
	mux.Handle("GET /news", acceptUser(list))
}
