// Command grpc_options hands its interceptors over in all the ways there are,
// and takes some of them from libraries.
package main

import (
	"context"
	"log"
	"net"
	"os"

	"corpus/grpc_options/notes"

	grpc_middleware "github.com/grpc-ecosystem/go-grpc-middleware"
	grpc_auth "github.com/grpc-ecosystem/go-grpc-middleware/auth"
	"github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors"
	"github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/auth"
	"github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/ratelimit"
	"github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/recovery"
	"github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/selector"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

type service struct {
	notes.UnimplementedNotesServer
	store map[string]string
}

func (s *service) Get(ctx context.Context, key *notes.Key) (*notes.Note, error) {
	return &notes.Note{ID: key.ID, Text: s.store[key.ID]}, nil
}

func (s *service) Watch(key *notes.Key, stream grpc.ServerStreamingServer[notes.Note]) error {
	return stream.Send(&notes.Note{ID: key.ID, Text: s.store[key.ID]})
}

type tokens interface{ Valid(token string) bool }

func listener() net.Listener {
	lis, err := net.Listen("tcp", ":9000")
	if err != nil {
		log.Fatal(err)
	}
	return lis
}

// gate is an interceptor by its methods.
type gate struct{ tokens tokens }

func (g *gate) allow(ctx context.Context) error {
	values := metadata.ValueFromIncomingContext(ctx, "x-api-key")
	if len(values) == 0 || !g.tokens.Valid(values[0]) {
		return status.Error(codes.Unauthenticated, "no valid key")
	}
	return nil
}

func (g *gate) unary(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if err := g.allow(ctx); err != nil {
		return nil, err
	}
	return handler(ctx, req)
}

func (g *gate) stream(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	if err := g.allow(ss.Context()); err != nil {
		return err
	}
	return handler(srv, ss)
}

// quota turns away who asks too often, whoever it is.
type quota struct{}

func (quota) Limit(context.Context) error { return nil }

// Options that are put together one by one.
func appended(t tokens) {
	g := &gate{t}
	var opts []grpc.ServerOption
	opts = append(opts, grpc.MaxRecvMsgSize(1<<20))
	opts = append(opts, grpc.UnaryInterceptor(g.unary))
	opts = append(opts, grpc.StreamInterceptor(g.stream))
	s := grpc.NewServer(opts...)
	notes.RegisterNotesServer(s, &service{})
	log.Fatal(s.Serve(listener()))
}

// options returns what both kinds of call pass.
func options(g *gate) []grpc.ServerOption {
	return []grpc.ServerOption{grpc.ChainUnaryInterceptor(g.unary), grpc.ChainStreamInterceptor(g.stream)}
}

// Options that a function returns.
func helped(t tokens) {
	s := grpc.NewServer(options(&gate{t})...)
	notes.RegisterNotesServer(s, &service{})
	log.Fatal(s.Serve(listener()))
}

// A guard that a setting leaves out is none to rely on.
func optional(t tokens) {
	g := &gate{t}
	opts := []grpc.ServerOption{grpc.StreamInterceptor(g.stream)}
	if os.Getenv("AUTH") != "" {
		opts = append(opts, grpc.UnaryInterceptor(g.unary))
	}
	s := grpc.NewServer(opts...)
	notes.RegisterNotesServer(s, &service{}) // want "unproven: POST /notes.v1.Notes/Get can be called without authentication"
	log.Fatal(s.Serve(listener()))
}

// The server is made in one place and filled in another.
func fill(s grpc.ServiceRegistrar) {
	notes.RegisterNotesServer(s, &service{})
}

func elsewhere(t tokens) {
	s := grpc.NewServer(options(&gate{t})...)
	fill(s)
	log.Fatal(s.Serve(listener()))
}

// authenticate is what the libraries' interceptors ask.
func authenticate(ctx context.Context) (context.Context, error) {
	token, err := auth.AuthFromMD(ctx, "bearer")
	if err != nil {
		return nil, err
	}
	if token != os.Getenv("TOKEN") {
		return nil, status.Error(codes.Unauthenticated, "no valid token")
	}
	return ctx, nil
}

// annotate has the same shape, and lets everyone by.
func annotate(ctx context.Context) (context.Context, error) {
	token, _ := auth.AuthFromMD(ctx, "bearer")
	return context.WithValue(ctx, key{}, token), nil
}

type key struct{}

// A library asks a function that turns strangers away.
func asked() {
	s := grpc.NewServer(
		grpc.ChainUnaryInterceptor(recovery.UnaryServerInterceptor(), auth.UnaryServerInterceptor(authenticate)),
		grpc.ChainStreamInterceptor(auth.StreamServerInterceptor(authenticate)),
	)
	notes.RegisterNotesServer(s, &service{})
	log.Fatal(s.Serve(listener()))
}

// The same library around a function that turns nobody away.
func askedInVain() {
	s := grpc.NewServer(grpc.UnaryInterceptor(auth.UnaryServerInterceptor(annotate)), grpc.StreamInterceptor(auth.StreamServerInterceptor(authenticate)))
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Get is registered without authentication"
	log.Fatal(s.Serve(listener()))
}

// The first version of the library, its chains included.
func first() {
	s := grpc.NewServer(
		grpc_middleware.WithUnaryServerChain(grpc_auth.UnaryServerInterceptor(authenticate)),
		grpc.StreamInterceptor(grpc_middleware.ChainStreamServer(grpc_auth.StreamServerInterceptor(authenticate))),
	)
	notes.RegisterNotesServer(s, &service{})
	log.Fatal(s.Serve(listener()))
}

// A quota and a recovery turn calls away, and ask nobody who it is.
func limited() {
	s := grpc.NewServer(grpc.ChainUnaryInterceptor(recovery.UnaryServerInterceptor(), ratelimit.UnaryServerInterceptor(quota{})), grpc.StreamInterceptor(auth.StreamServerInterceptor(authenticate)))
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Get is registered without authentication"
	log.Fatal(s.Serve(listener()))
}

func allButGet(_ context.Context, c interceptors.CallMeta) bool {
	return c.FullMethod() != notes.Notes_Get_FullMethodName
}

func ofNotes(_ context.Context, c interceptors.CallMeta) bool { return c.Service == "notes.v1.Notes" }

// A selector leaves one method out.
func selected() {
	s := grpc.NewServer(
		grpc.UnaryInterceptor(selector.UnaryServerInterceptor(auth.UnaryServerInterceptor(authenticate), selector.MatchFunc(allButGet))),
		grpc.StreamInterceptor(selector.StreamServerInterceptor(auth.StreamServerInterceptor(authenticate), selector.MatchFunc(allButGet))),
	)
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Get is registered without authentication"
	log.Fatal(s.Serve(listener()))
}

// A selector for all of the service.
func selectedService() {
	s := grpc.NewServer(
		grpc.UnaryInterceptor(selector.UnaryServerInterceptor(auth.UnaryServerInterceptor(authenticate), selector.MatchFunc(ofNotes))),
		grpc.StreamInterceptor(selector.StreamServerInterceptor(auth.StreamServerInterceptor(authenticate), selector.MatchFunc(ofNotes))),
	)
	notes.RegisterNotesServer(s, &service{})
	log.Fatal(s.Serve(listener()))
}

// own decides for itself who may call it.
type own struct{ service }

func (*own) AuthFuncOverride(ctx context.Context, name string) (context.Context, error) {
	if name == notes.Notes_Get_FullMethodName {
		return ctx, nil
	}
	return authenticate(ctx)
}

// What the service says takes the place of what the interceptor asks.
func overridden() {
	s := grpc.NewServer(grpc.UnaryInterceptor(auth.UnaryServerInterceptor(authenticate)), grpc.StreamInterceptor(auth.StreamServerInterceptor(authenticate)))
	notes.RegisterNotesServer(s, &own{}) // want "proven: POST /notes.v1.Notes/Get is registered without authentication"
	log.Fatal(s.Serve(listener()))
}

// wrap makes one interceptor of another.
func wrap(inner grpc.UnaryServerInterceptor) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		log.Print(info.FullMethod)
		return inner(ctx, req, info, handler)
	}
}

// An interceptor within another.
func nested(t tokens) {
	g := &gate{t}
	s := grpc.NewServer(grpc.UnaryInterceptor(wrap(g.unary)), grpc.StreamInterceptor(g.stream))
	notes.RegisterNotesServer(s, &service{})
	log.Fatal(s.Serve(listener()))
}

func main() {
	var t tokens
	for _, serve := range []func(tokens){appended, helped, optional, elsewhere, nested} {
		go serve(t)
	}
	for _, serve := range []func(){asked, askedInVain, first, limited, selected, selectedService, overridden} {
		go serve()
	}
	select {}
}
