package orders

import "net/http"

func sameMethods(mux *http.ServeMux) {
	mux.HandleFunc("ANY /v1/orders", list)
	mux.HandleFunc("PUT /v1/orders/{number}", change)
	mux.HandleFunc("DELETE /v1/orders/{number}", change)
	mux.HandleFunc("PATCH /v1/orders/{number}", change) // undocumented_route says so
	mux.HandleFunc("GET /v1/invoices", list)
	mux.HandleFunc("HEAD /v1/invoices", list)
}
