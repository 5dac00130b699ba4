// Package run serves what it is given, and an address of its own for whoever is
// on the machine.
package run

import (
	"io"
	"net/http"

	"corpus/runner/run/listen"
)

// Run serves the routes until that fails.
func Run(routes http.Handler, address string) error {
	status := http.NewServeMux()
	status.HandleFunc("GET /keys", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "none") }) // want "proven: GET /keys is registered without authentication" want:vet "GET /keys is registered without authentication"
	go listen.Forever(":9090", status)
	server := &http.Server{Addr: address, Handler: routes}
	return server.ListenAndServe()
}
