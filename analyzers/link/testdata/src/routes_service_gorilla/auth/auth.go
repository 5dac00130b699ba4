// Package auth knows the users.
package auth

import (
	"errors"
	"log"
	"net/http"
	"strings"
	"sync/atomic"

	"github.com/gorilla/sessions"
)

// Users are found by token or by session.
type Users struct {
	byToken map[string]string
	store   sessions.Store
}

// Load returns users with one token.
func Load(token string) *Users {
	return &Users{byToken: map[string]string{token: "a"}, store: sessions.NewCookieStore([]byte(token))}
}

var errStranger = errors.New("stranger")

// who returns whose token it is.
func (u *Users) who(r *http.Request) (string, error) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if scheme != "Bearer" {
		return "", errStranger
	}
	name, ok := u.byToken[token]
	if !ok {
		return "", errStranger
	}
	return name, nil
}

// Wrap asks for a token.
func (u *Users) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := u.who(r); err != nil {
			http.Error(w, "who are you", http.StatusUnauthorized)
		} else {
			next.ServeHTTP(w, r)
		}
	})
}

// Func is Wrap for functions.
func (u *Users) Func(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { u.Wrap(h).ServeHTTP(w, r) }
}

// Browser asks for a session of somebody.
func (u *Users) Browser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, err := u.store.Get(r, "sid")
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		if name, ok := s.Values["name"].(string); !ok || name == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Session opens a session for whoever comes.
func (u *Users) Session(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, err := u.store.Get(r, "sid")
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		s.Values["seen"] = true
		_ = s.Save(r, w)
		next.ServeHTTP(w, r)
	})
}

// Greet says who is calling, if it is known.
func (u *Users) Greet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			name, err := u.who(r)
			if err != nil {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			w.Header().Set("X-Name", name)
		}
		next.ServeHTTP(w, r)
	})
}

// AuthLogger writes down who says to be calling.
func AuthLogger(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Print(r.Header.Get("Authorization") != "", r.URL.Path)
		next.ServeHTTP(w, r)
	})
}

var tokens atomic.Int64

// TokenBucketLimit turns away what is too much.
func TokenBucketLimit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if tokens.Add(1) > 1000 {
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}
