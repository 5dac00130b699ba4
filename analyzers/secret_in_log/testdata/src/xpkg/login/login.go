// Package login finds out who a client is.
package login

import (
	"encoding/json"
	"log/slog"
	"net/http"

	"golang.org/x/crypto/bcrypt"

	"corpus/xpkg/audit"
)

// Credentials is what a client sends.
type Credentials struct {
	Name     string
	Password string
	Device   string
}

// Read decodes credentials.
func Read(r *http.Request) (Credentials, error) {
	var c Credentials
	err := json.NewDecoder(r.Body).Decode(&c)
	return c, err
}

// Check compares a password with a hash.
func Check(hash []byte, password string) bool {
	return bcrypt.CompareHashAndPassword(hash, []byte(password)) == nil
}

// Handler logs people in.
type Handler struct {
	Log  audit.Logger
	Hash []byte
}

// ServeHTTP answers a login.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	audit.Request(r)
	audit.Full(r)
	audit.Event("token", "value", r.Header.Get("Authorization"))
	audit.Event("token", "length", audit.Length(r.Header.Get("Cookie")))
	h.Log.Printf("key %s", r.Header.Get("X-Api-Key"))
	h.Log.Printf("id %s", r.Header.Get("X-Request-Id"))
	c, err := Read(r)
	if err != nil {
		return
	}
	if !Check(h.Hash, c.Password) {
		slog.Warn("login", "name", c.Name, "device", c.Device)
		slog.Warn("login", "name", c.Name, "tried", c.Password) // want `proven: field Password of the request's body`
	}
}
