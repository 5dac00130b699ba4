// Command xpkg logs people in.
package main

import (
	"log"
	"net/http"

	"corpus/xpkg/audit"
	"corpus/xpkg/config"
	"corpus/xpkg/login"
	"corpus/xpkg/upstream"
)

func main() {
	cfg := config.Load()
	log.Printf("listening on %s, calling %s", cfg.Addr, cfg.Endpoint)
	warn(cfg)
	http.Handle("POST /login", &login.Handler{Log: audit.Lines{}})
	http.HandleFunc("GET /health", func(w http.ResponseWriter, r *http.Request) {
		req, err := http.NewRequestWithContext(r.Context(), http.MethodGet, cfg.Endpoint, nil)
		if err != nil {
			return
		}
		upstream.Do(cfg, req)
	})
	log.Fatal(http.ListenAndServe(cfg.Addr, nil))
}

// warn shows with what the service calls.
func warn(cfg *config.Config) {
	log.Printf("password is %s", cfg.Password) // want `proven: .*Config.Password is logged by log.Printf: it is what http.Request.SetBasicAuth takes as a credential`
	log.Printf("endpoint is %s", cfg.Endpoint)
}
