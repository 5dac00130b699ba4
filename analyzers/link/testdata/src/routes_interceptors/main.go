// Command routes_interceptors has interceptors that settings switch off, and one that a
// method does, and a table of roles that decides which methods are anybody's.
package main

import (
	"context"
	"errors"
	"net"
	"os"
	"slices"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

type service struct {
	grpc_health_v1.UnimplementedHealthServer
	g *gate
}

func (s *service) Check(context.Context, *grpc_health_v1.HealthCheckRequest) (*grpc_health_v1.HealthCheckResponse, error) {
	return &grpc_health_v1.HealthCheckResponse{}, nil
}

// changing is a service of which a method opens all others.
type changing struct {
	grpc_health_v1.UnimplementedHealthServer
	g *gate
}

func (s *changing) Check(_ context.Context, r *grpc_health_v1.HealthCheckRequest) (*grpc_health_v1.HealthCheckResponse, error) {
	s.g.live = r.Service == "shut"
	return &grpc_health_v1.HealthCheckResponse{}, nil
}

type gate struct {
	secret string
	live   bool
	roles  map[string][]string
}

func (g *gate) role(ctx context.Context) (string, error) {
	md, ok := metadata.FromIncomingContext(ctx)
	if !ok || len(md.Get("authorization")) == 0 {
		return "", status.Error(codes.Unauthenticated, "who are you")
	}
	token := md.Get("authorization")[0]
	if token[:len(g.secret)] != g.secret {
		return "", status.Error(codes.Unauthenticated, "who are you")
	}
	return token[len(g.secret):], nil
}

func (g *gate) configured(ctx context.Context, req any, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	if g.secret != "" {
		if _, err := g.role(ctx); err != nil {
			return nil, err
		}
	}
	return next(ctx, req)
}

func (g *gate) changed(ctx context.Context, req any, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	if g.live {
		if _, err := g.role(ctx); err != nil {
			return nil, err
		}
	}
	return next(ctx, req)
}

func (g *gate) byRole(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	roles, ok := g.roles[info.FullMethod]
	if !ok {
		return next(ctx, req)
	}
	role, err := g.role(ctx)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(roles, role) {
		return nil, status.Error(codes.PermissionDenied, "not you")
	}
	return next(ctx, req)
}

func serve(s *grpc.Server, on string) {
	l, err := net.Listen("tcp", on)
	if err != nil {
		panic(errors.New("no listener"))
	}
	go func() { _ = s.Serve(l) }()
}

func main() {
	g := &gate{secret: os.Getenv("SECRET"), roles: map[string][]string{"/grpc.health.v1.Health/Check": {"prober"}}}
	configured := grpc.NewServer(grpc.UnaryInterceptor(g.configured))
	grpc_health_v1.RegisterHealthServer(configured, &service{g: g}) // route POST /grpc.health.v1.Health/Check required body_limit=present configured
	serve(configured, ":8080")
	changed := grpc.NewServer(grpc.UnaryInterceptor(g.changed))
	grpc_health_v1.RegisterHealthServer(changed, &changing{g: g}) // route POST /grpc.health.v1.Health/Check optional body_limit=present
	serve(changed, ":8081")
	roles := grpc.NewServer(grpc.UnaryInterceptor(g.byRole))
	grpc_health_v1.RegisterHealthServer(roles, &service{g: g}) // route POST /grpc.health.v1.Health/Check required body_limit=present
	serve(roles, ":8082")
	select {}
}
