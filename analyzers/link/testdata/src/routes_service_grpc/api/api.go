// Package api answers.
package api

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"corpus/routes_service_grpc/auth"
	"corpus/routes_service_grpc/pb"
)

// Orders asks nothing.
type Orders struct {
	pb.UnimplementedOrdersServer
	store map[string]string
}

// Get returns one.
func (o *Orders) Get(_ context.Context, id *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	return wrapperspb.String(o.store[id.Value]), nil
}

// Create keeps one.
func (o *Orders) Create(_ context.Context, id *wrapperspb.StringValue) (*emptypb.Empty, error) {
	if o.store == nil {
		o.store = map[string]string{}
	}
	o.store[id.Value] = "new"
	return &emptypb.Empty{}, nil
}

// Watch sends all.
func (o *Orders) Watch(_ *emptypb.Empty, s grpc.ServerStreamingServer[wrapperspb.StringValue]) error {
	return s.Send(wrapperspb.String(o.store["1"]))
}

// Users asks by itself who is calling, where interceptors say so.
type Users struct{ names map[string]string }

// Login is for those who have no token.
func (u *Users) Login(_ context.Context, name *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	return wrapperspb.String(u.names[name.Value]), nil
}

// Show is for those who have one.
func (u *Users) Show(ctx context.Context, _ *emptypb.Empty) (*wrapperspb.StringValue, error) {
	name, ok := auth.Name(ctx)
	if !ok {
		return nil, status.Error(codes.Unauthenticated, "who are you")
	}
	return wrapperspb.String(u.names[name]), nil
}
