// Package api is what a generator makes of a document: a strict server of
// net/http.
package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	strictnethttp "github.com/oapi-codegen/runtime/strictmiddleware/nethttp"
)

// ServerInterface is one method for each operation.
type ServerInterface interface {
	// (GET /notes)
	ListNotes(w http.ResponseWriter, r *http.Request)
	// (POST /notes)
	AddNote(w http.ResponseWriter, r *http.Request)
	// (DELETE /notes/{id})
	DropNote(w http.ResponseWriter, r *http.Request, id string)
}

// ServerInterfaceWrapper reads parameters.
type ServerInterfaceWrapper struct {
	Handler            ServerInterface
	HandlerMiddlewares []MiddlewareFunc
	ErrorHandlerFunc   func(w http.ResponseWriter, r *http.Request, err error)
}

// MiddlewareFunc is put around a handler.
type MiddlewareFunc func(http.Handler) http.Handler

// ListNotes reads what ListNotes is given.
func (siw *ServerInterfaceWrapper) ListNotes(w http.ResponseWriter, r *http.Request) {
	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		siw.Handler.ListNotes(w, r)
	}))

	for _, middleware := range siw.HandlerMiddlewares {
		handler = middleware(handler)
	}

	handler.ServeHTTP(w, r)
}

// AddNote reads what AddNote is given.
func (siw *ServerInterfaceWrapper) AddNote(w http.ResponseWriter, r *http.Request) {
	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		siw.Handler.AddNote(w, r)
	}))

	for _, middleware := range siw.HandlerMiddlewares {
		handler = middleware(handler)
	}

	handler.ServeHTTP(w, r)
}

// DropNote reads what DropNote is given.
func (siw *ServerInterfaceWrapper) DropNote(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")

	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		siw.Handler.DropNote(w, r, id)
	}))

	for _, middleware := range siw.HandlerMiddlewares {
		handler = middleware(handler)
	}

	handler.ServeHTTP(w, r)
}

// ServeMux is what the operations need of a mux.
type ServeMux interface {
	HandleFunc(pattern string, handler func(http.ResponseWriter, *http.Request))
	ServeHTTP(w http.ResponseWriter, r *http.Request)
}

// StdHTTPServerOptions says how.
type StdHTTPServerOptions struct {
	BaseURL          string
	BaseRouter       ServeMux
	Middlewares      []MiddlewareFunc
	ErrorHandlerFunc func(w http.ResponseWriter, r *http.Request, err error)
}

// HandlerWithOptions serves the operations as the options say.
func HandlerWithOptions(si ServerInterface, options StdHTTPServerOptions) http.Handler {
	m := options.BaseRouter

	if m == nil {
		m = http.NewServeMux()
	}
	if options.ErrorHandlerFunc == nil {
		options.ErrorHandlerFunc = func(w http.ResponseWriter, r *http.Request, err error) {
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
	}

	wrapper := ServerInterfaceWrapper{
		Handler:            si,
		HandlerMiddlewares: options.Middlewares,
		ErrorHandlerFunc:   options.ErrorHandlerFunc,
	}

	m.HandleFunc("GET "+options.BaseURL+"/notes", wrapper.ListNotes)        // want "proven: GET /open/notes is" "proven: GET /logged/notes is"
	m.HandleFunc("POST "+options.BaseURL+"/notes", wrapper.AddNote)         // want "proven: POST /open/notes is" "proven: POST /logged/notes is"
	m.HandleFunc("DELETE "+options.BaseURL+"/notes/{id}", wrapper.DropNote) // want "proven: DELETE /logged/notes/{id} is"

	return m
}

// ListNotesRequestObject is what ListNotes is given.
type ListNotesRequestObject struct{}

// ListNotesResponseObject is what ListNotes answers.
type ListNotesResponseObject interface {
	VisitListNotesResponse(w http.ResponseWriter) error
}

// ListNotes200JSONResponse are the notes.
type ListNotes200JSONResponse []string

// VisitListNotesResponse writes them.
func (response ListNotes200JSONResponse) VisitListNotesResponse(w http.ResponseWriter) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(200)

	return json.NewEncoder(w).Encode(response)
}

// AddNoteRequestObject is what AddNote is given.
type AddNoteRequestObject struct {
	Body *string
}

// AddNoteResponseObject is what AddNote answers.
type AddNoteResponseObject interface {
	VisitAddNoteResponse(w http.ResponseWriter) error
}

// AddNote201Response says that it is done.
type AddNote201Response struct{}

// VisitAddNoteResponse writes it.
func (response AddNote201Response) VisitAddNoteResponse(w http.ResponseWriter) error {
	w.WriteHeader(201)
	return nil
}

// DropNoteRequestObject is what DropNote is given.
type DropNoteRequestObject struct {
	ID string `json:"id"`
}

// DropNoteResponseObject is what DropNote answers.
type DropNoteResponseObject interface {
	VisitDropNoteResponse(w http.ResponseWriter) error
}

// DropNote204Response says that it is done.
type DropNote204Response struct{}

// VisitDropNoteResponse writes it.
func (response DropNote204Response) VisitDropNoteResponse(w http.ResponseWriter) error {
	w.WriteHeader(204)
	return nil
}

// DropNote401Response turns a caller away.
type DropNote401Response struct{}

// VisitDropNoteResponse writes it.
func (response DropNote401Response) VisitDropNoteResponse(w http.ResponseWriter) error {
	w.WriteHeader(401)
	return nil
}

// StrictServerInterface is one method for each operation, without the request.
type StrictServerInterface interface {
	// (GET /notes)
	ListNotes(ctx context.Context, request ListNotesRequestObject) (ListNotesResponseObject, error)
	// (POST /notes)
	AddNote(ctx context.Context, request AddNoteRequestObject) (AddNoteResponseObject, error)
	// (DELETE /notes/{id})
	DropNote(ctx context.Context, request DropNoteRequestObject) (DropNoteResponseObject, error)
}

// StrictHandlerFunc answers an operation.
type StrictHandlerFunc = strictnethttp.StrictHTTPHandlerFunc

// StrictMiddlewareFunc is put around one.
type StrictMiddlewareFunc = strictnethttp.StrictHTTPMiddlewareFunc

// StrictHTTPServerOptions says what becomes of errors.
type StrictHTTPServerOptions struct {
	RequestErrorHandlerFunc  func(w http.ResponseWriter, r *http.Request, err error)
	ResponseErrorHandlerFunc func(w http.ResponseWriter, r *http.Request, err error)
}

// NewStrictHandler serves a strict server.
func NewStrictHandler(ssi StrictServerInterface, middlewares []StrictMiddlewareFunc) ServerInterface {
	return &strictHandler{ssi: ssi, middlewares: middlewares, options: StrictHTTPServerOptions{
		RequestErrorHandlerFunc: func(w http.ResponseWriter, r *http.Request, err error) {
			http.Error(w, err.Error(), http.StatusBadRequest)
		},
		ResponseErrorHandlerFunc: func(w http.ResponseWriter, r *http.Request, err error) {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		},
	}}
}

// NewStrictHandlerWithOptions serves one as the options say.
func NewStrictHandlerWithOptions(ssi StrictServerInterface, middlewares []StrictMiddlewareFunc, options StrictHTTPServerOptions) ServerInterface {
	return &strictHandler{ssi: ssi, middlewares: middlewares, options: options}
}

type strictHandler struct {
	ssi         StrictServerInterface
	middlewares []StrictMiddlewareFunc
	options     StrictHTTPServerOptions
}

// ListNotes decodes and encodes.
func (sh *strictHandler) ListNotes(w http.ResponseWriter, r *http.Request) {
	var request ListNotesRequestObject

	handler := func(ctx context.Context, w http.ResponseWriter, r *http.Request, request interface{}) (interface{}, error) {
		return sh.ssi.ListNotes(ctx, request.(ListNotesRequestObject))
	}
	for _, middleware := range sh.middlewares {
		handler = middleware(handler, "ListNotes")
	}

	response, err := handler(r.Context(), w, r, request)

	if err != nil {
		sh.options.ResponseErrorHandlerFunc(w, r, err)
	} else if validResponse, ok := response.(ListNotesResponseObject); ok {
		if err := validResponse.VisitListNotesResponse(w); err != nil {
			sh.options.ResponseErrorHandlerFunc(w, r, err)
		}
	} else if response != nil {
		sh.options.ResponseErrorHandlerFunc(w, r, fmt.Errorf("unexpected response type: %T", response))
	}
}

// AddNote decodes and encodes.
func (sh *strictHandler) AddNote(w http.ResponseWriter, r *http.Request) {
	var request AddNoteRequestObject

	var body string
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		sh.options.RequestErrorHandlerFunc(w, r, fmt.Errorf("can't decode JSON body: %w", err))
		return
	}
	request.Body = &body

	handler := func(ctx context.Context, w http.ResponseWriter, r *http.Request, request interface{}) (interface{}, error) {
		return sh.ssi.AddNote(ctx, request.(AddNoteRequestObject))
	}
	for _, middleware := range sh.middlewares {
		handler = middleware(handler, "AddNote")
	}

	response, err := handler(r.Context(), w, r, request)

	if err != nil {
		sh.options.ResponseErrorHandlerFunc(w, r, err)
	} else if validResponse, ok := response.(AddNoteResponseObject); ok {
		if err := validResponse.VisitAddNoteResponse(w); err != nil {
			sh.options.ResponseErrorHandlerFunc(w, r, err)
		}
	} else if response != nil {
		sh.options.ResponseErrorHandlerFunc(w, r, fmt.Errorf("unexpected response type: %T", response))
	}
}

// DropNote decodes and encodes.
func (sh *strictHandler) DropNote(w http.ResponseWriter, r *http.Request, id string) {
	var request DropNoteRequestObject

	request.ID = id

	handler := func(ctx context.Context, w http.ResponseWriter, r *http.Request, request interface{}) (interface{}, error) {
		return sh.ssi.DropNote(ctx, request.(DropNoteRequestObject))
	}
	for _, middleware := range sh.middlewares {
		handler = middleware(handler, "DropNote")
	}

	response, err := handler(r.Context(), w, r, request)

	if err != nil {
		sh.options.ResponseErrorHandlerFunc(w, r, err)
	} else if validResponse, ok := response.(DropNoteResponseObject); ok {
		if err := validResponse.VisitDropNoteResponse(w); err != nil {
			sh.options.ResponseErrorHandlerFunc(w, r, err)
		}
	} else if response != nil {
		sh.options.ResponseErrorHandlerFunc(w, r, fmt.Errorf("unexpected response type: %T", response))
	}
}
