// Package web answers requests from a service.
package web

import (
	"context"
	"net/http"
	"strconv"
)

// Books is what the handlers need of a service.
type Books interface {
	List(ctx context.Context, sort string, limit int) []string
	Count(ctx context.Context, table string) int
	ByTitle(ctx context.Context, title string) []string
	Sorted(ctx context.Context, sort string) []string
}

type handler struct{ books Books }

// New returns the routes.
func New(books Books) http.Handler {
	h := &handler{books}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /books", h.list)
	mux.HandleFunc("GET /count/{table}", h.count)
	return mux
}

func (h *handler) list(w http.ResponseWriter, r *http.Request) {
	limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
	h.books.List(r.Context(), r.URL.Query().Get("sort"), limit)
	h.books.ByTitle(r.Context(), r.URL.Query().Get("title"))
	h.books.Sorted(r.Context(), r.URL.Query().Get("sort"))
}

func (h *handler) count(w http.ResponseWriter, r *http.Request) {
	h.books.Count(r.Context(), r.PathValue("table"))
}
