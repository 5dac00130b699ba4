// Package web has exported fields that others fill.
package web

import "net/http"

// API answers requests.
type API struct {
	Search  Searcher
	Deleter interface {
		Delete(table string, ids ...int64) error
	}
}

// Searcher finds rows.
type Searcher interface {
	Find(text string)
	FindIn(table string)
}

// ServeSearch answers a search.
func (a *API) ServeSearch(w http.ResponseWriter, r *http.Request) {
	a.Search.Find(r.URL.Query().Get("q"))
	a.Search.FindIn(r.URL.Query().Get("table"))
}

// ServeDelete deletes rows.
func (a *API) ServeDelete(w http.ResponseWriter, r *http.Request) {
	if err := a.Deleter.Delete(r.URL.Query().Get("from")); err != nil {
		http.Error(w, "not deleted", http.StatusInternalServerError)
	}
}
