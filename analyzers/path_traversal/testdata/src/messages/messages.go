// Package messages checks fields of messages, which it reads behind a pointer of a
// library each time.
package messages

import (
	"context"
	"errors"
	"net/http"
	"os"
	"strings"

	"connectrpc.com/connect"
)

type ask struct{ Name, Other string }

type told struct{ Length int }

var errName = errors.New("not a name")

func checked(ctx context.Context, req *connect.Request[ask]) (*connect.Response[told], error) {
	if strings.ContainsAny(req.Msg.Name, `/\`) || req.Msg.Name == ".." || req.Msg.Name == "" {
		return nil, connect.NewError(connect.CodeInvalidArgument, errName)
	}
	data, err := os.ReadFile("/data/" + req.Msg.Name)
	if err != nil {
		return nil, connect.NewError(connect.CodeNotFound, errName)
	}
	return connect.NewResponse(&told{len(data)}), nil
}

// Another field was looked at.
func other(ctx context.Context, req *connect.Request[ask]) (*connect.Response[told], error) {
	if strings.ContainsAny(req.Msg.Other, `/\`) || req.Msg.Other == ".." {
		return nil, connect.NewError(connect.CodeInvalidArgument, errName)
	}
	data, err := os.ReadFile("/data/" + req.Msg.Name) // want `becomes part of the file name`
	if err != nil {
		return nil, connect.NewError(connect.CodeNotFound, errName)
	}
	return connect.NewResponse(&told{len(data)}), nil
}

// It is another one by the time it is used.
func changed(ctx context.Context, req *connect.Request[ask]) (*connect.Response[told], error) {
	if strings.ContainsAny(req.Msg.Name, `/\`) || req.Msg.Name == ".." {
		return nil, connect.NewError(connect.CodeInvalidArgument, errName)
	}
	req.Msg.Name = req.Msg.Other
	data, err := os.ReadFile("/data/" + req.Msg.Name) // want `becomes part of the file name`
	if err != nil {
		return nil, connect.NewError(connect.CodeNotFound, errName)
	}
	return connect.NewResponse(&told{len(data)}), nil
}

func routes(mux *http.ServeMux) {
	mux.Handle("/files/checked", connect.NewUnaryHandler("/files/checked", checked))
	mux.Handle("/files/other", connect.NewUnaryHandler("/files/other", other))
	mux.Handle("/files/changed", connect.NewUnaryHandler("/files/changed", changed))
}
