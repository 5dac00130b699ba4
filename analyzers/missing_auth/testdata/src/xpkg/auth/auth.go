// Package auth recognises callers.
package auth

import (
	"context"
	"log"
	"net/http"
)

// Guard knows one token.
type Guard struct{ token string }

// New returns a guard.
func New(token string) *Guard { return &Guard{token} }

type key struct{}

// Known reports whether the request holds the token.
func (g *Guard) Known(r *http.Request) bool { return r.Header.Get("Authorization") == g.token }

// Require rejects strangers.
func (g *Guard) Require(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.Known(r) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Log writes down who is calling.
func (g *Guard) Log(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Print(g.Known(r))
		next.ServeHTTP(w, r)
	})
}

// Identify puts the caller into the context.
func (g *Guard) Identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), key{}, r.Header.Get("Authorization"))
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// User returns the caller, or "".
func User(ctx context.Context) string {
	name, _ := ctx.Value(key{}).(string)
	return name
}

// RequireUser rejects whom Identify did not recognise.
func RequireUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if User(r.Context()) == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}
