// Package web signs people up.
package web

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"

	"corpus/accounts/store"
)

// Accounts keeps accounts.
type Accounts interface {
	Add(ctx context.Context, a store.Account) error
}

// Handler signs people up.
type Handler struct{ Accounts Accounts }

// ServeHTTP signs someone up; what is logged is hashed two packages below.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var a store.Account
	if err := json.NewDecoder(r.Body).Decode(&a); err != nil {
		slog.Warn("no account", "err", err)
		return
	}
	slog.Info("signup", "mail", a.Mail)
	slog.Debug("signup", "password", a.Password) // want `proven: field Password of the request's body`
	if err := h.Accounts.Add(r.Context(), a); err != nil {
		slog.Error("signup", "mail", a.Mail, "err", err)
	}
}
