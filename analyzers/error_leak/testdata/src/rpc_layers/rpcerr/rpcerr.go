// Package rpcerr makes the errors that clients get.
package rpcerr

import (
	"errors"
	"log/slog"

	"connectrpc.com/connect"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"corpus/rpc_layers/stock"
)

// Keep tells what is ours to tell, and logs everything else.
func Keep(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, stock.ErrNone):
		return status.Error(codes.NotFound, stock.ErrNone.Error())
	}
	slog.Error("stock", "error", err)
	return status.Error(codes.Internal, "not available")
}

// Connect tells connect's clients.
func Connect(err error) error {
	if errors.Is(err, stock.ErrNone) {
		return connect.NewError(connect.CodeNotFound, stock.ErrNone)
	}
	return connect.NewError(connect.CodeInternal, err) // want `proven: the error of sql.Row.Scan reaches the client through connect.NewError`
}

// Quiet tells them no more than that.
func Quiet(err error) error {
	if errors.Is(err, stock.ErrNone) {
		return connect.NewError(connect.CodeNotFound, stock.ErrNone)
	}
	slog.Error("stock", "error", err)
	return connect.NewError(connect.CodeInternal, errors.New("not available"))
}
