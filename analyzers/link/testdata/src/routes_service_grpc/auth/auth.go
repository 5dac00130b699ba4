// Package auth has interceptors.
package auth

import (
	"context"
	"log"
	"sync/atomic"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"

	"corpus/routes_service_grpc/pb"
)

// Tokens are those that are valid.
type Tokens struct{ users map[string]string }

// New returns one token.
func New(token string) *Tokens { return &Tokens{users: map[string]string{token: "a"}} }

type nameKey struct{}

// Name says who is calling.
func Name(ctx context.Context) (string, bool) {
	name, ok := ctx.Value(nameKey{}).(string)
	return name, ok
}

func (t *Tokens) identify(ctx context.Context) (context.Context, error) {
	md, ok := metadata.FromIncomingContext(ctx)
	if !ok {
		return nil, status.Error(codes.Unauthenticated, "who are you")
	}
	values := md.Get("authorization")
	if len(values) == 0 {
		return nil, status.Error(codes.Unauthenticated, "who are you")
	}
	name, ok := t.users[values[0]]
	if !ok {
		return nil, status.Error(codes.Unauthenticated, "who are you")
	}
	return context.WithValue(ctx, nameKey{}, name), nil
}

// Unary asks for a token.
func (t *Tokens) Unary(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	ctx, err := t.identify(ctx)
	if err != nil {
		return nil, err
	}
	return handler(ctx, req)
}

// ButLogin asks for a token, but for who wants one.
func (t *Tokens) ButLogin(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if info.FullMethod == pb.Users_Login_FullMethodName {
		return handler(ctx, req)
	}
	ctx, err := t.identify(ctx)
	if err != nil {
		return nil, err
	}
	return handler(ctx, req)
}

type stream struct {
	grpc.ServerStream
	ctx context.Context
}

func (s *stream) Context() context.Context { return s.ctx }

// Stream asks for a token.
func (t *Tokens) Stream(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	ctx, err := t.identify(ss.Context())
	if err != nil {
		return err
	}
	return handler(srv, &stream{ss, ctx})
}

// Known says who is calling, where that is known.
func (t *Tokens) Known(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	md, _ := metadata.FromIncomingContext(ctx)
	if values := md.Get("authorization"); len(values) > 0 {
		if name, ok := t.users[values[0]]; ok {
			ctx = context.WithValue(ctx, nameKey{}, name)
		}
	}
	return handler(ctx, req)
}

// AuthLogger writes down who says to be calling.
func AuthLogger(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	md, _ := metadata.FromIncomingContext(ctx)
	log.Print(info.FullMethod, len(md.Get("authorization")))
	return handler(ctx, req)
}

// JWT asks only where a call comes from.
func JWT(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	p, ok := peer.FromContext(ss.Context())
	if !ok || p.Addr == nil {
		return status.Error(codes.PermissionDenied, "from where")
	}
	return handler(srv, ss)
}

var calls atomic.Int64

// TokenBucketLimit tells of what is too much.
func TokenBucketLimit(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if calls.Add(1) > 1000 {
		log.Print("busy")
	}
	return handler(ctx, req)
}
