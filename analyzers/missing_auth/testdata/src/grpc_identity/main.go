// Command grpc_identity has services that know who is calling: by certificates,
// by what an interceptor left in the context, by checks of their own.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"log"
	"net"

	"corpus/grpc_identity/notes"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/reflection"
	"google.golang.org/grpc/status"
)

type tokens interface {
	Owner(ctx context.Context, token string) (string, error)
}

type who struct{}

// service answers whoever calls.
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

func listener() net.Listener {
	lis, err := net.Listen("tcp", ":9000")
	if err != nil {
		log.Fatal(err)
	}
	return lis
}

func pair() []tls.Certificate {
	cert, err := tls.LoadX509KeyPair("server.crt", "server.key")
	if err != nil {
		log.Fatal(err)
	}
	return []tls.Certificate{cert}
}

// Nobody connects without a certificate that was verified.
func mutual(pool *x509.CertPool) {
	creds := credentials.NewTLS(&tls.Config{Certificates: pair(), ClientCAs: pool, ClientAuth: tls.RequireAndVerifyClientCert})
	s := grpc.NewServer(grpc.Creds(creds))
	notes.RegisterNotesServer(s, &service{})
	log.Fatal(s.Serve(listener()))
}

// config is the configuration of another function.
func config(pool *x509.CertPool) (*tls.Config, error) {
	c := &tls.Config{Certificates: pair()}
	c.ClientCAs = pool
	c.ClientAuth = tls.RequireAndVerifyClientCert
	return c, nil
}

// The same, with a configuration that is made elsewhere.
func mutualElsewhere(pool *x509.CertPool) {
	c, err := config(pool)
	if err != nil {
		log.Fatal(err)
	}
	s := grpc.NewServer(grpc.Creds(credentials.NewTLS(c)))
	notes.RegisterNotesServer(s, &service{})
	log.Fatal(s.Serve(listener()))
}

// A certificate that is asked for and need not be there, or that nobody
// verifies, keeps nobody out.
func asking(pool *x509.CertPool) {
	creds := credentials.NewTLS(&tls.Config{Certificates: pair(), ClientCAs: pool, ClientAuth: tls.VerifyClientCertIfGiven})
	s := grpc.NewServer(grpc.Creds(creds))
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Get is registered" "proven: POST /notes.v1.Notes/Put is registered"
	log.Fatal(s.Serve(listener()))
}

// TLS for the server alone says nothing about who calls.
func encrypted() {
	s := grpc.NewServer(grpc.Creds(credentials.NewTLS(&tls.Config{Certificates: pair()})))
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Get is registered" "proven: POST /notes.v1.Notes/Put is registered"
	log.Fatal(s.Serve(listener()))
}

// An interceptor looks at the certificate of the other side.
func byPeer() {
	s := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		p, ok := peer.FromContext(ctx)
		if !ok {
			return nil, status.Error(codes.Unauthenticated, "no peer")
		}
		shown, ok := p.AuthInfo.(credentials.TLSInfo)
		if !ok || len(shown.State.PeerCertificates) == 0 {
			return nil, status.Error(codes.Unauthenticated, "no certificate")
		}
		return handler(ctx, req)
	}))
	notes.RegisterNotesServer(s, &service{})
	log.Fatal(s.Serve(listener()))
}

// That there is a peer, every call shows.
func byAddress() {
	s := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		p, ok := peer.FromContext(ctx)
		if !ok || p.Addr.Network() != "tcp" {
			return nil, status.Error(codes.PermissionDenied, "not from here")
		}
		return handler(ctx, req)
	}))
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Get is registered" "proven: POST /notes.v1.Notes/Put is registered"
	log.Fatal(s.Serve(listener()))
}

// identify leaves in the context who it is, and lets strangers by.
func identify(t tokens) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		md, _ := metadata.FromIncomingContext(ctx)
		if values := md.Get("authorization"); len(values) > 0 {
			if name, err := t.Owner(ctx, values[0]); err == nil {
				ctx = context.WithValue(ctx, who{}, name)
			}
		}
		return handler(ctx, req)
	}
}

// member asks for that in one method, and forgets it in the other.
type member struct{ service }

func (m *member) Get(ctx context.Context, key *notes.Key) (*notes.Note, error) {
	name, ok := ctx.Value(who{}).(string)
	if !ok {
		return nil, status.Error(codes.Unauthenticated, "who is it?")
	}
	return &notes.Note{ID: key.ID, Text: m.store[name+key.ID]}, nil
}

// The context says who calls where an interceptor has seen to it.
func byContext(t tokens) {
	s := grpc.NewServer(grpc.UnaryInterceptor(identify(t)))
	notes.RegisterNotesServer(s, &member{}) // want "unproven: POST /notes.v1.Notes/Put can be called without authentication"
	log.Fatal(s.Serve(listener()))
}

// checking asks for a token in its methods.
type checking struct {
	service
	tokens tokens
}

func (c *checking) owner(ctx context.Context) (string, error) {
	values := metadata.ValueFromIncomingContext(ctx, "authorization")
	if len(values) == 0 {
		return "", status.Error(codes.Unauthenticated, "no token")
	}
	return c.tokens.Owner(ctx, values[0])
}

func (c *checking) Get(ctx context.Context, key *notes.Key) (*notes.Note, error) {
	if _, err := c.owner(ctx); err != nil {
		return nil, err
	}
	return c.service.Get(ctx, key)
}

func (c *checking) Put(ctx context.Context, note *notes.Note) (*notes.Key, error) {
	if note.ID == "" {
		return nil, status.Error(codes.InvalidArgument, "a note has an ID")
	}
	return c.service.Put(ctx, note)
}

// One method asks for a token, the other only for an argument.
func byMethod(t tokens) {
	s := grpc.NewServer()
	notes.RegisterNotesServer(s, &checking{tokens: t}) // want "proven: POST /notes.v1.Notes/Put is registered without authentication"
	log.Fatal(s.Serve(listener()))
}

// What tells that a server is there, and what it serves, is for everyone; so
// the methods beside it are told of.
func probes() {
	s := grpc.NewServer()
	grpc_health_v1.RegisterHealthServer(s, health.NewServer())
	reflection.Register(s)
	notes.RegisterNotesServer(s, &service{}) // want "proven: POST /notes.v1.Notes/Get is registered" "proven: POST /notes.v1.Notes/Put is registered"
	log.Fatal(s.Serve(listener()))
}

func main() {
	var t tokens
	pool := x509.NewCertPool()
	for _, serve := range []func(*x509.CertPool){mutual, mutualElsewhere, asking} {
		go serve(pool)
	}
	for _, serve := range []func(tokens){byContext, byMethod} {
		go serve(t)
	}
	for _, serve := range []func(){encrypted, byPeer, byAddress, probes} {
		go serve()
	}
	select {}
}
