// Package notesconnect has the shape of what is generated for a service of
// connect.
package notesconnect

import (
	"context"
	"net/http"

	"connectrpc.com/connect"
)

type Key struct{ ID string }

func (*Key) Reset()         {}
func (*Key) String() string { return "" }
func (*Key) ProtoMessage()  {}

type Note struct{ ID, Text string }

func (*Note) Reset()         {}
func (*Note) String() string { return "" }
func (*Note) ProtoMessage()  {}

const NotesName = "notes.v1.Notes"

const (
	NotesGetProcedure   = "/notes.v1.Notes/Get"
	NotesPutProcedure   = "/notes.v1.Notes/Put"
	NotesWatchProcedure = "/notes.v1.Notes/Watch"
)

type NotesHandler interface {
	Get(context.Context, *connect.Request[Key]) (*connect.Response[Note], error)
	Put(context.Context, *connect.Request[Note]) (*connect.Response[Key], error)
	Watch(context.Context, *connect.Request[Key], *connect.ServerStream[Note]) error
}

func NewNotesHandler(svc NotesHandler, opts ...connect.HandlerOption) (string, http.Handler) {
	get := connect.NewUnaryHandler(NotesGetProcedure, svc.Get, connect.WithHandlerOptions(opts...))
	put := connect.NewUnaryHandler(NotesPutProcedure, svc.Put, connect.WithHandlerOptions(opts...))
	watch := connect.NewServerStreamHandler(NotesWatchProcedure, svc.Watch, connect.WithHandlerOptions(opts...))
	return "/notes.v1.Notes/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case NotesGetProcedure:
			get.ServeHTTP(w, r)
		case NotesPutProcedure:
			put.ServeHTTP(w, r)
		case NotesWatchProcedure:
			watch.ServeHTTP(w, r)
		default:
			http.NotFound(w, r)
		}
	})
}

type UnimplementedNotesHandler struct{}

func (UnimplementedNotesHandler) Get(context.Context, *connect.Request[Key]) (*connect.Response[Note], error) {
	return nil, connect.NewError(connect.CodeUnimplemented, nil)
}

func (UnimplementedNotesHandler) Put(context.Context, *connect.Request[Note]) (*connect.Response[Key], error) {
	return nil, connect.NewError(connect.CodeUnimplemented, nil)
}

func (UnimplementedNotesHandler) Watch(context.Context, *connect.Request[Key], *connect.ServerStream[Note]) error {
	return connect.NewError(connect.CodeUnimplemented, nil)
}
