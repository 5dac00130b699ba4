// Command routes_service_httprouter is a service of httprouter in three packages:
// the router has no middleware of its own, and every handle is wrapped where it is
// registered, or all of them are where the router is served.
package main

import (
	"net/http"
	"os"

	"corpus/routes_service_httprouter/api"
	"corpus/routes_service_httprouter/auth"
)

func main() {
	keys := auth.Keys{Secret: []byte(os.Getenv("SECRET")), Password: os.Getenv("PASSWORD")}
	go serve("127.0.0.1:9090", keys.Operators(api.Operations()))
	serve(":8080", api.Router(&keys, os.Getenv("REQUIRE") == "yes"))
}

func serve(addr string, h http.Handler) {
	_ = http.ListenAndServe(addr, http.MaxBytesHandler(h, 1<<20))
}
