// Command routes_service_grpc serves the same services by several servers of
// gRPC, each with interceptors of its own.
package main

import (
	"net"
	"os"

	goa "goa.design/goa/v3/grpc/middleware"
	"google.golang.org/grpc"

	"corpus/routes_service_grpc/api"
	"corpus/routes_service_grpc/auth"
	"corpus/routes_service_grpc/pb"
)

func main() {
	t := auth.New(os.Getenv("TOKEN"))
	go public(t)
	go lookalikes()
	go optional(t)
	go settings(t)
	closed(t)
}

// closed asks for every call, of one answer or of many.
func closed(t *auth.Tokens) {
	s := grpc.NewServer(grpc.ChainUnaryInterceptor(auth.AuthLogger, t.Unary), grpc.StreamInterceptor(t.Stream))
	pb.RegisterOrdersServer(s, &api.Orders{}) // route POST /shop.v1.Orders/Get required body_limit=present route POST /shop.v1.Orders/Create required body_limit=present route POST /shop.v1.Orders/Watch required body_limit=present
	serve(s, ":8080")
}

// public lets one method by, and all streams.
func public(t *auth.Tokens) {
	s := grpc.NewServer(grpc.UnaryInterceptor(t.ButLogin))
	pb.RegisterUsersServer(s, &api.Users{})   // route POST /shop.v1.Users/Login none body_limit=present route POST /shop.v1.Users/Show required body_limit=present
	pb.RegisterOrdersServer(s, &api.Orders{}) // route POST /shop.v1.Orders/Get required body_limit=present route POST /shop.v1.Orders/Create required body_limit=present route POST /shop.v1.Orders/Watch none body_limit=present
	serve(s, ":9091")
}

// lookalikes have names that promise much.
func lookalikes() {
	s := grpc.NewServer(grpc.ChainUnaryInterceptor(auth.AuthLogger, auth.TokenBucketLimit, goa.UnaryRequestID(), goa.UnaryServerTrace()), grpc.ChainStreamInterceptor(auth.JWT))
	pb.RegisterOrdersServer(s, &api.Orders{}) // route POST /shop.v1.Orders/Get none body_limit=present route POST /shop.v1.Orders/Create none body_limit=present route POST /shop.v1.Orders/Watch none body_limit=present
	serve(s, ":9092")
}

// optional knows some callers; one method wants one.
func optional(t *auth.Tokens) {
	s := grpc.NewServer(grpc.UnaryInterceptor(t.Known))
	pb.RegisterOrdersServer(s, &api.Orders{}) // route POST /shop.v1.Orders/Get optional body_limit=present route POST /shop.v1.Orders/Create optional body_limit=present route POST /shop.v1.Orders/Watch none body_limit=present
	pb.RegisterUsersServer(s, &api.Users{})   // route POST /shop.v1.Users/Login optional body_limit=present route POST /shop.v1.Users/Show required body_limit=present
	serve(s, ":9093")
}

// Interceptors are added by whoever builds the service.
var Interceptors = map[string]grpc.UnaryServerInterceptor{}

// settings decide which interceptor is there.
func settings(t *auth.Tokens) {
	i, ok := Interceptors[os.Getenv("GUARD")]
	if !ok {
		i = auth.AuthLogger
	}
	s := grpc.NewServer(grpc.ChainUnaryInterceptor(i))
	pb.RegisterOrdersServer(s, &api.Orders{}) // route POST /shop.v1.Orders/Get unknown body_limit=present route POST /shop.v1.Orders/Create unknown body_limit=present route POST /shop.v1.Orders/Watch none body_limit=present
	serve(s, ":9094")
}

func serve(s *grpc.Server, addr string) {
	lis, err := net.Listen("tcp", addr)
	if err != nil {
		panic(err)
	}
	_ = s.Serve(lis)
}
