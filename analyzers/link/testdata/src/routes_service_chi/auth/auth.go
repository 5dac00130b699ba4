// Package auth has middleware of every kind.
package auth

import (
	"context"
	"errors"
	"log"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/go-chi/jwtauth/v5"
	"github.com/golang-jwt/jwt/v5"
)

// Sessions is what a store can do.
type Sessions interface {
	User(id string) (string, bool)
}

// Guard asks who is calling.
type Guard struct {
	sessions Sessions
	secret   []byte
	Tokens   *jwtauth.JWTAuth
}

// New returns a guard.
func New(s Sessions, secret string) *Guard {
	return &Guard{sessions: s, secret: []byte(secret), Tokens: jwtauth.New("HS256", []byte(secret), nil)}
}

type key int

const nameKey key = iota

// Session asks for a session that the store knows.
func (g *Guard) Session(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("sid")
		if err != nil {
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		name, ok := g.sessions.User(c.Value)
		if !ok {
			http.Error(w, "no session", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), nameKey, name)))
	})
}

// Signed asks for a token that this service has signed.
func (g *Guard) Signed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		subject, err := g.subject(r)
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), nameKey, subject)))
	})
}

// Known asks for a token as well, of those who send one.
func (g *Guard) Known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			next.ServeHTTP(w, r)
			return
		}
		g.Signed(next).ServeHTTP(w, r)
	})
}

var errNoToken = errors.New("no token")

func (g *Guard) subject(r *http.Request) (string, error) {
	text, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return "", errNoToken
	}
	claims := jwt.RegisteredClaims{}
	if _, err := jwt.ParseWithClaims(text, &claims, func(*jwt.Token) (any, error) { return g.secret, nil }); err != nil {
		return "", err
	}
	return claims.Subject, nil
}

// Unchecked reads a token without asking who has signed it.
func (g *Guard) Unchecked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		claims := jwt.RegisteredClaims{}
		_, _, err := jwt.NewParser().ParseUnverified(r.Header.Get("Authorization"), &claims)
		if err != nil {
			log.Print(err)
		}
		next.ServeHTTP(w, r)
	})
}

// Named asks for one of some names.
func Named(names ...string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			name, _ := r.Context().Value(nameKey).(string)
			if !slices.Contains(names, name) {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// Versioned wants a header that everybody can send.
func Versioned(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Api-Version") != "2" {
			http.Error(w, "which version", http.StatusBadRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Authenticated counts requests.
func Authenticated(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen.Add(1)
		next.ServeHTTP(w, r)
	})
}

var seen atomic.Int64
