// Package gen is what a generator makes of a document for net/http, with strict
// handlers.
package gen

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/oapi-codegen/runtime"
	strictnethttp "github.com/oapi-codegen/runtime/strictmiddleware/nethttp"
)

// BearerScopes is the key under which an operation's scopes are kept.
const BearerScopes = "Bearer.Scopes"

// ServerInterface is one method for each operation.
type ServerInterface interface {
	// (GET /orders)
	ListOrders(w http.ResponseWriter, r *http.Request)
	// (POST /orders)
	CreateOrder(w http.ResponseWriter, r *http.Request)
	// (GET /orders/{id})
	ShowOrder(w http.ResponseWriter, r *http.Request, id string)
}

// ServerInterfaceWrapper reads parameters.
type ServerInterfaceWrapper struct {
	Handler            ServerInterface
	HandlerMiddlewares []MiddlewareFunc
	ErrorHandlerFunc   func(w http.ResponseWriter, r *http.Request, err error)
}

// MiddlewareFunc is put around a handler.
type MiddlewareFunc func(http.Handler) http.Handler

// ListOrders is an operation.
func (siw *ServerInterfaceWrapper) ListOrders(w http.ResponseWriter, r *http.Request) {
	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		siw.Handler.ListOrders(w, r)
	}))

	for _, middleware := range siw.HandlerMiddlewares {
		handler = middleware(handler)
	}

	handler.ServeHTTP(w, r)
}

// CreateOrder is an operation.
func (siw *ServerInterfaceWrapper) CreateOrder(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()

	ctx = context.WithValue(ctx, BearerScopes, []string{"write"})

	r = r.WithContext(ctx)

	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		siw.Handler.CreateOrder(w, r)
	}))

	for _, middleware := range siw.HandlerMiddlewares {
		handler = middleware(handler)
	}

	handler.ServeHTTP(w, r)
}

// ShowOrder is an operation.
func (siw *ServerInterfaceWrapper) ShowOrder(w http.ResponseWriter, r *http.Request) {
	var err error
	var id string

	err = runtime.BindStyledParameterWithOptions("simple", "id", r.PathValue("id"), &id, runtime.BindStyledParameterOptions{ParamLocation: runtime.ParamLocationPath, Explode: false, Required: true})
	if err != nil {
		siw.ErrorHandlerFunc(w, r, fmt.Errorf("invalid format for parameter id: %w", err))
		return
	}

	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		siw.Handler.ShowOrder(w, r, id)
	}))

	for _, middleware := range siw.HandlerMiddlewares {
		handler = middleware(handler)
	}

	handler.ServeHTTP(w, r)
}

// ServeMux is what operations are registered on.
type ServeMux interface {
	HandleFunc(pattern string, handler func(http.ResponseWriter, *http.Request))
	ServeHTTP(w http.ResponseWriter, r *http.Request)
}

// StdHTTPServerOptions says how operations are served.
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

// HandlerFromMux serves them on a mux.
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

	m.HandleFunc("GET "+options.BaseURL+"/orders", wrapper.ListOrders)     // route GET /plain/orders none route GET /guarded/orders required route GET /around/v1/orders required route GET /scoped/orders none route GET /strict/orders required route GET /known/orders optional
	m.HandleFunc("POST "+options.BaseURL+"/orders", wrapper.CreateOrder)   // route POST /plain/orders required route POST /guarded/orders required route POST /around/v1/orders required route POST /scoped/orders none route POST /strict/orders required route POST /known/orders optional
	m.HandleFunc("GET "+options.BaseURL+"/orders/{id}", wrapper.ShowOrder) // route GET /plain/orders/{id} none route GET /guarded/orders/{id} required route GET /around/v1/orders/{id} required route GET /scoped/orders/{id} none route GET /strict/orders/{id} required route GET /known/orders/{id} optional

	return m
}

// ListOrdersRequestObject is what ListOrders is given.
type ListOrdersRequestObject struct{}

// ListOrdersResponseObject is what it answers.
type ListOrdersResponseObject interface {
	VisitListOrdersResponse(w http.ResponseWriter) error
}

// ListOrders200JSONResponse is one.
type ListOrders200JSONResponse []string

// VisitListOrdersResponse writes it.
func (response ListOrders200JSONResponse) VisitListOrdersResponse(w http.ResponseWriter) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(200)
	return json.NewEncoder(w).Encode(response)
}

// ShowOrderRequestObject is what ShowOrder and CreateOrder are given.
type ShowOrderRequestObject struct{ Id string }

// StrictServerInterface is one method for each operation.
type StrictServerInterface interface {
	ListOrders(ctx context.Context, request ListOrdersRequestObject) (ListOrdersResponseObject, error)
	CreateOrder(ctx context.Context, request ShowOrderRequestObject) (ListOrdersResponseObject, error)
	ShowOrder(ctx context.Context, request ShowOrderRequestObject) (ListOrdersResponseObject, error)
}

// StrictHandlerFunc runs an operation.
type StrictHandlerFunc = strictnethttp.StrictHTTPHandlerFunc

// StrictMiddlewareFunc is put around one.
type StrictMiddlewareFunc = strictnethttp.StrictHTTPMiddlewareFunc

// NewStrictHandler serves strict operations.
func NewStrictHandler(ssi StrictServerInterface, middlewares []StrictMiddlewareFunc) ServerInterface {
	return &strictHandler{ssi: ssi, middlewares: middlewares}
}

type strictHandler struct {
	ssi         StrictServerInterface
	middlewares []StrictMiddlewareFunc
}

func (sh *strictHandler) answer(w http.ResponseWriter, response any, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	} else if validResponse, ok := response.(ListOrdersResponseObject); ok {
		if err := validResponse.VisitListOrdersResponse(w); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
}

// ListOrders is an operation.
func (sh *strictHandler) ListOrders(w http.ResponseWriter, r *http.Request) {
	var request ListOrdersRequestObject

	handler := func(ctx context.Context, w http.ResponseWriter, r *http.Request, request any) (any, error) {
		return sh.ssi.ListOrders(ctx, request.(ListOrdersRequestObject))
	}
	for _, middleware := range sh.middlewares {
		handler = middleware(handler, "ListOrders")
	}

	response, err := handler(r.Context(), w, r, request)
	sh.answer(w, response, err)
}

// CreateOrder is an operation.
func (sh *strictHandler) CreateOrder(w http.ResponseWriter, r *http.Request) {
	var request ShowOrderRequestObject

	handler := func(ctx context.Context, w http.ResponseWriter, r *http.Request, request any) (any, error) {
		return sh.ssi.CreateOrder(ctx, request.(ShowOrderRequestObject))
	}
	for _, middleware := range sh.middlewares {
		handler = middleware(handler, "CreateOrder")
	}

	response, err := handler(r.Context(), w, r, request)
	sh.answer(w, response, err)
}

// ShowOrder is an operation.
func (sh *strictHandler) ShowOrder(w http.ResponseWriter, r *http.Request, id string) {
	var request ShowOrderRequestObject

	request.Id = id

	handler := func(ctx context.Context, w http.ResponseWriter, r *http.Request, request any) (any, error) {
		return sh.ssi.ShowOrder(ctx, request.(ShowOrderRequestObject))
	}
	for _, middleware := range sh.middlewares {
		handler = middleware(handler, "ShowOrder")
	}

	response, err := handler(r.Context(), w, r, request)
	sh.answer(w, response, err)
}
