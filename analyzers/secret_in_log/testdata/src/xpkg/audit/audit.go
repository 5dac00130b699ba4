// Package audit logs for everybody.
package audit

import (
	"log/slog"
	"net/http"
)

// Event writes one line.
func Event(what string, details ...any) {
	slog.Info(what, details...) // want `proven: header "Authorization" of the request is logged by slog.Info`
}

// Request writes a line for a request.
func Request(r *http.Request) {
	slog.Info("request", "method", r.Method, "path", r.URL.Path)
}

// Full writes all that a request holds.
func Full(r *http.Request) {
	slog.Debug("request", "method", r.Method, "headers", r.Header) // want `proven: the request's header`
}

// Logger is what others log to.
type Logger interface {
	Printf(format string, args ...any)
}

// Lines is a logger that writes lines.
type Lines struct{}

// Printf writes a line.
func (Lines) Printf(format string, args ...any) {
	slog.Info(format, args...) // want `proven: header "X-Api-Key" of the request is logged by slog.Info`
}

// Length is what may be known of a secret.
func Length(secret string) int { return len(secret) }
