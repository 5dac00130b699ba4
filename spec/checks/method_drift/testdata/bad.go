package orders

import "net/http"

func otherMethods(mux *http.ServeMux) {
	mux.HandleFunc("GET /v1/orders", list)
	mux.HandleFunc("PUT /v1/orders", create)
	mux.HandleFunc("PATCH /v1/orders/{id}", change)
	mux.HandleFunc("GET /v1/invoices", list)
}

func list(http.ResponseWriter, *http.Request)   {}
func create(http.ResponseWriter, *http.Request) {}
func change(http.ResponseWriter, *http.Request) {}
