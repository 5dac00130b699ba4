package orders

import "net/http"

func routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /v1/orders", list)
	mux.HandleFunc("POST /v1/orders", create)           // want "proven: POST /v1/orders of acme.dev/orders is not in openapi.yaml: the path is there with GET only"
	mux.HandleFunc("GET /v1/orders/{order}", show)      // the document calls the parameter id
	mux.HandleFunc("POST /v1/orders/{id}/refund", back) // want "proven: POST /v1/orders/{id}/refund of acme.dev/orders is not in openapi.yaml$"
	mux.HandleFunc("GET /v1/orders/export", export)     // want "hint: GET /v1/orders/export .* is not in openapi.yaml by itself: only GET /orders/{id} covers it"
	mux.HandleFunc("POST /internal/reindex", reindex)   // want "hint: POST /internal/reindex .* outside the base path"
	mux.HandleFunc("GET /v1/refunds", list)             // want "proven: GET /v1/refunds of acme.dev/orders is not in openapi.yaml$"
	mux.HandleFunc("HEAD /v1/refunds", list)            // whoever documents GET has documented it
	mux.HandleFunc("HEAD /v1/coupons", list)            // want "proven: HEAD /v1/coupons of acme.dev/orders is not in openapi.yaml$"
	mux.HandleFunc("POST /v1/proxy/{rest...}", proxy)   // want "hint: POST /v1/proxy/{rest...}"
}

func list(http.ResponseWriter, *http.Request)    {}
func create(http.ResponseWriter, *http.Request)  {}
func show(http.ResponseWriter, *http.Request)    {}
func back(http.ResponseWriter, *http.Request)    {}
func export(http.ResponseWriter, *http.Request)  {}
func reindex(http.ResponseWriter, *http.Request) {}
func proxy(http.ResponseWriter, *http.Request)   {}
