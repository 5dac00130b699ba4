// Package pb is what a generator makes of a service's description.
package pb

import (
	"context"

	"connectrpc.com/connect"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// Request names an article.
type Request struct{ Name string }

// Response has its number.
type Response struct{ Number int64 }

// StockServer is the service.
type StockServer interface {
	Count(context.Context, *Request) (*Response, error)
	Reserve(context.Context, *Request) (*Response, error)
	Release(context.Context, *Request) (*Response, error)
}

// UnimplementedStockServer answers what nobody has written yet.
type UnimplementedStockServer struct{}

// Count is not there.
func (UnimplementedStockServer) Count(context.Context, *Request) (*Response, error) {
	return nil, status.Error(codes.Unimplemented, "this server does not answer Count")
}

// Reserve is not there.
func (UnimplementedStockServer) Reserve(context.Context, *Request) (*Response, error) {
	return nil, status.Error(codes.Unimplemented, "this server does not answer Reserve")
}

// Release is not there.
func (UnimplementedStockServer) Release(context.Context, *Request) (*Response, error) {
	return nil, status.Error(codes.Unimplemented, "this server does not answer Release")
}

// RegisterStockServer registers it.
func RegisterStockServer(s grpc.ServiceRegistrar, srv StockServer) {
	s.RegisterService(&grpc.ServiceDesc{ServiceName: "shop.Stock", HandlerType: (*StockServer)(nil)}, srv)
}

// Unary is the shape of connect's methods.
type Unary func(context.Context, *connect.Request[Request]) (*connect.Response[Response], error)
