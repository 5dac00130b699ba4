// Package auth has middleware.
package auth

import (
	"crypto/subtle"
	"log"
	"net/http"
	"strings"
	"sync/atomic"

	"github.com/danielgtaylor/huma/v2"
)

// Middleware stands before operations.
type Middleware = func(huma.Context, func(huma.Context))

// Keys are what callers have to know.
type Keys struct {
	Key    string
	Tokens map[string]string
}

// Ask wants the key.
func (k Keys) Ask(api huma.API) Middleware {
	return func(ctx huma.Context, next func(huma.Context)) {
		if subtle.ConstantTimeCompare([]byte(ctx.Header("X-Api-Key")), []byte(k.Key)) != 1 {
			_ = huma.WriteErr(api, ctx, http.StatusForbidden, "no")
			return
		}
		next(ctx)
	}
}

// Token wants a token.
func (k Keys) Token(ctx huma.Context, next func(huma.Context)) {
	name, ok := k.Tokens[strings.TrimPrefix(ctx.Header("Authorization"), "Bearer ")]
	if !ok {
		ctx.SetStatus(http.StatusUnauthorized)
		return
	}
	next(huma.WithValue(ctx, nameKey{}, name))
}

type nameKey struct{}

// Known says who is calling, where that is known.
func (k Keys) Known(ctx huma.Context, next func(huma.Context)) {
	if name, ok := k.Tokens[ctx.Header("Authorization")]; ok {
		ctx = huma.WithValue(ctx, nameKey{}, name)
	}
	next(ctx)
}

// Plain wants the key, of whatever is below a router.
func (k Keys) Plain(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Api-Key") != k.Key {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// AuthLogger writes down whether there is a token.
func AuthLogger(ctx huma.Context, next func(huma.Context)) {
	log.Print(ctx.Header("Authorization") != "", ctx.URL().Path)
	next(ctx)
}

var calls atomic.Int64

// TokenBucketLimit turns away what is too much.
func TokenBucketLimit(ctx huma.Context, next func(huma.Context)) {
	if calls.Add(1) > 1000 {
		ctx.SetStatus(http.StatusTooManyRequests)
		return
	}
	next(ctx)
}
