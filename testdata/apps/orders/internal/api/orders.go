package api

import (
	"io"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"example.com/orders/internal/model"
)

func (s *Server) listOrders(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	sort := q.Get("sort")
	if sort == "" {
		sort = "created_at"
	}
	list, err := s.Orders.List(r.Context(), q.Get("status"), sort)
	s.respond(w, list, err)
}

func (s *Server) recentOrders(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	list, err := s.Orders.Recent(r.Context(), q.Get("sort"), number(q.Get("limit"), 20))
	s.respond(w, list, err)
}

func (s *Server) pageOrders(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	page := model.Page{After: q.Get("after"), Size: number(q.Get("size"), 50)}
	list, err := s.Orders.Page(r.Context(), page)
	s.respond(w, list, err)
}

// exportOrders pages through all orders by their number.
func (s *Server) exportOrders(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	page := model.Page{After: q.Get("after"), Size: number(q.Get("size"), 50)}
	list, err := s.Orders.PageByID(r.Context(), int64(number(page.After, 0)), page)
	s.respond(w, list, err)
}

func (s *Server) order(w http.ResponseWriter, r *http.Request) {
	one, err := s.Orders.Get(r.Context(), chi.URLParam(r, "id"))
	s.respond(w, one, err)
}

// tracking shows strangers where a parcel is, and its owner all of it.
func (s *Server) tracking(w http.ResponseWriter, r *http.Request) {
	one, err := s.Orders.Get(r.Context(), chi.URLParam(r, "id"))
	s.respond(w, map[string]string{"status": one.Status}, err)
}

func (s *Server) invoice(w http.ResponseWriter, r *http.Request) {
	one, err := s.Orders.Get(r.Context(), chi.URLParam(r, "number"))
	s.respond(w, one, err)
}

func (s *Server) createOrder(w http.ResponseWriter, r *http.Request) {
	var in model.NewOrder
	if !decode(w, r, &in) {
		return
	}
	id, err := s.Orders.Create(r.Context(), in)
	s.respond(w, map[string]int64{"id": id}, err)
}

func (s *Server) patchOrder(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Note string `json:"note"`
	}
	if !decodeSmall(w, r, &in) {
		return
	}
	if err := s.Orders.SetNote(r.Context(), chi.URLParam(r, "id"), in.Note); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) cancelOrder(w http.ResponseWriter, r *http.Request) {
	if err := s.Orders.Cancel(r.Context(), chi.URLParam(r, "id")); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) importOrders(w http.ResponseWriter, r *http.Request) {
	file, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "the file did not arrive", http.StatusBadRequest)
		return
	}
	if err := s.Orders.Import(r.Context(), file); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

func (s *Server) ordersByTag(w http.ResponseWriter, r *http.Request) {
	var tags []string
	if !decode(w, r, &tags) {
		return
	}
	list, err := s.Orders.Tagged(r.Context(), tags)
	s.respond(w, list, err)
}

func (s *Server) ordersByReference(w http.ResponseWriter, r *http.Request) {
	var references []string
	if !decode(w, r, &references) {
		return
	}
	list, err := s.Orders.Lookup(r.Context(), references)
	s.respond(w, list, err)
}

// number returns the number in text, or otherwise where there is none.
func number(text string, otherwise int) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return otherwise
	}
	return n
}
