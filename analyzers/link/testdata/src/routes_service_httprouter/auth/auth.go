// Package auth wraps handles.
package auth

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net/http"

	"github.com/julienschmidt/httprouter"
)

// Keys are what callers have to know.
type Keys struct {
	Secret   []byte
	Password string
}

// Wrap asks for a name in a cookie that this service has signed.
func (k *Keys) Wrap(next httprouter.Handle) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, p httprouter.Params) {
		name, err := r.Cookie("name")
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		signature, err := r.Cookie("signature")
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		got, err := hex.DecodeString(signature.Value)
		if err != nil || !hmac.Equal(got, k.sign(name.Value)) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r, p)
	}
}

func (k *Keys) sign(name string) []byte {
	mac := hmac.New(sha256.New, k.Secret)
	mac.Write([]byte(name))
	return mac.Sum(nil)
}

// Operators asks for a password, of all that is behind it.
func (k *Keys) Operators(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, password, ok := r.BasicAuth()
		if !ok || subtle.ConstantTimeCompare([]byte(password), []byte(k.Password)) == 0 {
			w.Header().Set("WWW-Authenticate", `Basic realm="operators"`)
			http.Error(w, "operators only", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Maybe asks where it is told to.
func (k *Keys) Maybe(ask bool, next httprouter.Handle) httprouter.Handle {
	if !ask {
		return next
	}
	return k.Wrap(next)
}

// Known adds the caller's name, where there is one.
func (k *Keys) Known(next httprouter.Handle) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, p httprouter.Params) {
		name, err := r.Cookie("name")
		if err != nil {
			next(w, r, p)
			return
		}
		signature, err := r.Cookie("signature")
		if err != nil || !hmac.Equal([]byte(signature.Value), []byte(hex.EncodeToString(k.sign(name.Value)))) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r, p)
	}
}

// RequireAuth asks for nothing but https.
func RequireAuth(next httprouter.Handle) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, p httprouter.Params) {
		if r.Header.Get("X-Forwarded-Proto") == "http" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next(w, r, p)
	}
}
