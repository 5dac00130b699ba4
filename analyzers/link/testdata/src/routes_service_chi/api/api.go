// Package api has the routes.
package api

import (
	"encoding/json"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/httprate"
	"github.com/go-chi/jwtauth/v5"

	"corpus/routes_service_chi/auth"
)

// Version is a part of all paths.
const Version = "v1"

// API is filled by its constructor.
type API struct {
	chi.Router
	guard *auth.Guard
}

// New returns an API with a router of its own.
func New(g *auth.Guard) *API { return &API{Router: chi.NewRouter(), guard: g} }

// Routes registers all.
func (a *API) Routes() http.Handler {
	a.Get("/health", List) // route GET /api/v1/health none cors=present recover=present timeout=present
	a.Group(a.private)
	a.Route("/orders", a.orders)
	a.tokens()
	a.lookalikes()
	a.Mount("/a", items(a.guard.Session))
	a.Mount("/b", items())
	if os.Getenv("PROFILE") != "" {
		a.Mount("/debug", middleware.Profiler()) // route ANY /api/v1/debug/{path...} none cors=present recover=present timeout=present
	}
	return a
}

// private: what a group uses stays in it.
func (a *API) private(r chi.Router) {
	r.Use(a.guard.Session)
	r.Get("/me", List)                                      // route GET /api/v1/me required cors=present recover=present timeout=present
	r.With(auth.Named("root")).Delete("/me", List)          // route DELETE /api/v1/me required authz=present cors=present recover=present timeout=present
	r.Method(http.MethodPut, "/me", http.HandlerFunc(save)) // route PUT /api/v1/me required cors=present recover=present timeout=present
}

// orders: routes below a path, in it groups, and what no route is for.
func (a *API) orders(r chi.Router) {
	r.With(a.guard.Known).Get("/", List)                                  // route GET /api/v1/orders optional cors=present recover=present timeout=present
	r.With(a.guard.Signed, middleware.RequestSize(1<<20)).Post("/", save) // route POST /api/v1/orders required body_limit=present cors=present recover=present timeout=present
	r.Route("/{id:[0-9]+}", func(r chi.Router) {
		r.Use(a.guard.Signed)
		r.Get("/", List)        // route GET /api/v1/orders/{id} required cors=present recover=present timeout=present
		r.Get("/files/*", List) // route GET /api/v1/orders/{id}/files/{path...} required cors=present recover=present timeout=present
	})
	r.HandleFunc("/any", List) // route ANY /api/v1/orders/any none cors=present recover=present timeout=present
}

// tokens: to look for a token is one thing, to ask for it another.
func (a *API) tokens() {
	a.Group(func(r chi.Router) {
		r.Use(jwtauth.Verifier(a.guard.Tokens))
		r.Get("/verified", List)                                          // route GET /api/v1/verified none cors=present recover=present timeout=present
		r.With(jwtauth.Authenticator(a.guard.Tokens)).Get("/asked", List) // route GET /api/v1/asked required cors=present recover=present timeout=present
	})
}

// lookalikes keep nobody out for not saying who they are.
func (a *API) lookalikes() {
	a.With(auth.Authenticated).Get("/jwt", List)              // route GET /api/v1/jwt none cors=present recover=present timeout=present
	a.With(auth.Versioned).Get("/versioned", List)            // route GET /api/v1/versioned none cors=present recover=present timeout=present
	a.With(a.guard.Unchecked).Get("/unchecked", List)         // route GET /api/v1/unchecked none cors=present recover=present timeout=present
	a.With(httprate.LimitByIP(10, 1e9)).Get("/limited", List) // route GET /api/v1/limited none cors=present rate_limit=present recover=present timeout=present
	a.With(middleware.Throttle(5)).Get("/throttled", List)    // route GET /api/v1/throttled none cors=present rate_limit=present recover=present timeout=present
	a.With(policy(os.Getenv("POLICY"))).Get("/chosen", List)  // route GET /api/v1/chosen unknown cors=present recover=present timeout=present
}

// policies can be filled by whoever builds the service.
var policies = map[string]func(http.Handler) http.Handler{}

// Register adds a policy.
func Register(name string, p func(http.Handler) http.Handler) { policies[name] = p }

func policy(name string) func(http.Handler) http.Handler {
	if p := policies[name]; p != nil {
		return p
	}
	return middleware.NoCache
}

// items stand at two places, with a chain each.
func items(around ...func(http.Handler) http.Handler) http.Handler {
	r := chi.NewRouter()
	r.Use(around...)
	r.Get("/items", List)        // route GET /api/v1/a/items required cors=present recover=present timeout=present route GET /api/v1/b/items none cors=present recover=present timeout=present
	r.Patch("/items/{id}", save) // route PATCH /api/v1/a/items/{id} required cors=present recover=present timeout=present route PATCH /api/v1/b/items/{id} none cors=present recover=present timeout=present
	return r
}

// List answers with data.
func List(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/data.json")
	_, _ = w.Write(data)
}

func save(w http.ResponseWriter, r *http.Request) {
	var v map[string]string
	if err := json.NewDecoder(r.Body).Decode(&v); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	List(w, r)
}
