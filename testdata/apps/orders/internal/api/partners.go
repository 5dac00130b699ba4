package api

import (
	"encoding/json"
	"net/http"

	"github.com/go-chi/chi/v5"
)

// parcel says where an order's parcel is.
func (s *Server) parcel(w http.ResponseWriter, r *http.Request) {
	place, err := s.Carrier.Parcel(r.Context(), chi.URLParam(r, "id"))
	s.respond(w, map[string]string{"place": place}, err)
}

// callback sends an order to an address of the client's choice.
func (s *Server) callback(w http.ResponseWriter, r *http.Request) {
	var in struct {
		URL string `json:"url"`
	}
	if !decodeSmall(w, r, &in) {
		return
	}
	one, err := s.Orders.Get(r.Context(), chi.URLParam(r, "id"))
	if err != nil {
		s.fail(w, err)
		return
	}
	message, err := json.Marshal(one)
	if err == nil {
		err = s.Callbacks.Send(r.Context(), in.URL, message)
	}
	if err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
