package orders

import "net/http"

func someMoved(mux *http.ServeMux) {
	mux.HandleFunc("GET /v1/orders", list)
	mux.HandleFunc("GET /v1/orders/{id}", show)
	mux.HandleFunc("POST /v1/orders", create)
	mux.HandleFunc("PUT /v1/orders/{id}", change)
	mux.HandleFunc("GET /v1/invoices", list)
	mux.HandleFunc("ANY /v1/hooks/{rest...}", show)
	mux.HandleFunc("POST /v1/files/{name}", create) // not GET: the methods differ, and the path is there
}

func list(http.ResponseWriter, *http.Request)   {}
func show(http.ResponseWriter, *http.Request)   {}
func create(http.ResponseWriter, *http.Request) {}
func change(http.ResponseWriter, *http.Request) {}
