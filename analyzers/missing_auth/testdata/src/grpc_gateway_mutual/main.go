// Command grpc_gateway_mutual has a server that wants certificates: a gateway has
// one, and hands on what anyone sends it.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"log"
	"net"
	"net/http"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"

	"corpus/grpc_gateway_mutual/pb"
)

type shelves struct{ books map[string]string }

func (s *shelves) Get(_ context.Context, n *pb.Name) (*pb.Book, error) {
	return &pb.Book{Name: n.Name, Title: s.books[n.Name]}, nil
}

func (s *shelves) Put(_ context.Context, b *pb.Book) (*pb.Name, error) {
	s.books[b.Name] = b.Title
	return &pb.Name{Name: b.Name}, nil
}

func (s *shelves) Watch(*pb.Name, grpc.ServerStreamingServer[pb.Book]) error { return nil }

func serve(pair tls.Certificate, pool *x509.CertPool) {
	lis, err := net.Listen("tcp", ":9000")
	if err != nil {
		log.Fatal(err)
	}
	s := grpc.NewServer(grpc.Creds(credentials.NewTLS(&tls.Config{Certificates: []tls.Certificate{pair}, ClientCAs: pool, ClientAuth: tls.RequireAndVerifyClientCert})))
	pb.RegisterShelvesServer(s, &shelves{books: map[string]string{}})
	log.Fatal(s.Serve(lis))
}

func main() {
	pair, err := tls.LoadX509KeyPair("server.crt", "server.key")
	if err != nil {
		log.Fatal(err)
	}
	pool := x509.NewCertPool()
	go serve(pair, pool)
	mux := runtime.NewServeMux()
	opts := []grpc.DialOption{grpc.WithTransportCredentials(credentials.NewTLS(&tls.Config{Certificates: []tls.Certificate{pair}, RootCAs: pool}))}
	if err := pb.RegisterShelvesHandlerFromEndpoint(context.Background(), mux, "localhost:9000", opts); err != nil { // want "proven: GET /v1/shelves/{name} is" "proven: POST /v1/books/{book.name...}:put is" "proven: GET /v1/shelves/{name}/watch is"
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", mux))
}
