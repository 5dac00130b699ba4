// Command routes_service_gateway answers HTTP by calls of services: over a
// connection, what stands before the service counts, and in the process it does not.
package main

import (
	"context"
	"log"
	"net"
	"net/http"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"

	"corpus/routes_service_gateway/pb"
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

type tokens interface{ Valid(token string) bool }

// check lets by who brings a token.
func check(t tokens) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
		md, _ := metadata.FromIncomingContext(ctx)
		if v := md.Get("authorization"); len(v) == 0 || !t.Valid(v[0]) {
			return nil, status.Error(codes.Unauthenticated, "who is this?")
		}
		return next(ctx, req)
	}
}

// dialled goes over a connection: calls are checked, streams are not.
func dialled(ctx context.Context, t tokens) http.Handler {
	s := grpc.NewServer(grpc.UnaryInterceptor(check(t)))
	pb.RegisterShelvesServer(s, &shelves{}) // route POST /shop.v1.Shelves/Get required body_limit=present route POST /shop.v1.Shelves/Put required body_limit=present route POST /shop.v1.Shelves/Watch none body_limit=present
	lis, err := net.Listen("tcp", ":9000")
	if err != nil {
		log.Fatal(err)
	}
	go s.Serve(lis)
	mux := runtime.NewServeMux()
	opts := []grpc.DialOption{grpc.WithTransportCredentials(insecure.NewCredentials())}
	if err := pb.RegisterShelvesHandlerFromEndpoint(ctx, mux, "localhost:9000", opts); err != nil { // route GET /api/v1/shelves/{name} required route POST /api/v1/books/{book.name...}:put required route GET /api/v1/shelves/{name}/watch none
		log.Fatal(err)
	}
	return mux
}

// inside calls the service itself, which asks nobody, and has no streams.
func inside(ctx context.Context) http.Handler {
	mux := runtime.NewServeMux()
	if err := pb.RegisterShelvesHandlerServer(ctx, mux, &shelves{}); err != nil { // route GET /v1/shelves/{name} none route POST /v1/books/{book.name...}:put none
		log.Fatal(err)
	}
	return mux
}

func main() {
	ctx := context.Background()
	go http.ListenAndServe(":8081", inside(ctx))
	http.Handle("/api/", http.StripPrefix("/api", dialled(ctx, nil)))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
