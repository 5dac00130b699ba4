// Package mock stands in for another service, for tests.
package mock

import "net/http"

// Handler is what a test serves.
func Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /repositories", func(w http.ResponseWriter, r *http.Request) {})
	return mux
}
