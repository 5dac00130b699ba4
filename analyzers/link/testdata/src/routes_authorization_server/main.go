// Command routes_authorization_server asks a library to read the requests that
// clients send: those for tokens it reads once the client is authenticated, those
// of browsers it reads whoever sends them.
package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/render"
	"github.com/ory/fosite"
)

type server struct{ provider fosite.OAuth2Provider }

func (s *server) introspect(w http.ResponseWriter, r *http.Request) {
	answer, err := s.provider.NewIntrospectionRequest(r.Context(), r, &fosite.DefaultSession{})
	if err != nil {
		s.provider.WriteIntrospectionError(r.Context(), w, err)
		return
	}
	s.provider.WriteIntrospectionResponse(r.Context(), w, answer)
}

func (s *server) revoke(w http.ResponseWriter, r *http.Request) {
	err := s.provider.NewRevocationRequest(r.Context(), r)
	s.provider.WriteRevocationResponse(r.Context(), w, err)
}

func (s *server) authorize(w http.ResponseWriter, r *http.Request) {
	asked, err := s.provider.NewAuthorizeRequest(r.Context(), r)
	if err != nil {
		s.provider.WriteAuthorizeError(r.Context(), w, asked, err)
		return
	}
	render.Respond(w, r, asked.GetID())
}

// guard asks the library for the client before what follows.
func (s *server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := s.provider.(*fosite.Fosite).AuthenticateClient(r.Context(), r, r.Form); err != nil {
			render.Status(r, http.StatusUnauthorized)
			render.Respond(w, r, "no")
			return
		}
		next.ServeHTTP(w, r)
	})
}

func clients(w http.ResponseWriter, r *http.Request) { render.Respond(w, r, []string{"a"}) }

func main() {
	s := &server{provider: &fosite.Fosite{}}
	r := chi.NewRouter()
	r.Use(render.SetContentType(render.ContentTypeJSON))
	r.Post("/introspect", s.introspect)      // route POST /introspect required
	r.Post("/revoke", s.revoke)              // route POST /revoke none
	r.Get("/authorize", s.authorize)         // route GET /authorize none
	r.Get("/open", clients)                  // route GET /open none
	r.With(s.guard).Get("/clients", clients) // route GET /clients required
	_ = http.ListenAndServe(":80", r)
}
