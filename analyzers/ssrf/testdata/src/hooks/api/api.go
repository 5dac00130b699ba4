// Package api takes hooks.
package api

import (
	"context"
	"encoding/json"
	"net/http"

	"corpus/hooks/guard"
)

// Deliverer sends events.
type Deliverer interface {
	Deliver(ctx context.Context, address string, event []byte) error
	Later(ctx context.Context, address string)
	Slack(ctx context.Context, channel string) error
	Flush(ctx context.Context) error
}

// Sender sends to addresses that were checked.
type Sender interface {
	Send(ctx context.Context, address string) error
}

// API has the handlers.
type API struct{ d Deliverer }

// New returns an API that delivers by d.
func New(d Deliverer) *API { return &API{d} }

// Hook is what a client registers.
type Hook struct {
	Address string `json:"url"`
	Name    string `json:"name"`
}

// Test delivers one event at once.
func (a *API) Test(w http.ResponseWriter, r *http.Request) {
	var h Hook
	if err := json.NewDecoder(r.Body).Decode(&h); err != nil {
		http.Error(w, "the body is not JSON", http.StatusBadRequest)
		return
	}
	if err := a.d.Deliver(r.Context(), h.Address, []byte(h.Name)); err != nil {
		http.Error(w, "not delivered", http.StatusBadGateway)
	}
}

// Register keeps a hook.
func (a *API) Register(w http.ResponseWriter, r *http.Request) {
	a.d.Later(r.Context(), r.FormValue("address"))
}

// Fire delivers what was kept.
func (a *API) Fire(w http.ResponseWriter, r *http.Request) {
	if err := a.d.Flush(r.Context()); err != nil {
		http.Error(w, "not delivered", http.StatusBadGateway)
	}
}

// Safe delivers to the hosts that are allowed.
func (a *API) Safe(w http.ResponseWriter, r *http.Request) {
	address := r.FormValue("address")
	if err := guard.Allowed(address); err != nil {
		http.Error(w, "this host is not allowed", http.StatusBadRequest)
		return
	}
	if err := Post(r.Context(), address); err != nil {
		http.Error(w, "not delivered", http.StatusBadGateway)
	}
}

// Post calls an address that was checked.
func Post(ctx context.Context, address string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Slack tells a channel.
func (a *API) Slack(w http.ResponseWriter, r *http.Request) {
	if err := a.d.Slack(r.Context(), r.FormValue("channel")); err != nil {
		http.Error(w, "not delivered", http.StatusBadGateway)
	}
}
