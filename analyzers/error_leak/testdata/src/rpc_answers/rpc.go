// Package rpc_answers makes the errors that callers of gRPC, connect and huma
// get.
package rpc_answers

import (
	"context"
	"database/sql"
	"errors"
	"log"

	"connectrpc.com/connect"
	"github.com/danielgtaylor/huma/v2"
	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

var db *sql.DB

func remove(ctx context.Context) error {
	if _, err := db.ExecContext(ctx, "DELETE FROM users"); err != nil {
		return status.Error(codes.Internal, err.Error()) // want `proven: the error of sql.DB.ExecContext reaches the client through status.Error`
	}
	return nil
}

func format(ctx context.Context) error {
	if _, err := db.ExecContext(ctx, "DELETE FROM users"); err != nil {
		return status.Errorf(codes.Internal, "delete users: %v", err) // want `proven: the error of sql.DB.ExecContext reaches the client through status.Errorf`
	}
	if _, err := db.ExecContext(ctx, "DELETE FROM users"); err != nil {
		return status.Errorf(codes.Unknown, "delete users: %v", err) // want `proven: the error of sql.DB.ExecContext`
	}
	return nil
}

func logged(ctx context.Context) error {
	if _, err := db.ExecContext(ctx, "DELETE FROM users"); err != nil {
		log.Print(err)
		return status.Error(codes.Internal, "cannot delete users")
	}
	return nil
}

// invalid says what is wrong with what it was given.
func invalid(id string) error {
	if id == "" {
		return status.Error(codes.InvalidArgument, errors.New("there is no ID").Error())
	}
	return status.Errorf(codes.NotFound, "no user %q", id)
}

func connected(ctx context.Context) error {
	if _, err := db.ExecContext(ctx, "DELETE FROM users"); err != nil {
		return connect.NewError(connect.CodeInternal, err) // want `proven: the error of sql.DB.ExecContext reaches the client through connect.NewError`
	}
	return connect.NewError(connect.CodeNotFound, errors.New("no such user"))
}

func internal(ctx context.Context) error {
	if _, err := db.ExecContext(ctx, "DELETE FROM users"); err != nil {
		log.Print(err)
		return connect.NewError(connect.CodeInternal, errors.New("cannot delete users"))
	}
	return nil
}

func bound(ctx context.Context) error {
	if _, err := db.ExecContext(ctx, "DELETE FROM users"); err != nil {
		return huma.Error500InternalServerError("cannot delete users", err) // want `proven: the error of sql.DB.ExecContext`
	}
	return huma.Error500InternalServerError("cannot delete users")
}

// decided hands on what was made for clients, and nothing else.
func decided(ctx context.Context) error {
	err := run(ctx)
	if _, ok := status.FromError(err); !ok {
		err = errUsers
	}
	return connect.NewError(connect.CodeInternal, err)
}

// undecided hands on whatever it is.
func undecided(ctx context.Context) error {
	err := run(ctx)
	if s, ok := status.FromError(err); ok {
		log.Print(s.Code())
	}
	return connect.NewError(connect.CodeInternal, err) // want `proven: the error of sql.DB.ExecContext reaches the client through connect.NewError`
}

var errUsers = errors.New("cannot delete users")

func run(ctx context.Context) error {
	_, err := db.ExecContext(ctx, "DELETE FROM users")
	return err
}

// A group fails by what it has started.
func together(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return run(ctx) })
	group.Go(func() error { return nil })
	return connect.NewError(connect.CodeInternal, group.Wait()) // want `proven: the error of sql.DB.ExecContext reaches the client through connect.NewError`
}

func togetherQuiet(ctx context.Context) error {
	var group errgroup.Group
	group.Go(func() error {
		if err := run(ctx); err != nil {
			log.Print(err)
			return errUsers
		}
		return nil
	})
	return connect.NewError(connect.CodeInternal, group.Wait())
}
