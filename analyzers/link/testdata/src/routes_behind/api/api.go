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

	h.Handle("/old", moved(h)).Methods("POST") // route POST /old unknown

	members := h.NewRoute().Subrouter()
	members.Use(g.Members)
	members.HandleFunc("/parts", h.data).Methods("GET") // route GET /parts required

	public := h.NewRoute().Subrouter()
	public.Use(g.Public)
	public.HandleFunc("/info", h.data).Methods("GET") // route GET /info none
	return h
}

// moved sends requests back, for another path.
func moved(router http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		to := "/new/" + r.URL.Query().Get("kind")
		again := r.Clone(r.Context())
		again.URL.Path = to
		router.ServeHTTP(w, again)
	})
}

func (h *Handler) data(w http.ResponseWriter, _ *http.Request) {
	all, err := os.ReadFile("/srv/data.json")
	if err != nil {
		http.Error(w, "no data", http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(all)
}
