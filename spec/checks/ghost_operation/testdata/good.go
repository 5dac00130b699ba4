package orders

import "net/http"

func allThere(mux *http.ServeMux) {
	mux.HandleFunc("ANY /v1/orders", list)
	mux.HandleFunc("ANY /v1/orders/{id}", show)
	mux.HandleFunc("DELETE /v1/orders/{id}/lines/{line}", remove)
	mux.HandleFunc("GET /v1/invoices", list)
	mux.HandleFunc("GET /v1/invoices/{number}", show)
	mux.HandleFunc("ANY /v1/hooks/{rest...}", show)
	mux.HandleFunc("GET /v1/files/{path...}", show)
	mux.HandleFunc("GET /v1/reports/{kind}", show) // /reports/daily is one of them
	mux.HandleFunc("GET /v1/healthz", show)
	mux.HandleFunc("POST /v1/legacy", show)
	mux.HandleFunc("GET /partners", list)
}

func remove(http.ResponseWriter, *http.Request) {}
