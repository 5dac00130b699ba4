// Package pb has the shape of what is generated for services of gRPC.
package pb

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// The full names of the methods.
const (
	Orders_Get_FullMethodName    = "/shop.v1.Orders/Get"
	Orders_Create_FullMethodName = "/shop.v1.Orders/Create"
	Orders_Watch_FullMethodName  = "/shop.v1.Orders/Watch"
	Users_Login_FullMethodName   = "/shop.v1.Users/Login"
	Users_Show_FullMethodName    = "/shop.v1.Users/Show"
)

// OrdersServer is one service.
type OrdersServer interface {
	Get(context.Context, *wrapperspb.StringValue) (*wrapperspb.StringValue, error)
	Create(context.Context, *wrapperspb.StringValue) (*emptypb.Empty, error)
	Watch(*emptypb.Empty, grpc.ServerStreamingServer[wrapperspb.StringValue]) error
	mustEmbedUnimplementedOrdersServer()
}

// UnimplementedOrdersServer answers what is not there.
type UnimplementedOrdersServer struct{}

func (UnimplementedOrdersServer) Get(context.Context, *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	return nil, status.Error(codes.Unimplemented, "method Get not implemented")
}

func (UnimplementedOrdersServer) Create(context.Context, *wrapperspb.StringValue) (*emptypb.Empty, error) {
	return nil, status.Error(codes.Unimplemented, "method Create not implemented")
}

func (UnimplementedOrdersServer) Watch(*emptypb.Empty, grpc.ServerStreamingServer[wrapperspb.StringValue]) error {
	return status.Error(codes.Unimplemented, "method Watch not implemented")
}
func (UnimplementedOrdersServer) mustEmbedUnimplementedOrdersServer() {}

// RegisterOrdersServer registers it.
func RegisterOrdersServer(s grpc.ServiceRegistrar, srv OrdersServer) {
	s.RegisterService(&Orders_ServiceDesc, srv)
}

func _Orders_Get_Handler(srv any, ctx context.Context, dec func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
	in := new(wrapperspb.StringValue)
	if err := dec(in); err != nil {
		return nil, err
	}
	if interceptor == nil {
		return srv.(OrdersServer).Get(ctx, in)
	}
	info := &grpc.UnaryServerInfo{Server: srv, FullMethod: Orders_Get_FullMethodName}
	handler := func(ctx context.Context, req any) (any, error) {
		return srv.(OrdersServer).Get(ctx, req.(*wrapperspb.StringValue))
	}
	return interceptor(ctx, in, info, handler)
}

func _Orders_Create_Handler(srv any, ctx context.Context, dec func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
	in := new(wrapperspb.StringValue)
	if err := dec(in); err != nil {
		return nil, err
	}
	if interceptor == nil {
		return srv.(OrdersServer).Create(ctx, in)
	}
	info := &grpc.UnaryServerInfo{Server: srv, FullMethod: Orders_Create_FullMethodName}
	handler := func(ctx context.Context, req any) (any, error) {
		return srv.(OrdersServer).Create(ctx, req.(*wrapperspb.StringValue))
	}
	return interceptor(ctx, in, info, handler)
}

func _Orders_Watch_Handler(srv any, stream grpc.ServerStream) error {
	m := new(emptypb.Empty)
	if err := stream.RecvMsg(m); err != nil {
		return err
	}
	return srv.(OrdersServer).Watch(m, &grpc.GenericServerStream[emptypb.Empty, wrapperspb.StringValue]{ServerStream: stream})
}

// Orders_ServiceDesc describes it.
var Orders_ServiceDesc = grpc.ServiceDesc{
	ServiceName: "shop.v1.Orders",
	HandlerType: (*OrdersServer)(nil),
	Methods: []grpc.MethodDesc{
		{MethodName: "Get", Handler: _Orders_Get_Handler},
		{MethodName: "Create", Handler: _Orders_Create_Handler},
	},
	Streams:  []grpc.StreamDesc{{StreamName: "Watch", Handler: _Orders_Watch_Handler, ServerStreams: true}},
	Metadata: "shop/v1/orders.proto",
}

// UsersServer is another service.
type UsersServer interface {
	Login(context.Context, *wrapperspb.StringValue) (*wrapperspb.StringValue, error)
	Show(context.Context, *emptypb.Empty) (*wrapperspb.StringValue, error)
}

// RegisterUsersServer registers it.
func RegisterUsersServer(s grpc.ServiceRegistrar, srv UsersServer) {
	s.RegisterService(&Users_ServiceDesc, srv)
}

func _Users_Login_Handler(srv any, ctx context.Context, dec func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
	in := new(wrapperspb.StringValue)
	if err := dec(in); err != nil {
		return nil, err
	}
	if interceptor == nil {
		return srv.(UsersServer).Login(ctx, in)
	}
	info := &grpc.UnaryServerInfo{Server: srv, FullMethod: Users_Login_FullMethodName}
	handler := func(ctx context.Context, req any) (any, error) {
		return srv.(UsersServer).Login(ctx, req.(*wrapperspb.StringValue))
	}
	return interceptor(ctx, in, info, handler)
}

func _Users_Show_Handler(srv any, ctx context.Context, dec func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
	in := new(emptypb.Empty)
	if err := dec(in); err != nil {
		return nil, err
	}
	if interceptor == nil {
		return srv.(UsersServer).Show(ctx, in)
	}
	info := &grpc.UnaryServerInfo{Server: srv, FullMethod: Users_Show_FullMethodName}
	handler := func(ctx context.Context, req any) (any, error) {
		return srv.(UsersServer).Show(ctx, req.(*emptypb.Empty))
	}
	return interceptor(ctx, in, info, handler)
}

// Users_ServiceDesc describes it.
var Users_ServiceDesc = grpc.ServiceDesc{
	ServiceName: "shop.v1.Users",
	HandlerType: (*UsersServer)(nil),
	Methods: []grpc.MethodDesc{
		{MethodName: "Login", Handler: _Users_Login_Handler},
		{MethodName: "Show", Handler: _Users_Show_Handler},
	},
	Streams:  []grpc.StreamDesc{},
	Metadata: "shop/v1/users.proto",
}
