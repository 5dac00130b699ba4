// Package shared is a part of both.
package shared

import "net/http"

// Register registers what both have.
func Register() {
	http.HandleFunc("/health", health) // route ANY /health none
}

func health(w http.ResponseWriter, r *http.Request) {}
