// Package auth wraps handlers.
package auth

import (
	"bytes"
	"log"

	"github.com/valyala/fasthttp"
)

// Tokens are those that are valid.
type Tokens struct{ users map[string]string }

// New returns one token.
func New(token string) *Tokens { return &Tokens{users: map[string]string{token: "admin"}} }

func (t *Tokens) name(ctx *fasthttp.RequestCtx) string {
	token, ok := bytes.CutPrefix(ctx.Request.Header.Peek(fasthttp.HeaderAuthorization), []byte("Bearer "))
	if !ok {
		return ""
	}
	return t.users[string(token)]
}

// Wrap asks for a token.
func (t *Tokens) Wrap(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		name := t.name(ctx)
		if name == "" {
			ctx.Error("who are you", fasthttp.StatusUnauthorized)
			return
		}
		ctx.SetUserValue("name", name)
		next(ctx)
	}
}

// Greet knows some callers.
func (t *Tokens) Greet(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		if name, ok := t.users[string(ctx.Request.Header.Cookie("token"))]; ok {
			ctx.SetUserValue("name", name)
		}
		next(ctx)
	}
}

// Said answers, and goes on.
func (t *Tokens) Said(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		if t.name(ctx) == "" {
			log.Print("stranger")
		}
		next(ctx)
	}
}

// Role asks for a role, of those whom Wrap has let through.
func Role(role string, next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		if name, _ := ctx.UserValue("name").(string); name != role {
			ctx.SetStatusCode(fasthttp.StatusForbidden)
			return
		}
		next(ctx)
	}
}

// AuthLogger writes down who says to be calling.
func AuthLogger(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		log.Print(len(ctx.Request.Header.Peek("Authorization")), string(ctx.Path()))
		next(ctx)
	}
}

// Secure wants a connection that is not told to be clear.
func Secure(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		if string(ctx.Request.Header.Peek("X-Forwarded-Proto")) == "http" {
			ctx.SetStatusCode(fasthttp.StatusForbidden)
			return
		}
		next(ctx)
	}
}

// Recovered outlives panics.
func Recovered(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		defer func() {
			if recover() != nil {
				ctx.SetStatusCode(fasthttp.StatusInternalServerError)
			}
		}()
		next(ctx)
	}
}
