package orders

import "net/http"

func routes(mux *http.ServeMux) {
	mux.Handle("GET /orders", requireUser(list))
	mux.HandleFunc("POST /orders", list) // the document asks for a bearer token
	mux.Handle("GET /orders/{id}", acceptUser(list))
	mux.HandleFunc("DELETE /orders/{id}", list)
	mux.Handle("GET /catalogue", requireUser(list)) // the document declares it open
	mux.HandleFunc("GET /news", list)
	mux.Handle("POST /news", requireUser(list))
	mux.HandleFunc("GET /partners", list)
}

func list(http.ResponseWriter, *http.Request)           {}
func requireUser(next http.HandlerFunc) http.Handler    { return next }
func acceptUser(next http.HandlerFunc) http.HandlerFunc { return next }
