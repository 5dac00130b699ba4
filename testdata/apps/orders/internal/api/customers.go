package api

import (
	"encoding/json"
	"io"
	"net/http"

	"github.com/go-chi/chi/v5"

	"example.com/orders/internal/auth"
	"example.com/orders/internal/model"
)

// customers serves what is mounted at /customers.
func (s *Server) customers() http.Handler {
	r := chi.NewRouter()
	r.Get("/named/{name}", s.customersNamed)
	r.Get("/search", s.searchCustomers)
	r.Get("/regions/{region}", s.customersInRegion)
	r.Get("/segments/{segment}", s.customersInSegment)
	r.Get("/{customerID}", s.customer)
	r.Patch("/{customerID}", s.patchCustomer)
	r.Put("/{customerID}/avatar", s.putAvatar)
	return r
}

func (s *Server) customersNamed(w http.ResponseWriter, r *http.Request) {
	list, err := s.Customers.Search(r.Context(), chi.URLParam(r, "name"))
	s.respond(w, list, err)
}

func (s *Server) searchCustomers(w http.ResponseWriter, r *http.Request) {
	list, err := s.Customers.WithEmail(r.Context(), r.URL.Query().Get("email"))
	s.respond(w, list, err)
}

func (s *Server) customersInRegion(w http.ResponseWriter, r *http.Request) {
	list, err := s.Customers.InRegion(r.Context(), chi.URLParam(r, "region"), r.URL.Query().Get("city"))
	s.respond(w, list, err)
}

func (s *Server) customersInSegment(w http.ResponseWriter, r *http.Request) {
	list, err := s.Customers.InSegment(r.Context(), chi.URLParam(r, "segment"), r.URL.Query().Get("country"))
	s.respond(w, list, err)
}

func (s *Server) customer(w http.ResponseWriter, r *http.Request) {
	one, err := s.Customers.Get(r.Context(), chi.URLParam(r, "customerID"))
	s.respond(w, one, err)
}

func (s *Server) patchCustomer(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Email string `json:"email"`
	}
	if !decode(w, r, &in) {
		return
	}
	if err := s.Customers.SetEmail(r.Context(), chi.URLParam(r, "customerID"), in.Email); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// putAvatar takes a picture of at most one megabyte.
func (s *Server) putAvatar(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	picture, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "the picture is larger than 1 MB", http.StatusRequestEntityTooLarge)
		return
	}
	if kind := http.DetectContentType(picture); kind != "image/png" && kind != "image/jpeg" {
		http.Error(w, "the picture is neither PNG nor JPEG", http.StatusUnsupportedMediaType)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) createReturn(w http.ResponseWriter, r *http.Request) {
	var in model.Return
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil {
		http.Error(w, "expected an order and a reason", http.StatusBadRequest)
		return
	}
	id, err := s.Customers.AddReturn(r.Context(), in)
	s.respond(w, map[string]int64{"id": id}, err)
}

func (s *Server) oneReturn(w http.ResponseWriter, r *http.Request) {
	one, err := s.Customers.Return(r.Context(), chi.URLParam(r, "id"))
	s.respond(w, one, err)
}

// products shows the catalogue to everybody, and callers their prices.
func (s *Server) products(w http.ResponseWriter, r *http.Request) {
	list, err := s.Customers.Products(r.Context())
	if auth.CallerFrom(r.Context()) == nil {
		for i := range list {
			list[i].PriceCents = 0
		}
	}
	s.respond(w, list, err)
}
