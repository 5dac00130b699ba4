// Package api has the routes, and knows the gate by its interface alone.
package api

import (
	"net/http"
	"os"

	"github.com/gorilla/mux"

	"corpus/routes_behind/gate"
)

// Handler is a router.
type Handler struct {
	*mux.Router
	gate gate.Gate
}

// New fills a router.
func New(g gate.Gate) *Handler {
	h := &Handler{Router: mux.NewRouter(), gate: g}
	h.Handle("/status", g.Public(http.HandlerFunc(h.data))).Methods("GET")       // route GET /status none
	h.Handle("/orders", h.gate.Members(http.HandlerFunc(h.data))).Methods("GET") // route GET /orders required
	h.Handle("/users", g.Only("admin", http.HandlerFunc(h.data))).Methods("GET") // route GET /users required
	h.Handle("/teams", g.Wrapper()(http.HandlerFunc(h.data))).Methods("GET")     // route GET /teams required

	members := h.NewRoute().Subrouter()
	members.Use(g.Members)
	members.HandleFunc("/parts", h.data).Methods("GET") // route GET /parts required

	public := h.NewRoute().Subrouter()
	public.Use(g.Public)
	public.HandleFunc("/info", h.data).Methods("GET") // route GET /info none
	return h
}

func (h *Handler) data(w http.ResponseWriter, _ *http.Request) {
	all, err := os.ReadFile("/srv/data.json")
	if err != nil {
		http.Error(w, "no data", http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(all)
}
