// Package muxapi is what a generator makes of a document for gorilla's mux.
package muxapi

import (
	"net/http"

	"github.com/gorilla/mux"
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
	name := mux.Vars(r)["name"]

	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		siw.Handler.PutFile(w, r, name)
	}))

	for _, middleware := range siw.HandlerMiddlewares {
		handler = middleware(handler)
	}

	handler.ServeHTTP(w, r)
}

// GorillaServerOptions says how.
type GorillaServerOptions struct {
	BaseURL          string
	BaseRouter       *mux.Router
	Middlewares      []MiddlewareFunc
	ErrorHandlerFunc func(w http.ResponseWriter, r *http.Request, err error)
}

// HandlerFromMuxWithBaseURL serves the operations on a router, under a prefix.
func HandlerFromMuxWithBaseURL(si ServerInterface, r *mux.Router, baseURL string) http.Handler {
	return HandlerWithOptions(si, GorillaServerOptions{
		BaseURL:    baseURL,
		BaseRouter: r,
	})
}

// HandlerWithOptions serves them as the options say.
func HandlerWithOptions(si ServerInterface, options GorillaServerOptions) http.Handler {
	r := options.BaseRouter

	if r == nil {
		r = mux.NewRouter()
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

	r.HandleFunc(options.BaseURL+"/files", wrapper.ListFiles).Methods("GET") // want "proven: GET /old/files is"

	r.HandleFunc(options.BaseURL+"/files/{name}", wrapper.PutFile).Methods("PUT") // want "proven: PUT /old/files/{name} is"

	return r
}
