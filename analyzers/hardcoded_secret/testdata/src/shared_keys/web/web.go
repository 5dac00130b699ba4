// Package web signs with constants of another package.
package web

import (
	"net/http"

	"github.com/golang-jwt/jwt/v5"
	"github.com/gorilla/sessions"

	"corpus/shared_keys/keys"
)

// Store uses a constant of another package.
var Store = sessions.NewCookieStore([]byte(keys.Session)) // want "proven: a constant is the credential of sessions.NewCookieStore"

// Other uses the same one, which is told once in this package.
var Other = sessions.NewCookieStore([]byte(keys.Session))

// Good takes its key from outside.
var Good = sessions.NewCookieStore(keys.FromOutside())

// Call names the header elsewhere, and the key here.
func Call(req *http.Request) {
	req.Header.Set(keys.Header, "7Qp2vX9kLm4Rt8Zw") // want "proven: a constant is the credential of http.Header.Set"
}

// Claims uses a constant that is none.
func Claims() jwt.Claims { return jwt.RegisteredClaims{Issuer: keys.Issuer} }

// Trace names who asks.
func Trace(req *http.Request) { req.Header.Set("X-Issuer", keys.Issuer) }
