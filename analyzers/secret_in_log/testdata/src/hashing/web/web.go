// Package web logs people in.
package web

import (
	"log/slog"
	"net/http"

	"corpus/hashing/accounts"
)

// API knows one account.
type API struct{ Account *accounts.Account }

// Login tells the log what was tried.
func (a *API) Login(w http.ResponseWriter, r *http.Request) {
	name, password := r.PostFormValue("name"), r.PostFormValue("password")
	if !a.Account.Matches(password) {
		slog.Warn("login failed", "name", name, "password", password) // want `proven: form value "password" of the request is logged by slog.Warn: it is what argon2.IDKey takes as a credential`
		http.Error(w, "wrong name or password", http.StatusUnauthorized)
	}
}

// Join says who came, and how long the passphrase is.
func (a *API) Join(w http.ResponseWriter, r *http.Request) {
	name, pass := r.PostFormValue("name"), r.PostFormValue("passphrase")
	account, err := accounts.New(name, pass, []byte(r.PostFormValue("salt")))
	if err != nil {
		slog.Error("join", "error", err)
		return
	}
	slog.Info("joined", "name", account.Name, "length", len(pass))
}

// Unlock writes what was derived of the PIN.
func (a *API) Unlock(w http.ResponseWriter, r *http.Request) {
	slog.Info("unlock", "fingerprint", accounts.Fingerprint(r.PostFormValue("pin")), "device", r.PostFormValue("device"))
}

// Forgot names an account that nobody has.
func (a *API) Forgot(w http.ResponseWriter, r *http.Request) {
	if name := r.PostFormValue("name"); name != a.Account.Name {
		slog.Info("no such account", "name", name, "passwordless", r.PostFormValue("passwordless"))
	}
}
