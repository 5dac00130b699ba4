// Package api has the routes.
package api

import (
	"net/http"
	"os"

	"corpus/routes_service_nethttp/auth"
)

// Server is filled by main.
type Server struct {
	Keeper        *auth.Keeper
	Closed, Debug bool
}

// List answers with data.
func List(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/data.json")
	_, _ = w.Write(data)
}

// Handler is the whole API.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	s.orders(mux)
	s.trees(mux)
	s.lookalikes(mux)
	s.settings(mux)
	s.tables(mux, s.Keeper.Wrap)
	return mux
}

// orders: several methods on one path, each with a chain of its own.
func (s *Server) orders(mux *http.ServeMux) {
	k := s.Keeper
	mux.Handle("GET /orders", k.Wrap(http.HandlerFunc(List)))                                           // route GET /orders required recover=present
	mux.Handle("POST /orders", k.Wrap(http.MaxBytesHandler(http.HandlerFunc(s.save), 1<<20)))           // route POST /orders required body_limit=present recover=present
	mux.Handle("GET /orders/{id}", k.Known(http.HandlerFunc(List)))                                     // route GET /orders/{id} optional recover=present
	mux.Handle("DELETE /orders/{id}", k.Wrap(auth.Admins(http.HandlerFunc(List))))                      // route DELETE /orders/{id} required authz=present recover=present
	mux.Handle("PUT /orders/{id}", k.APIKey(List))                                                      // route PUT /orders/{id} required recover=present
	mux.HandleFunc("PATCH /orders/{id}", s.own)                                                         // route PATCH /orders/{id} required recover=present
	mux.Handle("GET /orders/{id}/events", http.TimeoutHandler(http.HandlerFunc(List), 1e9, "too late")) // route GET /orders/{id}/events none recover=present timeout=present
	mux.HandleFunc("api.example.com/hosted", List)                                                      // route ANY /hosted none recover=present
}

// trees: subtrees, exact paths, catch-alls, nested muxes with the prefix
// stripped and with it kept, and one that is mounted twice.
func (s *Server) trees(mux *http.ServeMux) {
	mux.HandleFunc("GET /exact/{$}", List)                                                                // route GET /exact/ none recover=present
	mux.HandleFunc("GET /rest/{path...}", List)                                                           // route GET /rest/{path...} none recover=present
	mux.Handle("/files/", http.StripPrefix("/files/", http.FileServer(http.Dir("/srv"))))                 // route ANY /files/{path...} none recover=present
	mux.Handle("GET /own/", s.Keeper.Wrap(http.StripPrefix("/own", http.FileServerFS(os.DirFS("/srv"))))) // route GET /own/{path...} required recover=present

	admin := http.NewServeMux()
	admin.HandleFunc("GET /users", List)         // route GET /admin/users required authz=present recover=present
	admin.HandleFunc("DELETE /users/{id}", List) // route DELETE /admin/users/{id} required authz=present recover=present
	mux.Handle("/admin/", http.StripPrefix("/admin", s.Keeper.Wrap(auth.Admins(admin))))

	kept := http.NewServeMux()
	kept.HandleFunc("GET /kept/a", List)                              // route GET /kept/a none recover=present
	kept.Handle("GET /kept/b", s.Keeper.Wrap(http.HandlerFunc(List))) // route GET /kept/b required recover=present
	mux.Handle("/kept/", kept)

	items := http.NewServeMux()
	Items(items)
	mux.Handle("/v1/", http.StripPrefix("/v1", items))
	mux.Handle("/v2/", http.StripPrefix("/v2", s.Keeper.Wrap(items)))
}

// Items has the routes that stand behind several prefixes.
func Items(mux *http.ServeMux) {
	mux.HandleFunc("GET /items", List)      // route GET /v1/items none recover=present route GET /v2/items required recover=present route GET /mirror/items required
	mux.HandleFunc("PUT /items/{id}", List) // route PUT /v1/items/{id} none recover=present route PUT /v2/items/{id} required recover=present route PUT /mirror/items/{id} required
}

// lookalikes: names and paths that speak of authentication, and nothing that
// asks who is calling.
func (s *Server) lookalikes(mux *http.ServeMux) {
	mux.Handle("GET /jwt", auth.AuthLogger(http.HandlerFunc(List)))                // route GET /jwt none recover=present
	mux.Handle("GET /limited", auth.TokenBucketLimit(100)(http.HandlerFunc(List))) // route GET /limited none rate_limit=present recover=present
	mux.Handle("POST /transfer", auth.CSRF(http.HandlerFunc(List)))                // route POST /transfer none recover=present
	mux.Handle("GET /intern", auth.Local(http.HandlerFunc(List)))                  // route GET /intern none recover=present
	mux.Handle("GET /shared", auth.Shared(http.HandlerFunc(List)))                 // route GET /shared none cors=present recover=present
	mux.Handle("GET /said", s.Keeper.Said(http.HandlerFunc(List)))                 // route GET /said none recover=present
}

// settings: what is there, and what guards, is decided when the service starts.
func (s *Server) settings(mux *http.ServeMux) {
	if s.Debug {
		mux.HandleFunc("GET /debug/vars", List) // route GET /debug/vars none recover=present
	}
	var reports http.Handler = http.HandlerFunc(List)
	if s.Closed {
		reports = s.Keeper.Wrap(reports)
	}
	mux.Handle("GET /reports", reports) // route GET /reports required recover=present configured
}

// tables: rows and entries of literals, each with its own chain.
func (s *Server) tables(mux *http.ServeMux, closed func(http.Handler) http.Handler) {
	for _, row := range []struct {
		pattern string
		open    bool
		handler http.Handler
	}{
		{"GET /rows/open", true, http.HandlerFunc(List)},
		{"GET /rows/closed", false, closed(http.HandlerFunc(List))},
	} {
		mux.Handle(row.pattern, row.handler) // route GET /rows/open none recover=present route GET /rows/closed required recover=present
	}
	for name, h := range map[string]http.HandlerFunc{"a": List, "b": s.own} {
		mux.HandleFunc("POST /named/"+name, h) // route POST /named/a none recover=present route POST /named/b required recover=present
	}
}

func (s *Server) save(w http.ResponseWriter, r *http.Request) { List(w, r) }

// own asks by itself.
func (s *Server) own(w http.ResponseWriter, r *http.Request) {
	if s.Keeper.User(r) == nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	List(w, r)
}
