// Package web answers requests for orders.
package web

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"

	"go.mongodb.org/mongo-driver/v2/bson"

	"corpus/xpkg/query"
)

// Orders is what the handlers need of a store.
type Orders interface {
	Find(ctx context.Context, filter bson.M) (int64, error)
	ByField(ctx context.Context, field string, value any) error
	ByName(ctx context.Context, name string) error
	ByStatus(ctx context.Context, status string) error
	Matching(ctx context.Context, condition string) error
	Priced(ctx context.Context, low, high int) error
	Delete(ctx context.Context, selector map[string]any) error
	Recent(ctx context.Context) error
	Active(ctx context.Context, filter bson.M) error
}

type handler struct{ orders Orders }

// New returns the routes.
func New(orders Orders) http.Handler {
	h := &handler{orders}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /find", h.find)
	mux.HandleFunc("POST /field", h.field)
	mux.HandleFunc("GET /named/{name}", h.named)
	mux.HandleFunc("POST /delete", h.remove)
	return mux
}

func (h *handler) find(w http.ResponseWriter, r *http.Request) {
	filter, err := query.FromBody(r)
	if err != nil {
		http.Error(w, "the body is not JSON", http.StatusBadRequest)
		return
	}
	h.orders.Find(r.Context(), filter)
	h.orders.Active(r.Context(), bson.M{"active": true})
}

func (h *handler) field(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Value any
	}
	if json.NewDecoder(r.Body).Decode(&body) != nil {
		return
	}
	h.orders.ByField(r.Context(), "total", body.Value)
}

func (h *handler) named(w http.ResponseWriter, r *http.Request) {
	low, _ := strconv.Atoi(r.URL.Query().Get("low"))
	h.orders.ByName(r.Context(), r.PathValue("name"))
	h.orders.ByStatus(r.Context(), r.URL.Query().Get("status"))
	h.orders.Matching(r.Context(), r.URL.Query().Get("if"))
	h.orders.Priced(r.Context(), low, low+10)
	h.orders.Recent(r.Context())
}

func (h *handler) remove(w http.ResponseWriter, r *http.Request) {
	var body struct{ Selector map[string]any }
	if json.NewDecoder(r.Body).Decode(&body) != nil {
		return
	}
	h.orders.Delete(r.Context(), body.Selector)
}
