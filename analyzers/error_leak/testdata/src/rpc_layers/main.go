// Command rpc_layers serves a stock by gRPC and by connect.
package main

import (
	"context"
	"database/sql"
	"net"
	"net/http"

	"connectrpc.com/connect"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"corpus/rpc_layers/pb"
	"corpus/rpc_layers/rpcerr"
	"corpus/rpc_layers/stock"
)

type server struct {
	pb.UnimplementedStockServer
	stock *stock.Stock
}

// Count keeps what goes wrong.
func (s *server) Count(ctx context.Context, req *pb.Request) (*pb.Response, error) {
	n, err := s.stock.Count(ctx, req.Name)
	if err != nil {
		return nil, rpcerr.Keep(err)
	}
	return &pb.Response{Number: n}, nil
}

// Reserve tells it with a code of ours.
func (s *server) Reserve(ctx context.Context, req *pb.Request) (*pb.Response, error) {
	if err := s.stock.Reserve(ctx, req.Name); err != nil {
		return nil, status.Errorf(codes.Internal, "reserve: %v", err) // want `proven: the error of sql.DB.ExecContext reaches the client through status.Errorf`
	}
	return &pb.Response{}, nil
}

// Release returns it as it is, which the server sends.
func (s *server) Release(ctx context.Context, req *pb.Request) (*pb.Response, error) {
	return &pb.Response{}, s.stock.Reserve(ctx, req.Name) // want `proven: the error of sql.DB.ExecContext reaches the client through grpc.Server`
}

// loud answers connect's clients with what went wrong.
func (s *server) loud(ctx context.Context, req *connect.Request[pb.Request]) (*connect.Response[pb.Response], error) {
	n, err := s.stock.Count(ctx, req.Msg.Name)
	if err != nil {
		return nil, rpcerr.Connect(err)
	}
	return connect.NewResponse(&pb.Response{Number: n}), nil
}

// quiet answers them with a constant.
func (s *server) quiet(ctx context.Context, req *connect.Request[pb.Request]) (*connect.Response[pb.Response], error) {
	n, err := s.stock.Count(ctx, req.Msg.Name)
	if err != nil {
		return nil, rpcerr.Quiet(err)
	}
	return connect.NewResponse(&pb.Response{Number: n}), nil
}

func main() {
	db, err := sql.Open("pgx", "")
	if err != nil {
		panic(err)
	}
	l, err := net.Listen("tcp", ":9090")
	if err != nil {
		panic(err)
	}
	srv := &server{stock: &stock.Stock{DB: db}}
	http.Handle("/shop.Stock/Loud", connect.NewUnaryHandler("/shop.Stock/Loud", srv.loud))
	http.Handle("/shop.Stock/Quiet", connect.NewUnaryHandler("/shop.Stock/Quiet", srv.quiet))
	s := grpc.NewServer()
	pb.RegisterStockServer(s, srv)
	if err := s.Serve(l); err != nil {
		panic(err)
	}
}
