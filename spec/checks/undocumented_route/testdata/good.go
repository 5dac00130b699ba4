package orders

import "net/http"

func allDocumented(mux *http.ServeMux) {
	mux.HandleFunc("GET /v1/orders", list)
	mux.HandleFunc("GET /v1/orders/{id}", show)
	mux.HandleFunc("HEAD /v1/orders/{id}", show)
	mux.HandleFunc("DELETE /v1/orders/{id}/", remove)
	mux.HandleFunc("OPTIONS /v1/orders", preflight)
	mux.HandleFunc("GET /healthz", alive)
	mux.HandleFunc("GET /metrics", alive)
	mux.HandleFunc("GET /v1/openapi.json", page)
	mux.HandleFunc("GET /{$}", page)
	mux.HandleFunc("GET /static/{file...}", page)
	mux.HandleFunc("GET /favicon.ico", page)
	mux.HandleFunc("GET /manifest.json", page)
	mux.HandleFunc("GET /v1/{?}/orders", list)
}

func remove(http.ResponseWriter, *http.Request)    {}
func preflight(http.ResponseWriter, *http.Request) {}
func alive(http.ResponseWriter, *http.Request)     {}
func page(http.ResponseWriter, *http.Request)      {}
