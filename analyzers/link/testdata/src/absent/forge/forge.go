// Package forge is a part of the command.
package forge

import "net/http"

// Handler is what the command serves.
func Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hooks", func(w http.ResponseWriter, r *http.Request) {})
	return mux
}
