// Package main is a part of a program that runs as a process of its own: whom it
// answers has started it.
package main

import (
	"context"
	"os"

	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
	"google.golang.org/grpc/health/grpc_health_v1"
)

type notifier struct {
	grpc_health_v1.UnimplementedHealthServer
}

func (notifier) Check(ctx context.Context, req *grpc_health_v1.HealthCheckRequest) (*grpc_health_v1.HealthCheckResponse, error) {
	if _, err := os.ReadFile("state.json"); err != nil {
		return nil, err
	}
	return &grpc_health_v1.HealthCheckResponse{}, nil
}

type health struct {
	plugin.NetRPCUnsupportedPlugin
}

func (health) GRPCServer(broker *plugin.GRPCBroker, s *grpc.Server) error {
	grpc_health_v1.RegisterHealthServer(s, notifier{})
	return nil
}

func (health) GRPCClient(ctx context.Context, broker *plugin.GRPCBroker, c *grpc.ClientConn) (any, error) {
	return grpc_health_v1.NewHealthClient(c), nil
}

func main() {
	plugin.Serve(&plugin.ServeConfig{
		HandshakeConfig: plugin.HandshakeConfig{ProtocolVersion: 1, MagicCookieKey: "PLUGIN", MagicCookieValue: os.Getenv("PLUGIN_COOKIE")},
		Plugins:         map[string]plugin.Plugin{"health": health{}},
		GRPCServer:      plugin.DefaultGRPCServer,
	})
}
