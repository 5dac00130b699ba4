// Package gate has the guards of the service behind an interface.
package gate

import (
	"crypto/subtle"
	"net/http"
	"os"
)

// Gate is what stands around handlers.
type Gate interface {
	Public(http.Handler) http.Handler
	Members(http.Handler) http.Handler
	Only(role string, next http.Handler) http.Handler
	Wrapper() func(http.Handler) http.Handler
}

// Keeper is the gate of the service.
type Keeper struct{ policy string }

// New returns a gate.
func New(policy string) *Keeper { return &Keeper{policy} }

// Public lets everybody by.
func (k *Keeper) Public(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", k.policy)
		next.ServeHTTP(w, r)
	})
}

// Members asks for a token.
func (k *Keeper) Members(next http.Handler) http.Handler {
	return k.check(k.Public(next))
}

// Only asks for a token of a role.
func (k *Keeper) Only(role string, next http.Handler) http.Handler {
	return k.check(k.role(role, next))
}

// Wrapper is Members, for routers.
func (k *Keeper) Wrapper() func(http.Handler) http.Handler { return k.Members }

func (k *Keeper) check(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), []byte(os.Getenv("TOKEN"))) == 0 {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (k *Keeper) role(role string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if os.Getenv("ROLE") != role {
			http.Error(w, "not you", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}
