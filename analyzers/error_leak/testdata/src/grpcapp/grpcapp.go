// Package grpcapp answers by gRPC, whose errors are what a client gets.
package grpcapp

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"os"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type server struct{ db *sql.DB }

var errUnknown = errors.New("no such item")

// The text of an internal error.
func (s *server) get(ctx context.Context) error {
	if err := s.db.PingContext(ctx); err != nil {
		return status.Error(codes.Internal, err.Error()) // want `proven: the error of sql.DB.PingContext reaches the client through status.Error`
	}
	return nil
}

// By a format.
func (s *server) list(ctx context.Context) error {
	if _, err := os.ReadDir("/var/lib/shop"); err != nil {
		return status.Errorf(codes.Unknown, "cannot list: %v", err) // want `proven: the error of os.ReadDir reaches the client through status.Errorf`
	}
	return nil
}

// A text of our own, with any code.
func (s *server) find(ctx context.Context) error {
	if err := s.db.PingContext(ctx); err != nil {
		log.Println(err)
		return status.Error(codes.Internal, "not available")
	}
	return status.Error(codes.NotFound, errUnknown.Error())
}

// Errors of our own inside.
func (s *server) own(ctx context.Context) error {
	return status.Errorf(codes.Internal, "cannot find: %v", errUnknown)
}
