// Package stdapi is what a generator makes of a document for net/http.
package stdapi

import (
	"net/http"
)

// ServerInterface is one method for each operation.
type ServerInterface interface {
	// (GET /files)
	ListFiles(w http.ResponseWriter, r *http.Request)
	// (PUT /files/{name})
	PutFile(w http.ResponseWriter, r *http.Request, name string)
}

// ServerInterfaceWrapper reads parameters.
type ServerInterfaceWrapper struct {
	Handler            ServerInterface
	HandlerMiddlewares []MiddlewareFunc
	ErrorHandlerFunc   func(w http.ResponseWriter, r *http.Request, err error)
}

// MiddlewareFunc is put around a handler.
type MiddlewareFunc func(http.Handler) http.Handler

// ListFiles reads what ListFiles is given.
func (siw *ServerInterfaceWrapper) ListFiles(w http.ResponseWriter, r *http.Request) {
	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		siw.Handler.ListFiles(w, r)
	}))

	for _, middleware := range siw.HandlerMiddlewares {
		handler = middleware(handler)
	}

	handler.ServeHTTP(w, r)
}

// PutFile reads what PutFile is given.
func (siw *ServerInterfaceWrapper) PutFile(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")

	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		siw.Handler.PutFile(w, r, name)
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

// Handler serves the operations.
func Handler(si ServerInterface) http.Handler {
	return HandlerWithOptions(si, StdHTTPServerOptions{})
}

// HandlerFromMux serves the operations on a mux.
func HandlerFromMux(si ServerInterface, m ServeMux) http.Handler {
	return HandlerWithOptions(si, StdHTTPServerOptions{
		BaseRouter: m,
	})
}

// HandlerWithOptions serves them as the options say.
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

	m.HandleFunc("GET "+options.BaseURL+"/files", wrapper.ListFiles)      // want "proven: GET /files is" "proven: GET /inner/files is"
	m.HandleFunc("PUT "+options.BaseURL+"/files/{name}", wrapper.PutFile) // want "proven: PUT /files/{name} is" "proven: PUT /inner/files/{name} is"

	return m
}
