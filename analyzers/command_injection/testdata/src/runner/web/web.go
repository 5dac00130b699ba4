// Package web answers requests with what it was given to run things.
package web

import (
	"context"
	"net/http"
)

// Runner runs a line.
type Runner interface {
	Run(ctx context.Context, line string) error
}

// Teller shows a line to everybody.
type Teller interface {
	Tell(ctx context.Context, line string) error
}

// Server has the handlers.
type Server struct {
	runner Runner
	teller Teller
}

// NewServer returns a server that runs and tells by what it is given.
func NewServer(r Runner, t Teller) *Server { return &Server{r, t} }

// Routes returns the handlers.
func (s *Server) Routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /run", s.run)
	mux.HandleFunc("POST /tell", s.tell)
	return mux
}

func (s *Server) run(w http.ResponseWriter, r *http.Request) {
	if s.runner.Run(r.Context(), r.FormValue("line")) != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func (s *Server) tell(w http.ResponseWriter, r *http.Request) {
	if s.teller.Tell(r.Context(), r.FormValue("line")) != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}
