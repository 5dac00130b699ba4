// Command diagnostics serves its profiles at an address of their own, and once
// more beside its data.
package main

import (
	"encoding/json"
	"expvar"
	"log"
	"net/http"
	"net/http/pprof"
)

var orders []string

func list(w http.ResponseWriter, _ *http.Request) { json.NewEncoder(w).Encode(orders) }

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func healthy(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }

func main() {
	inside := http.NewServeMux()
	inside.HandleFunc("/healthz", healthy)
	inside.HandleFunc("/debug/pprof/", pprof.Index)
	inside.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	inside.HandleFunc("/debug/pprof/profile", pprof.Profile)
	inside.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	inside.HandleFunc("/debug/pprof/trace", pprof.Trace)
	inside.Handle("/debug/vars", expvar.Handler())
	go http.ListenAndServe(":6060", inside) // want "hint: .* serves its diagnostics here to whoever gets to the address, as ANY /debug/pprof/"

	outside := http.NewServeMux()
	outside.Handle("GET /orders", guard(http.HandlerFunc(list)))
	outside.HandleFunc("GET /archive", list)         // want "proven: GET /archive is registered without"
	outside.HandleFunc("/debug/pprof/", pprof.Index) // want "proven: ANY /debug/pprof/{path...} is registered without"
	log.Fatal(http.ListenAndServe(":8080", outside))
}
