// Package auth has middleware.
package auth

import (
	"context"
	"log"
	"net/http"

	"corpus/routes_service_oapi/gen"
)

// Tokens are those that are valid.
type Tokens map[string]string

type nameKey struct{}

// Has reports whether the request has a token.
func (t Tokens) Has(r *http.Request) bool {
	_, ok := t[r.Header.Get("Authorization")]
	return ok
}

// Wrap asks for a token.
func (t Tokens) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := t[r.Header.Get("Authorization")]
		if !ok {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), nameKey{}, name)))
	})
}

// Known says who is calling, where that is known.
func (t Tokens) Known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name, ok := t[r.Header.Get("Authorization")]; ok {
			r = r.WithContext(context.WithValue(r.Context(), nameKey{}, name))
		}
		next.ServeHTTP(w, r)
	})
}

// Scopes looks at what an operation wants, and asks nobody for it.
func Scopes(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if scopes, ok := r.Context().Value(gen.BearerScopes).([]string); ok {
			log.Print(len(scopes), r.Header.Get("Authorization") != "")
		}
		next.ServeHTTP(w, r)
	})
}
