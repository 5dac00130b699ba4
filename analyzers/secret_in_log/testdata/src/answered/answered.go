// Package answered logs requests that it has answered, and what it answered with
// is a secret of theirs.
package answered

import (
	"log"
	"net/http"
)

// Show writes a page with a text in it. The program's start says how.
var Show func(w http.ResponseWriter, r *http.Request, text string)

// Relay shows the client its own token and logs which request it was: what was
// written to the answer is no part of the request.
func Relay(w http.ResponseWriter, r *http.Request) {
	Show(w, r, r.Header.Get("Authorization"))
	log.Print(r.Pattern)
}

// RelayAndTell does as Relay does, and logs the token itself.
func RelayAndTell(w http.ResponseWriter, r *http.Request) {
	Show(w, r, r.Header.Get("Authorization"))
	log.Print(r.Header.Get("Authorization")) // want `proven: header "Authorization" of the request is logged by log.Print: it proves who the client is`
}

// sign fills in a request that goes out, by the hand of a library.
func sign(out *http.Request, token string) *http.Request {
	var copied http.Request
	copied.Header = http.Header{"Authorization": {token}}
	*out = copied
	return out
}

// Forward logs the header of the request that it has made.
func Forward(w http.ResponseWriter, r *http.Request) {
	out, err := http.NewRequestWithContext(r.Context(), http.MethodGet, "https://inner.example", http.NoBody)
	if err != nil {
		return
	}
	log.Print(sign(out, r.Header.Get("Authorization")).Header.Get("Authorization")) // want `proven: header "Authorization" of the request is logged by log.Print: it proves who the client is`
}
