// Package web answers requests for orders.
package web

import (
	"context"
	"fmt"
	"log"
	"net/http"

	"corpus/xpkg/httpx"
)

// Orders is what the handlers need of a store.
type Orders interface {
	List(ctx context.Context) ([]string, error)
	Save(ctx context.Context, name string) error
	Find(ctx context.Context, name string) error
	Lock(ctx context.Context) error
	Ping(ctx context.Context) error
	Export(ctx context.Context) error
	Check(name string) error
	Rename(ctx context.Context) error
}

type handler struct{ orders Orders }

// New returns the routes.
func New(orders Orders) http.Handler {
	h := &handler{orders}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders", h.list)
	mux.HandleFunc("POST /orders", h.save)
	mux.HandleFunc("GET /orders/{name}", h.find)
	mux.HandleFunc("POST /lock", h.lock)
	mux.HandleFunc("POST /rename", h.rename)
	return mux
}

// A wrapped driver's error in a map, by a helper of another package.
func (h *handler) list(w http.ResponseWriter, r *http.Request) {
	list, err := h.orders.List(r.Context())
	if err != nil {
		httpx.JSON(w, http.StatusInternalServerError, map[string]string{"error": err.Error()}) // want `proven: the error of sql.DB.QueryContext reaches the client through httpx.JSON`
		return
	}
	httpx.JSON(w, http.StatusOK, list)
}

// The driver's error, by a helper that takes errors.
func (h *handler) save(w http.ResponseWriter, r *http.Request) {
	if err := h.orders.Check(r.FormValue("name")); err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	if err := h.orders.Save(r.Context(), r.FormValue("name")); err != nil {
		httpx.RespondError(w, http.StatusInternalServerError, err)
	}
}

// Told where it stands, and by helpers that are careful.
func (h *handler) find(w http.ResponseWriter, r *http.Request) {
	if err := h.orders.Find(r.Context(), r.PathValue("name")); err != nil {
		httpx.Known(w, err)
		httpx.Hidden(w, http.StatusInternalServerError, err)
		http.Error(w, fmt.Sprintf("find: %v", err), http.StatusInternalServerError) // want `proven: the error of sql.Row.Scan`
	}
}

// Errors of our own types, one that keeps its cause and one that does not.
func (h *handler) lock(w http.ResponseWriter, r *http.Request) {
	if err := h.orders.Lock(r.Context()); err != nil {
		httpx.Mild(w, err)
	}
	if err := h.orders.Ping(r.Context()); err != nil {
		httpx.Says(w, err)
	}
}

// A file's error as a text, and what is constant.
func (h *handler) rename(w http.ResponseWriter, r *http.Request) {
	if err := h.orders.Export(r.Context()); err != nil {
		httpx.Message(w, http.StatusInternalServerError, "export: "+err.Error()) // want `proven: the error of os.WriteFile reaches the client through httpx.Message`
		httpx.Constant(w, http.StatusInternalServerError, "not exported")
	}
	if err := h.orders.Rename(r.Context()); err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
	}
	if err := h.orders.Save(r.Context(), "x"); err != nil {
		log.Println(err)
		httpx.Constant(w, http.StatusInternalServerError, "not saved")
	}
}
