// Package auth has interceptors.
package auth

import (
	"context"
	"errors"
	"log"
	"net/http"

	"connectrpc.com/connect"
)

// Tokens are those that are valid.
type Tokens map[string]string

type nameKey struct{}

var errStranger = connect.NewError(connect.CodeUnauthenticated, errors.New("who are you"))

// Guard asks for a token, of calls and of streams.
type Guard struct{ Tokens Tokens }

var _ connect.Interceptor = (*Guard)(nil)

// WrapUnary asks of calls.
func (g *Guard) WrapUnary(next connect.UnaryFunc) connect.UnaryFunc {
	return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
		name, ok := g.Tokens[req.Header().Get("Authorization")]
		if !ok {
			return nil, errStranger
		}
		return next(context.WithValue(ctx, nameKey{}, name), req)
	}
}

// WrapStreamingClient is for clients.
func (g *Guard) WrapStreamingClient(next connect.StreamingClientFunc) connect.StreamingClientFunc {
	return next
}

// WrapStreamingHandler asks of streams.
func (g *Guard) WrapStreamingHandler(next connect.StreamingHandlerFunc) connect.StreamingHandlerFunc {
	return func(ctx context.Context, conn connect.StreamingHandlerConn) error {
		if _, ok := g.Tokens[conn.RequestHeader().Get("Authorization")]; !ok {
			return errStranger
		}
		return next(ctx, conn)
	}
}

// Unary asks of calls alone: streams pass by.
func (t Tokens) Unary() connect.UnaryInterceptorFunc {
	return func(next connect.UnaryFunc) connect.UnaryFunc {
		return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
			if _, ok := t[req.Header().Get("Authorization")]; !ok {
				return nil, connect.NewError(connect.CodeUnauthenticated, errors.New("who are you"))
			}
			return next(ctx, req)
		}
	}
}

// Known says who is calling, where that is known.
func (t Tokens) Known() connect.UnaryInterceptorFunc {
	return func(next connect.UnaryFunc) connect.UnaryFunc {
		return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
			if name, ok := t[req.Header().Get("Authorization")]; ok {
				ctx = context.WithValue(ctx, nameKey{}, name)
			}
			return next(ctx, req)
		}
	}
}

// AuthLogger writes down whether a call has a token.
func AuthLogger() connect.UnaryInterceptorFunc {
	return func(next connect.UnaryFunc) connect.UnaryFunc {
		return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
			log.Print(req.Spec().Procedure, req.Header().Get("Authorization") != "")
			return next(ctx, req)
		}
	}
}

// Wrap asks for a token, around handlers of net/http.
func (t Tokens) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := t[r.Header.Get("Authorization")]; !ok {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}
