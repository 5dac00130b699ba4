// The service puts a generated server into use in several ways.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"

	"corpus/oapi_chi/api"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/go-chi/chi/v5"
	validator "github.com/oapi-codegen/nethttp-middleware"
)

// server answers; ShowPet asks for a key itself.
type server struct{ key string }

func (s *server) ListPets(w http.ResponseWriter, r *http.Request, params api.ListPetsParams) {
	w.Write([]byte(params.Token))
}
func (s *server) CreatePet(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusCreated) }
func (s *server) ShowPet(w http.ResponseWriter, r *http.Request, petID string) {
	if r.Header.Get("X-Api-Key") != s.key {
		http.Error(w, "no", http.StatusUnauthorized)
		return
	}
	w.Write([]byte(petID))
}
func (s *server) DeletePet(w http.ResponseWriter, r *http.Request, petID string) {
	w.WriteHeader(http.StatusNoContent)
}

// lister answers what reads, and leaves out the rest.
type lister struct {
	api.Unimplemented
	names map[string]string
}

func (l lister) ListPets(w http.ResponseWriter, r *http.Request, params api.ListPetsParams) {
	json.NewEncoder(w).Encode(l.names)
}
func (l lister) ShowPet(w http.ResponseWriter, r *http.Request, petID string) {
	json.NewEncoder(w).Encode(l.names[petID])
}
func (l lister) CreatePet(w http.ResponseWriter, r *http.Request) {
	l.names[r.URL.Query().Get("id")] = r.URL.Query().Get("name")
	json.NewEncoder(w).Encode(l.names)
}
func (l lister) DeletePet(w http.ResponseWriter, r *http.Request, petID string) {
	delete(l.names, petID)
	json.NewEncoder(w).Encode(l.names)
}

// guard lets nobody by without the key.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("KEY") {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// marked asks for scopes, which say nothing of the caller.
func marked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Context().Value(api.BearerAuthScopes) != nil {
			log.Print("a secured operation")
		}
		next.ServeHTTP(w, r)
	})
}

// authenticate looks at the caller's token.
func authenticate(ctx context.Context, in *openapi3filter.AuthenticationInput) error {
	if in.RequestValidationInput.Request.Header.Get("Authorization") != os.Getenv("KEY") {
		return errors.New("no")
	}
	return nil
}

// named asks for the right scheme, which any caller can name.
func named(ctx context.Context, in *openapi3filter.AuthenticationInput) error {
	if in.SecuritySchemeName != "BearerAuth" {
		return errors.New("no such scheme")
	}
	return nil
}

// welcome lets everyone by.
func welcome(ctx context.Context, in *openapi3filter.AuthenticationInput) error { return nil }

func main() {
	spec, err := openapi3.NewLoader().LoadFromFile("openapi.yaml")
	if err != nil {
		log.Fatal(err)
	}
	s := &server{key: os.Getenv("KEY")}
	names := map[string]string{"1": os.Getenv("FIRST")}
	root := chi.NewRouter()

	// Nothing is around these; one asks for a key itself.
	root.Mount("/plain", api.Handler(s))

	// A prefix, on a router of the program.
	root.Route("/base", func(r chi.Router) {
		api.HandlerFromMuxWithBaseURL(lister{names: names}, r, "/v1")
	})

	// A guard on the router is around all.
	guarded := chi.NewRouter()
	guarded.Use(guard)
	root.Mount("/guarded", api.HandlerFromMux(s, guarded))

	// So is one in the list of the wrapper.
	root.Mount("/wrapped", api.HandlerWithOptions(s, api.ChiServerOptions{Middlewares: []api.MiddlewareFunc{guard}}))

	// A look at scopes is none.
	root.Mount("/marked", api.HandlerWithOptions(lister{names: names}, api.ChiServerOptions{Middlewares: []api.MiddlewareFunc{marked}}))

	// The validator asks for what the document secures.
	validated := chi.NewRouter()
	validated.Use(validator.OapiRequestValidatorWithOptions(spec, &validator.Options{
		Options: openapi3filter.Options{AuthenticationFunc: authenticate},
	}))
	root.Mount("/validated", api.HandlerFromMux(lister{names: names}, validated))

	// Without a function, or with one that lets everyone by, it asks for nothing.
	strangers := chi.NewRouter()
	strangers.Use(validator.OapiRequestValidator(spec))
	strangers.Use(validator.OapiRequestValidatorWithOptions(spec, &validator.Options{
		Options: openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc},
	}))
	strangers.Use(validator.OapiRequestValidatorWithOptions(spec, &validator.Options{
		Options: openapi3filter.Options{AuthenticationFunc: welcome},
	}))
	root.Mount("/strangers", api.HandlerFromMux(lister{names: names}, strangers))

	// Of one that is chosen at run time nothing is known.
	doubtful := chi.NewRouter()
	doubtful.Use(validator.OapiRequestValidatorWithOptions(spec, &validator.Options{
		Options: openapi3filter.Options{AuthenticationFunc: chosen[os.Getenv("HOW")]},
	}))
	root.Mount("/doubtful", api.HandlerFromMux(lister{names: names}, doubtful))

	log.Fatal(http.ListenAndServe(":8080", root))
}

var chosen = map[string]openapi3filter.AuthenticationFunc{"strict": authenticate, "not": welcome, "by name": named}
