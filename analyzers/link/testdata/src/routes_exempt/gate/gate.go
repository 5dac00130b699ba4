// Package gate keeps strangers out, but for what its users list.
package gate

import (
	"net/http"
	"strings"
)

// Options say who is let by.
type Options struct {
	Token string
	Open  []string
	Skip  func(*http.Request) bool
}

// New returns a guard that lets what is listed by.
func New(o Options) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if o.Skip != nil && o.Skip(r) {
				next.ServeHTTP(w, r)
				return
			}
			for _, open := range o.Open {
				if r.URL.Path == open {
					next.ServeHTTP(w, r)
					return
				}
			}
			if r.Header.Get("Authorization") != o.Token {
				http.Error(w, "who are you", http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// Except returns a guard that lets what is listed by, each with all below it.
func Except(open ...string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for _, prefix := range open {
				if strings.HasPrefix(r.URL.Path, prefix) {
					next.ServeHTTP(w, r)
					return
				}
			}
			if !known(r) {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func known(r *http.Request) bool {
	c, err := r.Cookie("session")
	return err == nil && c.Value == "secret"
}

// IsProbe tells what machines ask.
func IsProbe(path string) bool { return path == "/health" || path == "/ready" }
