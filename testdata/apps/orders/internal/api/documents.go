package api

import (
	"errors"
	"net/http"

	"example.com/orders/internal/store"
)

func (s *Server) document(w http.ResponseWriter, r *http.Request) {
	data, err := s.Documents.Read(r.Context(), r.URL.Query().Get("name"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/pdf")
	_, _ = w.Write(data)
}

func (s *Server) removeDocument(w http.ResponseWriter, r *http.Request) {
	err := s.Documents.Remove(r.Context(), r.URL.Query().Get("name"))
	switch {
	case errors.Is(err, store.ErrNoDocument):
		http.Error(w, err.Error(), http.StatusNotFound)
	case err != nil:
		s.fail(w, err)
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}
