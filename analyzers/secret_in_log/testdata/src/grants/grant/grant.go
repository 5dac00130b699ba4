// Package grant has the ways to a token.
package grant

import (
	"context"
	"fmt"
	"log/slog"

	"corpus/grants/oauth"
	"corpus/grants/store"
)

// Refresh hands out a new token for an old one.
type Refresh struct {
	Log   *slog.Logger
	Store *store.Memory
}

// Authorize says which connector it asks, which is one part of a request of which another is secret.
func (g *Refresh) Authorize(ctx context.Context, req *oauth.Request) (string, error) {
	if req.Connector == "" {
		g.Log.ErrorContext(ctx, "no connector", "client", req.ClientID, "scope", req.Scope)
		return "", fmt.Errorf("client %q names no connector", req.ClientID)
	}
	if err := g.Store.Touch(ctx, req.ClientID); err != nil {
		g.Log.ErrorContext(ctx, "cannot touch", "connector", req.Connector, "err", err)
		return "", fmt.Errorf("touch: %w", err)
	}
	return "t", nil
}

// Password hands out a token to whoever has one.
type Password struct {
	Log   *slog.Logger
	Store *store.Memory
}

// Authorize shows the very secret.
func (g *Password) Authorize(ctx context.Context, req *oauth.Request) (string, error) {
	g.Log.DebugContext(ctx, "password", "client", req.ClientID, "secret", req.ClientSecret) // want `proven: header "Authorization" of the request is logged by slog.Logger.DebugContext: it proves who the client is`
	return "t", nil
}
