// Package notes has the shape of what is generated for a service of gRPC.
package notes

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type Key struct{ ID string }

func (*Key) Reset()         {}
func (*Key) String() string { return "" }
func (*Key) ProtoMessage()  {}

type Note struct{ ID, Text string }

func (*Note) Reset()         {}
func (*Note) String() string { return "" }
func (*Note) ProtoMessage()  {}

const (
	Notes_Get_FullMethodName   = "/notes.v1.Notes/Get"
	Notes_Put_FullMethodName   = "/notes.v1.Notes/Put"
	Notes_Watch_FullMethodName = "/notes.v1.Notes/Watch"
)

type NotesServer interface {
	Get(context.Context, *Key) (*Note, error)
	Put(context.Context, *Note) (*Key, error)
	Watch(*Key, grpc.ServerStreamingServer[Note]) error
	mustEmbedUnimplementedNotesServer()
}

type UnimplementedNotesServer struct{}

func (UnimplementedNotesServer) Get(context.Context, *Key) (*Note, error) {
	return nil, status.Error(codes.Unimplemented, "method Get not implemented")
}

func (UnimplementedNotesServer) Put(context.Context, *Note) (*Key, error) {
	return nil, status.Error(codes.Unimplemented, "method Put not implemented")
}

func (UnimplementedNotesServer) Watch(*Key, grpc.ServerStreamingServer[Note]) error {
	return status.Error(codes.Unimplemented, "method Watch not implemented")
}
func (UnimplementedNotesServer) mustEmbedUnimplementedNotesServer() {}

func RegisterNotesServer(s grpc.ServiceRegistrar, srv NotesServer) {
	s.RegisterService(&Notes_ServiceDesc, srv)
}

func _Notes_Get_Handler(srv any, ctx context.Context, dec func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
	in := new(Key)
	if err := dec(in); err != nil {
		return nil, err
	}
	if interceptor == nil {
		return srv.(NotesServer).Get(ctx, in)
	}
	info := &grpc.UnaryServerInfo{Server: srv, FullMethod: Notes_Get_FullMethodName}
	handler := func(ctx context.Context, req any) (any, error) { return srv.(NotesServer).Get(ctx, req.(*Key)) }
	return interceptor(ctx, in, info, handler)
}

func _Notes_Put_Handler(srv any, ctx context.Context, dec func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
	in := new(Note)
	if err := dec(in); err != nil {
		return nil, err
	}
	if interceptor == nil {
		return srv.(NotesServer).Put(ctx, in)
	}
	info := &grpc.UnaryServerInfo{Server: srv, FullMethod: Notes_Put_FullMethodName}
	handler := func(ctx context.Context, req any) (any, error) { return srv.(NotesServer).Put(ctx, req.(*Note)) }
	return interceptor(ctx, in, info, handler)
}

func _Notes_Watch_Handler(srv any, stream grpc.ServerStream) error {
	m := new(Key)
	if err := stream.RecvMsg(m); err != nil {
		return err
	}
	return srv.(NotesServer).Watch(m, &grpc.GenericServerStream[Key, Note]{ServerStream: stream})
}

var Notes_ServiceDesc = grpc.ServiceDesc{
	ServiceName: "notes.v1.Notes",
	HandlerType: (*NotesServer)(nil),
	Methods: []grpc.MethodDesc{
		{MethodName: "Get", Handler: _Notes_Get_Handler},
		{MethodName: "Put", Handler: _Notes_Put_Handler},
	},
	Streams: []grpc.StreamDesc{
		{StreamName: "Watch", Handler: _Notes_Watch_Handler, ServerStreams: true},
	},
	Metadata: "notes/v1/notes.proto",
}
