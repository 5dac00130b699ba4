// Command routes_service_nethttp is a service of net/http alone in three packages:
// api registers, auth knows who is calling, and main wraps and serves. A second
// listener has the routes of the package's own mux.
package main

import (
	"net/http"
	"os"

	"corpus/routes_service_nethttp/api"
	"corpus/routes_service_nethttp/auth"
)

func main() {
	keeper := auth.New(os.Getenv("TOKEN"), os.Getenv("API_KEY"))
	http.HandleFunc("GET /status", api.List)             // route GET /status none
	http.Handle("POST /reload", keeper.APIKey(api.List)) // route POST /reload required
	http.Handle("/mirror/", http.StripPrefix("/mirror", both(keeper)))
	go func() { _ = http.ListenAndServe(":9090", nil) }()

	srv := &api.Server{Keeper: keeper, Closed: os.Getenv("CLOSED") != "", Debug: os.Getenv("DEBUG") != ""}
	server := &http.Server{Addr: ":8080"}
	server.Handler = auth.Recovered(srv.Handler())
	_ = server.ListenAndServe()
}

// both is what the second listener shows of the first one's routes.
func both(keeper *auth.Keeper) http.Handler {
	mux := http.NewServeMux()
	api.Items(mux)
	return keeper.Wrap(mux)
}
