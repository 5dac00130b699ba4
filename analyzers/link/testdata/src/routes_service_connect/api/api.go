// Package api answers.
package api

import (
	"context"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// Orders asks nothing.
type Orders struct{ Store map[string]string }

// Get returns one.
func (o *Orders) Get(_ context.Context, req *connect.Request[wrapperspb.StringValue]) (*connect.Response[wrapperspb.StringValue], error) {
	return connect.NewResponse(wrapperspb.String(o.Store[req.Msg.Value])), nil
}

// Create keeps one.
func (o *Orders) Create(_ context.Context, req *connect.Request[wrapperspb.StringValue]) (*connect.Response[emptypb.Empty], error) {
	o.Store[req.Msg.Value] = "new"
	return connect.NewResponse(&emptypb.Empty{}), nil
}

// Watch sends all.
func (o *Orders) Watch(_ context.Context, _ *connect.Request[emptypb.Empty], s *connect.ServerStream[wrapperspb.StringValue]) error {
	return s.Send(wrapperspb.String(o.Store["1"]))
}
