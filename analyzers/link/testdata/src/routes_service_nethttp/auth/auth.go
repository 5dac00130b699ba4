// Package auth knows who is calling.
package auth

import (
	"context"
	"crypto/subtle"
	"log"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
)

// User is somebody.
type User struct {
	Name  string
	Roles []string
}

// Keeper knows the tokens.
type Keeper struct {
	users map[string]*User
	key   string
}

// New returns a keeper of one token.
func New(token, key string) *Keeper {
	return &Keeper{users: map[string]*User{token: {Name: "a", Roles: []string{"admin"}}}, key: key}
}

type userKey struct{}

// User returns who is calling, nil if nobody is known to.
func (k *Keeper) User(r *http.Request) *User {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok || token == "" {
		return nil
	}
	return k.users[token]
}

// Wrap lets those through who have a token.
func (k *Keeper) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u := k.User(r)
		if u == nil {
			http.Error(w, "who are you", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, u)))
	})
}

// Known says who is calling, where that is known.
func (k *Keeper) Known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if u := k.User(r); u != nil {
			r = r.WithContext(context.WithValue(r.Context(), userKey{}, u))
		}
		next.ServeHTTP(w, r)
	})
}

// Said says who is not known, and forgets to end there.
func (k *Keeper) Said(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if k.User(r) == nil {
			w.Header().Set("WWW-Authenticate", "Bearer")
		}
		next.ServeHTTP(w, r)
	})
}

// APIKey asks for the key that services have.
func (k *Keeper) APIKey(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-API-Key")), []byte(k.key)) != 1 {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		next(w, r)
	})
}

// Admins asks for the role, of those whom Wrap has let through.
func Admins(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if u, _ := r.Context().Value(userKey{}).(*User); u == nil || len(u.Roles) == 0 {
			http.Error(w, "not for you", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// AuthLogger writes down whether a request has credentials.
func AuthLogger(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			log.Print("no credentials")
		}
		next.ServeHTTP(w, r)
	})
}

// TokenBucketLimit turns away what is too much.
func TokenBucketLimit(n int64) func(http.Handler) http.Handler {
	var tokens atomic.Int64
	tokens.Store(n)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if tokens.Add(-1) < 0 {
				w.WriteHeader(http.StatusTooManyRequests)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// CSRF wants the same token in a cookie and in a header: both are the caller's.
func CSRF(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("csrf_token")
		if err != nil || c.Value != r.Header.Get("X-CSRF-Token") {
			http.Error(w, "forged", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Local turns away who is elsewhere.
func Local(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil || !net.ParseIP(host).IsLoopback() {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Shared lets pages of others read.
func Shared(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "https://example.com")
		next.ServeHTTP(w, r)
	})
}

// Recovered outlives panics.
func Recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				w.WriteHeader(http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}
