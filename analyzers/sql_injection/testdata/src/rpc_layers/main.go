// Command rpc_layers serves a catalog by gRPC.
package main

import (
	"context"
	"database/sql"
	"net"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"corpus/rpc_layers/catalog"
	"corpus/rpc_layers/pb"
)

type server struct {
	pb.UnimplementedCatalogServer
	store *catalog.Store
}

// names reads the names that rows hold.
func names(rows *sql.Rows, err error) (*pb.FindResponse, error) {
	if err != nil {
		return nil, status.Error(codes.Internal, "not available")
	}
	defer rows.Close()
	out := &pb.FindResponse{}
	for rows.Next() {
		var name string
		if rows.Scan(&name) == nil {
			out.Names = append(out.Names, name)
		}
	}
	return out, nil
}

// Find hands the name of the message on.
func (s *server) Find(ctx context.Context, req *pb.FindRequest) (*pb.FindResponse, error) {
	return names(s.store.Named(ctx, req.GetName(), req.GetLimit()))
}

// Count hands it on to where it is a value.
func (s *server) Count(ctx context.Context, req *pb.FindRequest) (*pb.FindResponse, error) {
	return names(s.store.Like(ctx, req.GetName(), req.GetLimit()))
}

// Priced hands a field of a nested message on.
func (s *server) Priced(ctx context.Context, req *pb.FindRequest) (*pb.FindResponse, error) {
	return names(s.store.In(ctx, req.GetRange().GetCurrency()))
}

// Tagged hands a list on.
func (s *server) Tagged(ctx context.Context, req *pb.FindRequest) (*pb.FindResponse, error) {
	return names(s.store.Tagged(ctx, req.GetTags()))
}

// Sorted hands an enumeration on.
func (s *server) Sorted(ctx context.Context, req *pb.FindRequest) (*pb.FindResponse, error) {
	return names(s.store.By(ctx, req.GetSort()))
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
	s := grpc.NewServer()
	pb.RegisterCatalogServer(s, &server{store: &catalog.Store{DB: db}})
	if err := s.Serve(l); err != nil {
		panic(err)
	}
}
