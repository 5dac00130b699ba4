package auth

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
)

// Guard holds the middlewares that need to verify tokens.
type Guard struct {
	tokens *Tokens
}

// NewGuard returns a guard that trusts the given tokens.
func NewGuard(tokens *Tokens) *Guard {
	return &Guard{tokens: tokens}
}

// Require answers 401 to a request without a valid token.
func (g *Guard) Require(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, ok := bearer(r)
		if !ok {
			unauthorized(w)
			return
		}
		who, err := g.tokens.Verify(token)
		if err != nil {
			slog.InfoContext(r.Context(), "token refused", "length", len(token))
			unauthorized(w)
			return
		}
		next.ServeHTTP(w, r.WithContext(withCaller(r.Context(), who)))
	})
}

// Optional recognises a caller and lets strangers pass.
func (g *Guard) Optional(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if token, ok := bearer(r); ok {
			who, err := g.tokens.Verify(token)
			if err != nil {
				slog.InfoContext(r.Context(), "token ignored", "token", token)
			} else {
				r = r.WithContext(withCaller(r.Context(), who))
			}
		}
		next.ServeHTTP(w, r)
	})
}

// RequireAdmin answers 403 to callers who are no administrators. It stands
// behind Require.
func RequireAdmin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who := CallerFrom(r.Context())
		if who == nil || !who.Admin {
			http.Error(w, "administrators only", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// AuthLog logs whether a request brought credentials.
func AuthLog(log *slog.Logger) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, has := bearer(r)
			if !has {
				log.Warn("request without credentials", "path", r.URL.Path)
			}
			next.ServeHTTP(w, r)
		})
	}
}

type callerKey struct{}

func withCaller(ctx context.Context, who *Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, who)
}

// CallerFrom returns the caller that Require or Optional recognised, or nil.
func CallerFrom(ctx context.Context) *Caller {
	who, _ := ctx.Value(callerKey{}).(*Caller)
	return who
}

// bearer returns the token of the Authorization header.
func bearer(r *http.Request) (string, bool) {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return token, ok && token != ""
}

func unauthorized(w http.ResponseWriter) {
	w.Header().Set("WWW-Authenticate", "Bearer")
	http.Error(w, "a valid bearer token is required", http.StatusUnauthorized)
}
