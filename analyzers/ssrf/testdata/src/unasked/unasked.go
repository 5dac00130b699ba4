// Package unasked has the service's address from its configuration, or from a request
// where there is one.
package unasked

import (
	"net/http"
	"os"
)

func address(r *http.Request) string {
	if at := os.Getenv("SITE_URL"); at != "" {
		return at
	}
	if r != nil {
		return "https://" + r.Header.Get("X-Forwarded-Host")
	}
	return "http://localhost"
}

func configured(w http.ResponseWriter, r *http.Request) {
	http.Get(address(nil) + "/status")
}

func asked(w http.ResponseWriter, r *http.Request) {
	http.Get(address(r) + "/status") // want `header "X-Forwarded-Host" of the request decides which host`
}
