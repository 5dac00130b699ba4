// Package auth asks who is calling.
package auth

import "net/http"

func May(r *http.Request) bool { return r.Header.Get("X-User") != "" }

func Demand(w http.ResponseWriter, r *http.Request) bool {
	if !May(r) {
		http.Error(w, "no", http.StatusForbidden)
		return false
	}
	return true
}

// Perhaps asks on one way and not on the other.
func Perhaps(r *http.Request) {
	if r.Method != "GET" {
		May(r)
	}
}
