// Package api is what a generator makes of a document for chi.
package api

import (
	"context"
	"fmt"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/oapi-codegen/runtime"
)

// BearerAuthScopes is the key under which an operation's scopes are kept.
const BearerAuthScopes = "BearerAuth.Scopes"

// ListPetsParams are the parameters of ListPets.
type ListPetsParams struct {
	Limit *int
	Token string
}

// ServerInterface is one method for each operation.
type ServerInterface interface {
	// (GET /pets)
	ListPets(w http.ResponseWriter, r *http.Request, params ListPetsParams)
	// (POST /pets)
	CreatePet(w http.ResponseWriter, r *http.Request)
	// (GET /pets/{petId})
	ShowPet(w http.ResponseWriter, r *http.Request, petID string)
	// (DELETE /pets/{petId})
	DeletePet(w http.ResponseWriter, r *http.Request, petID string)
}

// Unimplemented answers what is not written yet.
type Unimplemented struct{}

// ListPets (GET /pets)
func (_ Unimplemented) ListPets(w http.ResponseWriter, r *http.Request, params ListPetsParams) {
	w.WriteHeader(http.StatusNotImplemented)
}

// CreatePet (POST /pets)
func (_ Unimplemented) CreatePet(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNotImplemented)
}

// ShowPet (GET /pets/{petId})
func (_ Unimplemented) ShowPet(w http.ResponseWriter, r *http.Request, petID string) {
	w.WriteHeader(http.StatusNotImplemented)
}

// DeletePet (DELETE /pets/{petId})
func (_ Unimplemented) DeletePet(w http.ResponseWriter, r *http.Request, petID string) {
	w.WriteHeader(http.StatusNotImplemented)
}

// ServerInterfaceWrapper reads parameters.
type ServerInterfaceWrapper struct {
	Handler            ServerInterface
	HandlerMiddlewares []MiddlewareFunc
	ErrorHandlerFunc   func(w http.ResponseWriter, r *http.Request, err error)
}

// MiddlewareFunc is put around a handler.
type MiddlewareFunc func(http.Handler) http.Handler

// ListPets reads what ListPets is given.
func (siw *ServerInterfaceWrapper) ListPets(w http.ResponseWriter, r *http.Request) {
	var err error
	var params ListPetsParams

	err = runtime.BindQueryParameter("form", true, false, "limit", r.URL.Query(), &params.Limit)
	if err != nil {
		siw.ErrorHandlerFunc(w, r, &InvalidParamFormatError{ParamName: "limit", Err: err})
		return
	}
	if paramValue := r.URL.Query().Get("token"); paramValue != "" {
		params.Token = paramValue
	} else {
		siw.ErrorHandlerFunc(w, r, &RequiredParamError{ParamName: "token"})
		return
	}

	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		siw.Handler.ListPets(w, r, params)
	}))

	for _, middleware := range siw.HandlerMiddlewares {
		handler = middleware(handler)
	}

	handler.ServeHTTP(w, r)
}

// CreatePet reads what CreatePet is given.
func (siw *ServerInterfaceWrapper) CreatePet(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()

	ctx = context.WithValue(ctx, BearerAuthScopes, []string{"pets:write"})

	r = r.WithContext(ctx)

	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		siw.Handler.CreatePet(w, r)
	}))

	for _, middleware := range siw.HandlerMiddlewares {
		handler = middleware(handler)
	}

	handler.ServeHTTP(w, r)
}

// ShowPet reads what ShowPet is given.
func (siw *ServerInterfaceWrapper) ShowPet(w http.ResponseWriter, r *http.Request) {
	var err error
	var petID string

	err = runtime.BindStyledParameterWithOptions("simple", "petId", chi.URLParam(r, "petId"), &petID, runtime.BindStyledParameterOptions{ParamLocation: runtime.ParamLocationPath, Explode: false, Required: true})
	if err != nil {
		siw.ErrorHandlerFunc(w, r, &InvalidParamFormatError{ParamName: "petId", Err: err})
		return
	}

	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		siw.Handler.ShowPet(w, r, petID)
	}))

	for _, middleware := range siw.HandlerMiddlewares {
		handler = middleware(handler)
	}

	handler.ServeHTTP(w, r)
}

// DeletePet reads what DeletePet is given, its middleware from first to last.
func (siw *ServerInterfaceWrapper) DeletePet(w http.ResponseWriter, r *http.Request) {
	var err error
	var petID string

	err = runtime.BindStyledParameterWithOptions("simple", "petId", chi.URLParam(r, "petId"), &petID, runtime.BindStyledParameterOptions{ParamLocation: runtime.ParamLocationPath, Explode: false, Required: true})
	if err != nil {
		siw.ErrorHandlerFunc(w, r, &InvalidParamFormatError{ParamName: "petId", Err: err})
		return
	}

	ctx := r.Context()

	ctx = context.WithValue(ctx, BearerAuthScopes, []string{})

	r = r.WithContext(ctx)

	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		siw.Handler.DeletePet(w, r, petID)
	}))

	for i := len(siw.HandlerMiddlewares) - 1; i >= 0; i-- {
		handler = siw.HandlerMiddlewares[i](handler)
	}

	handler.ServeHTTP(w, r)
}

// RequiredParamError says that a parameter is not there.
type RequiredParamError struct{ ParamName string }

func (e *RequiredParamError) Error() string {
	return fmt.Sprintf("Query argument %s is required, but not found", e.ParamName)
}

// InvalidParamFormatError says that a parameter cannot be read.
type InvalidParamFormatError struct {
	ParamName string
	Err       error
}

func (e *InvalidParamFormatError) Error() string {
	return fmt.Sprintf("Invalid format for parameter %s: %s", e.ParamName, e.Err.Error())
}

// Handler serves the operations.
func Handler(si ServerInterface) http.Handler {
	return HandlerWithOptions(si, ChiServerOptions{})
}

// ChiServerOptions says how.
type ChiServerOptions struct {
	BaseURL          string
	BaseRouter       chi.Router
	Middlewares      []MiddlewareFunc
	ErrorHandlerFunc func(w http.ResponseWriter, r *http.Request, err error)
}

// HandlerFromMux serves the operations on a router.
func HandlerFromMux(si ServerInterface, r chi.Router) http.Handler {
	return HandlerWithOptions(si, ChiServerOptions{
		BaseRouter: r,
	})
}

// HandlerFromMuxWithBaseURL serves them under a prefix.
func HandlerFromMuxWithBaseURL(si ServerInterface, r chi.Router, baseURL string) http.Handler {
	return HandlerWithOptions(si, ChiServerOptions{
		BaseURL:    baseURL,
		BaseRouter: r,
	})
}

// HandlerWithOptions serves them as the options say.
func HandlerWithOptions(si ServerInterface, options ChiServerOptions) http.Handler {
	r := options.BaseRouter

	if r == nil {
		r = chi.NewRouter()
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

	r.Group(func(r chi.Router) {
		r.Get(options.BaseURL+"/pets", wrapper.ListPets) // want "proven: GET /plain/pets is" "proven: GET /base/v1/pets is" "proven: GET /validated/pets is" "proven: GET /strangers/pets is" "proven: GET /doubtful/pets is" "proven: GET /marked/pets is"
	})
	r.Group(func(r chi.Router) {
		r.Post(options.BaseURL+"/pets", wrapper.CreatePet) // want "proven: POST /plain/pets is" "proven: POST /base/v1/pets is" "proven: POST /strangers/pets is" "hint: whether POST /doubtful/pets" "proven: POST /marked/pets is"
	})
	r.Group(func(r chi.Router) {
		r.Get(options.BaseURL+"/pets/{petId}", wrapper.ShowPet) // want "proven: GET /base/v1/pets/{petId} is" "proven: GET /validated/pets/{petId} is" "proven: GET /strangers/pets/{petId} is" "proven: GET /doubtful/pets/{petId} is" "proven: GET /marked/pets/{petId} is"
	})
	r.Group(func(r chi.Router) {
		r.Delete(options.BaseURL+"/pets/{petId}", wrapper.DeletePet) // want "proven: DELETE /plain/pets/{petId} is" "proven: DELETE /base/v1/pets/{petId} is" "proven: DELETE /strangers/pets/{petId} is" "hint: whether DELETE /doubtful/pets/{petId}" "proven: DELETE /marked/pets/{petId} is"
	})

	return r
}
