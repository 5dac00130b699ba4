// Package body bounds and decodes bodies.
package body

import (
	"encoding/json"
	"log"
	"net/http"
)

// Limit bounds the body of every request behind it.
func Limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
		next.ServeHTTP(w, r)
	})
}

// Log bounds nothing.
func Log(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Print(r.ContentLength)
		next.ServeHTTP(w, r)
	})
}

// Decode reads one value.
func Decode(r *http.Request, v any) error {
	return json.NewDecoder(r.Body).Decode(v) // want "proven: the body of POST /(open|both) and one more route is read by json.Decoder.Decode"
}

// Bounded reads one value within a bound.
func Bounded(w http.ResponseWriter, r *http.Request, v any) error {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	return json.NewDecoder(r.Body).Decode(v)
}
