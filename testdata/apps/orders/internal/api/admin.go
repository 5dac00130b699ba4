package api

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

// admin serves what is mounted at /admin.
func (s *Server) admin() http.Handler {
	r := chi.NewRouter()
	r.Post("/reindex/{table}", s.reindex)
	r.Post("/analyze/{table}", s.analyze)
	r.Post("/vacuum", s.vacuum)
	r.Post("/dump/{table}", s.dump)
	r.Get("/schema/{table}", s.schema)
	return r
}

func (s *Server) reindex(w http.ResponseWriter, r *http.Request) {
	if err := s.Maintenance.Reindex(r.Context(), chi.URLParam(r, "table")); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) analyze(w http.ResponseWriter, r *http.Request) {
	if err := s.Maintenance.Analyze(r.Context(), chi.URLParam(r, "table")); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) vacuum(w http.ResponseWriter, r *http.Request) {
	if err := s.Maintenance.Vacuum(r.Context(), r.URL.Query().Get("full") == "true"); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) dump(w http.ResponseWriter, r *http.Request) {
	if err := s.Maintenance.Dump(r.Context(), chi.URLParam(r, "table")); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) schema(w http.ResponseWriter, r *http.Request) {
	text, err := s.Maintenance.Schema(r.Context(), chi.URLParam(r, "table"))
	if err != nil {
		s.fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/sql")
	_, _ = w.Write(text)
}
