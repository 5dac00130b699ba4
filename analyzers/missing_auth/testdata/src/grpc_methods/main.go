// Command grpc_methods has interceptors that ask which method is called, and
// guard some of them.
package main

import (
	"context"
	"log"
	"net"
	"os"
	"path"
	"slices"
	"strings"

	"corpus/grpc_methods/notes"

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

func (s *service) Put(ctx context.Context, note *notes.Note) (*notes.Key, error) {
	s.store[note.ID] = note.Text
	return &notes.Key{ID: note.ID}, nil
}

type tokens interface{ Valid(token string) bool }

func listener() net.Listener {
	lis, err := net.Listen("tcp", ":9000")
	if err != nil {
		log.Fatal(err)
	}
	return lis
}

// check returns an error unless the caller has a valid token.
func check(ctx context.Context, t tokens) error {
	md, _ := metadata.FromIncomingContext(ctx)
	values := md.Get("authorization")
	if len(values) == 0 || !t.Valid(values[0]) {
		return status.Error(codes.Unauthenticated, "no valid token")
	}
	return nil
}

var open = map[string]bool{
	"/notes.v1.Notes/Get": true,
	"/notes.v1.Notes/Put": false,
}

// A map of the package lists what is open: what it holds false for is not.
func byMap(t tokens) {
	s := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		if open[info.FullMethod] {
			return handler(ctx, req)
		}
		if err := check(ctx, t); err != nil {
			return nil, err
		}
		return handler(ctx, req)
	}))
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Get is registered without authentication"
	log.Fatal(s.Serve(listener()))
}

// A switch over constants of the generated code.
func bySwitch(t tokens) {
	s := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		switch info.FullMethod {
		case notes.Notes_Put_FullMethodName, "/notes.v1.Notes/Drop":
			return handler(ctx, req)
		}
		if err := check(ctx, t); err != nil {
			return nil, err
		}
		return handler(ctx, req)
	}))
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Put is registered without authentication"
	log.Fatal(s.Serve(listener()))
}

// A list that a loop goes through.
func byLoop(t tokens) {
	free := []string{notes.Notes_Get_FullMethodName}
	s := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		for _, name := range free {
			if name == info.FullMethod {
				return handler(ctx, req)
			}
		}
		if err := check(ctx, t); err != nil {
			return nil, err
		}
		return handler(ctx, req)
	}))
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Get is registered without authentication"
	log.Fatal(s.Serve(listener()))
}

// A list that is asked by a function of the library.
func byContains(t tokens) {
	s := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		if !slices.Contains([]string{"/notes.v1.Notes/Put"}, info.FullMethod) {
			if err := check(ctx, t); err != nil {
				return nil, err
			}
		}
		return handler(ctx, req)
	}))
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Put is registered without authentication"
	log.Fatal(s.Serve(listener()))
}

// The service of another is open, that of these methods is not.
func byPrefix(t tokens) {
	s := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		if strings.HasPrefix(info.FullMethod, "/grpc.health.v1.Health/") {
			return handler(ctx, req)
		}
		if err := check(ctx, t); err != nil {
			return nil, err
		}
		return handler(ctx, req)
	}))
	notes.RegisterNotesServer(s, &service{})
	log.Fatal(s.Serve(listener()))
}

// All that the prefix covers is open.
func byOwnPrefix(t tokens) {
	s := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		if strings.HasPrefix(info.FullMethod, "/notes.v1.") {
			return handler(ctx, req)
		}
		if err := check(ctx, t); err != nil {
			return nil, err
		}
		return handler(ctx, req)
	}))
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Get is registered" "proven: POST /notes.v1.Notes/Put is registered"
	log.Fatal(s.Serve(listener()))
}

// The last part of the name decides.
func byBase(t tokens) {
	s := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		if path.Base(info.FullMethod) == "Get" {
			return handler(ctx, req)
		}
		if err := check(ctx, t); err != nil {
			return nil, err
		}
		return handler(ctx, req)
	}))
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Get is registered without authentication"
	log.Fatal(s.Serve(listener()))
}

// isOpen tells methods apart for its callers.
func isOpen(name string) bool {
	switch name {
	case notes.Notes_Get_FullMethodName:
		return true
	}
	return false
}

// A function says what is open.
func byHelper(t tokens) {
	s := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		if isOpen(info.FullMethod) {
			return handler(ctx, req)
		}
		if err := check(ctx, t); err != nil {
			return nil, err
		}
		return handler(ctx, req)
	}))
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Get is registered without authentication"
	log.Fatal(s.Serve(listener()))
}

// roles says who may call what: a method that it leaves out is everyone's.
type roles struct {
	tokens tokens
	of     map[string][]string
}

func (r *roles) authorize(ctx context.Context, name string) error {
	_, ok := r.of[name]
	if !ok {
		return nil
	}
	return check(ctx, r.tokens)
}

func (r *roles) unary() grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		if err := r.authorize(ctx, info.FullMethod); err != nil {
			return nil, err
		}
		return handler(ctx, req)
	}
}

// A table of roles, kept in a struct, decides in a method of its own.
func byRoles(t tokens) {
	r := &roles{tokens: t, of: map[string][]string{notes.Notes_Put_FullMethodName: {"writer"}}}
	s := grpc.NewServer(grpc.UnaryInterceptor(r.unary()))
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Get is registered without authentication"
	log.Fatal(s.Serve(listener()))
}

// What is open is read from the environment: nobody here can say.
func byConfiguration(t tokens) {
	free := strings.Split(os.Getenv("OPEN"), ",")
	s := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		if slices.Contains(free, info.FullMethod) {
			return handler(ctx, req)
		}
		if err := check(ctx, t); err != nil {
			return nil, err
		}
		return handler(ctx, req)
	}))
	notes.RegisterNotesServer(s, &service{}) // want "hint: whether POST /notes.v1.Notes/Get requires authentication is not known" "hint: whether POST /notes.v1.Notes/Put requires authentication is not known"
	log.Fatal(s.Serve(listener()))
}

// Only what is listed can be called at all, with a token.
func byDenial(t tokens) {
	s := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		if info.FullMethod != notes.Notes_Get_FullMethodName {
			return nil, status.Error(codes.PermissionDenied, "not here")
		}
		if err := check(ctx, t); err != nil {
			return nil, err
		}
		return handler(ctx, req)
	}))
	notes.RegisterNotesServer(s, &service{})
	log.Fatal(s.Serve(listener()))
}

// To write down which method it is changes nothing.
func byLog(t tokens) {
	s := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		if info.FullMethod == notes.Notes_Get_FullMethodName {
			log.Print("reading")
		}
		if err := check(ctx, t); err != nil {
			return nil, err
		}
		return handler(ctx, req)
	}))
	notes.RegisterNotesServer(s, &service{})
	log.Fatal(s.Serve(listener()))
}

type caller struct{}

// claims lets one method by before it looks at who calls, and leaves in the
// context who does for the others.
func claims(ctx context.Context, name string, t tokens) (context.Context, error) {
	if name == "/notes.v1.Notes/Get" {
		return ctx, nil
	}
	values := metadata.ValueFromIncomingContext(ctx, "token")
	if len(values) == 0 || !t.Valid(values[0]) {
		return ctx, status.Error(codes.Unauthenticated, "no valid token")
	}
	return context.WithValue(ctx, caller{}, values[0]), nil
}

// Whom it knows of the other methods is nothing to the one that is open.
func byClaims(t tokens) {
	s := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		ctx, err := claims(ctx, info.FullMethod, t)
		if err != nil {
			return nil, err
		}
		return handler(ctx, req)
	}))
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Get is registered without authentication"
	log.Fatal(s.Serve(listener()))
}

func main() {
	var t tokens
	for _, serve := range []func(tokens){byMap, bySwitch, byLoop, byContains, byPrefix, byOwnPrefix, byBase, byHelper, byRoles, byConfiguration, byDenial, byLog, byClaims} {
		go serve(t)
	}
	select {}
}
