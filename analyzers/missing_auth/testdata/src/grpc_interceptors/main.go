// Command grpc_interceptors serves one service in many ways: what its
// interceptors ask for, and of which calls.
package main

import (
	"context"
	"log"
	"net"

	"corpus/grpc_interceptors/notes"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// service answers all methods and asks nothing.
type service struct {
	notes.UnimplementedNotesServer
	store map[string]string
}

func (s *service) Get(ctx context.Context, key *notes.Key) (*notes.Note, error) {
	return &notes.Note{ID: key.ID, Text: s.store[key.ID]}, nil
}

func (s *service) Put(ctx context.Context, note *notes.Note) (*notes.Key, error) {
	s.store[note.ID] = note.Text
	return &notes.Key{ID: note.ID}, nil
}

func (s *service) Watch(key *notes.Key, stream grpc.ServerStreamingServer[notes.Note]) error {
	return stream.Send(&notes.Note{ID: key.ID, Text: s.store[key.ID]})
}

// reader answers one method; the others are not implemented.
type reader struct {
	notes.UnimplementedNotesServer
	full *service
}

func (r *reader) Get(ctx context.Context, key *notes.Key) (*notes.Note, error) {
	return r.full.Get(ctx, key)
}

// tokens says whether a token is one.
type tokens interface {
	Valid(token string) bool
	Owner(ctx context.Context, token string) (string, error)
}

func listen(s *grpc.Server) {
	lis, err := net.Listen("tcp", ":9000")
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(s.Serve(lis))
}

// guard lets by whoever has a valid token.
func guard(t tokens) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		md, ok := metadata.FromIncomingContext(ctx)
		if !ok {
			return nil, status.Error(codes.Unauthenticated, "no metadata")
		}
		values := md.Get("authorization")
		if len(values) == 0 || !t.Valid(values[0]) {
			return nil, status.Error(codes.Unauthenticated, "no valid token")
		}
		return handler(ctx, req)
	}
}

// guardStream does the same for streams.
func guardStream(t tokens) grpc.StreamServerInterceptor {
	return func(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		md, _ := metadata.FromIncomingContext(ss.Context())
		values := md["authorization"]
		if len(values) != 1 || !t.Valid(values[0]) {
			return status.Error(codes.Unauthenticated, "no valid token")
		}
		return handler(srv, ss)
	}
}

// logging tells who calls, and asks nobody.
func logging(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if md, ok := metadata.FromIncomingContext(ctx); ok && len(md.Get("authorization")) > 0 {
		log.Print("a call with a token")
	}
	res, err := handler(ctx, req)
	log.Println(info.FullMethod, err)
	return res, err
}

// Both kinds of call are guarded.
func both(t tokens) {
	s := grpc.NewServer(grpc.UnaryInterceptor(guard(t)), grpc.StreamInterceptor(guardStream(t)))
	notes.RegisterNotesServer(s, &service{})
	listen(s)
}

// The stream passes by the interceptor that is for the others.
func unaryOnly(t tokens) {
	s := grpc.NewServer(grpc.ChainUnaryInterceptor(logging, guard(t)))
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Watch is registered without authentication"
	listen(s)
}

// A log is no guard.
func logged() {
	s := grpc.NewServer(grpc.UnaryInterceptor(logging))
	notes.RegisterNotesServer(s, &reader{full: &service{}}) // want "proven: POST /notes.v1.Notes/Get is registered without authentication: nothing in its chain .grpc_interceptors.logging. rejects"
	listen(s)
}

func main() {
	var t tokens
	both(t)
	unaryOnly(t)
	logged()
}
