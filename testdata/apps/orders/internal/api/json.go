package api

import (
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
)

// decode reads a JSON body into v and answers 400 where it cannot.
func decode(w http.ResponseWriter, r *http.Request, v any) bool {
	if err := json.NewDecoder(r.Body).Decode(v); err != nil {
		http.Error(w, "the body is not the JSON that is expected", http.StatusBadRequest)
		return false
	}
	return true
}

// decodeSmall is decode for bodies of at most maxBody bytes.
func decodeSmall(w http.ResponseWriter, r *http.Request, v any) bool {
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		http.Error(w, "the body is not the JSON that is expected", http.StatusBadRequest)
		return false
	}
	return true
}

// respond sends v, or what err means to a client.
func (s *Server) respond(w http.ResponseWriter, v any, err error) {
	if err != nil {
		s.fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		s.Log.Error("response was not sent", "error", err)
	}
}

// fail tells the client no more than it needs and logs the rest.
func (s *Server) fail(w http.ResponseWriter, err error) {
	if errors.Is(err, sql.ErrNoRows) {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	s.Log.Error("request failed", "error", err)
	http.Error(w, "internal error", http.StatusInternalServerError)
}
