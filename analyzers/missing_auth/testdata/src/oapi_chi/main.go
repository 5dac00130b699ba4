// The service puts a generated server into use in several ways.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"

	"corpus/oapi_chi/api"

	"github.com/go-chi/chi/v5"
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

func main() {
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

	log.Fatal(http.ListenAndServe(":8080", root))
}
