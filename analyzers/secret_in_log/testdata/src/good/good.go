// Package good logs what happened, and no secret.
package good

import (
	"crypto/sha256"
	"log"
	"log/slog"
	"net/http"
)

// Refuse logs that there was a token.
func Refuse(w http.ResponseWriter, r *http.Request) {
	token := r.Header.Get("Authorization")
	log.Printf("cannot verify a token of %d bytes from %s", len(token), r.RemoteAddr)
	http.Error(w, "who are you", http.StatusUnauthorized)
}

// Trace logs a request's line and the headers that say nothing of anyone.
func Trace(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		slog.Debug("request", "method", r.Method, "path", r.URL.Path, "agent", r.UserAgent(), "id", r.Header.Get("X-Request-Id"))
		next.ServeHTTP(w, r)
	})
}

// Known logs a hash, by which two uses of one token are told to be one.
func Known(w http.ResponseWriter, r *http.Request) {
	sum := sha256.Sum256([]byte(r.Header.Get("X-Api-Key")))
	slog.Info("key used", "key", sum[:4])
}
