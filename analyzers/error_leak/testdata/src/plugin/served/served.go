// Package main answers whoever asks.
package main

import (
	"context"
	"net"
	"os"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health/grpc_health_v1"
)

type notifier struct {
	grpc_health_v1.UnimplementedHealthServer
}

func (notifier) Check(ctx context.Context, req *grpc_health_v1.HealthCheckRequest) (*grpc_health_v1.HealthCheckResponse, error) {
	if _, err := os.ReadFile("state.json"); err != nil {
		return nil, err // want `the error of os.ReadFile reaches the client through grpc.Server`
	}
	return &grpc_health_v1.HealthCheckResponse{}, nil
}

func main() {
	l, err := net.Listen("tcp", ":9000")
	if err != nil {
		return
	}
	s := grpc.NewServer()
	grpc_health_v1.RegisterHealthServer(s, notifier{})
	s.Serve(l)
}
