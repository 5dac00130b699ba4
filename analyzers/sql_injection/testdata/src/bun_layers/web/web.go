// Package web answers requests about books.
package web

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"

	"corpus/bun_layers/books"
)

// Store is where books are.
type Store interface {
	List(ctx context.Context, f books.Filter) ([]books.Book, error)
	Sorted(ctx context.Context, f books.Filter) ([]books.Book, error)
	Titled(ctx context.Context, f books.Filter) ([]books.Book, error)
	Prefixed(ctx context.Context, f books.Filter) ([]books.Book, error)
	Rename(ctx context.Context, id int64, title string) error
	Retitle(ctx context.Context, id int64, title string) error
}

// API answers them.
type API struct{ Books Store }

func filter(r *http.Request) books.Filter {
	page, _ := strconv.Atoi(r.FormValue("page"))
	return books.Filter{Title: r.FormValue("title"), Author: r.FormValue("author"), Sort: r.FormValue("sort"), Page: page}
}

func answer(w http.ResponseWriter, list []books.Book, err error) {
	if err != nil {
		http.Error(w, "not available", http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(list)
}

// ListBooks lists them.
func (a *API) ListBooks(w http.ResponseWriter, r *http.Request) {
	list, err := a.Books.List(r.Context(), filter(r))
	answer(w, list, err)
}

// SortedBooks sorts them.
func (a *API) SortedBooks(w http.ResponseWriter, r *http.Request) {
	list, err := a.Books.Sorted(r.Context(), filter(r))
	answer(w, list, err)
}

// TitledBooks looks for titles.
func (a *API) TitledBooks(w http.ResponseWriter, r *http.Request) {
	list, err := a.Books.Titled(r.Context(), filter(r))
	answer(w, list, err)
}

// PrefixedBooks does too.
func (a *API) PrefixedBooks(w http.ResponseWriter, r *http.Request) {
	list, err := a.Books.Prefixed(r.Context(), filter(r))
	answer(w, list, err)
}

// RenameBook renames one.
func (a *API) RenameBook(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	answer(w, nil, a.Books.Rename(r.Context(), id, r.FormValue("title")))
}

// RetitleBook does too.
func (a *API) RetitleBook(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	answer(w, nil, a.Books.Retitle(r.Context(), id, r.FormValue("title")))
}
