// Package api registers routes. It knows neither who guards them nor what
// stands behind its store.
package api

import (
	"context"
	"encoding/json"
	"net/http"
)

// Store is what the routes need of a database.
type Store interface {
	List(ctx context.Context, sort string) ([]string, error)
	Find(ctx context.Context, name string) (string, error)
}

// Server answers requests from a store.
type Server struct{ store Store }

// New returns a server on a store.
func New(store Store) *Server { return &Server{store: store} }

// Routes returns the routes that are to be guarded.
func (s *Server) Routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders", s.list)
	mux.HandleFunc("GET /orders/{name}", s.find)
	return mux
}

// Open returns the routes that anyone may use.
func (s *Server) Open() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders/{name}", s.find)
	return mux
}

func (s *Server) list(w http.ResponseWriter, r *http.Request) {
	list, err := s.store.List(r.Context(), r.URL.Query().Get("sort"))
	answer(w, list, err)
}

func (s *Server) find(w http.ResponseWriter, r *http.Request) {
	order, err := s.store.Find(r.Context(), r.PathValue("name"))
	answer(w, order, err)
}

func answer(w http.ResponseWriter, v any, err error) {
	if err != nil {
		http.Error(w, "orders are not available", http.StatusInternalServerError)
		return
	}
	json.NewEncoder(w).Encode(v)
}
