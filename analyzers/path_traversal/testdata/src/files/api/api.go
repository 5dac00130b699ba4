// Package api answers requests for files.
package api

import (
	"net/http"
	"path/filepath"
)

// Store has files.
type Store interface {
	Read(name string) ([]byte, error)
	Write(name string, b []byte) error
	Drop(owner, name string) error
	List(dir string) ([]string, error)
}

// Safe is a store that takes any name.
type Safe interface {
	Load(name string) ([]byte, error)
}

// API has the handlers.
type API struct {
	store Store
	safe  Safe
}

// New returns an API of the stores.
func New(store Store, safe Safe) *API { return &API{store, safe} }

// Register puts the handlers on the router.
func (a *API) Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /files", a.read)
	mux.HandleFunc("PUT /files", a.write)
	mux.HandleFunc("DELETE /files/{name}", a.drop)
	mux.HandleFunc("GET /dirs", a.list)
	mux.HandleFunc("GET /safe", a.load)
}

func (a *API) read(w http.ResponseWriter, r *http.Request) {
	b, err := a.store.Read(r.FormValue("name"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Write(b)
}

func (a *API) write(w http.ResponseWriter, r *http.Request) {
	if a.store.Write(filepath.Base(r.FormValue("name")), []byte(r.FormValue("text"))) != nil {
		http.NotFound(w, r)
	}
}

func (a *API) drop(w http.ResponseWriter, r *http.Request) {
	if a.store.Drop(r.Header.Get("X-Owner"), r.PathValue("name")) != nil {
		http.NotFound(w, r)
	}
}

func (a *API) list(w http.ResponseWriter, r *http.Request) {
	if !filepath.IsLocal(r.FormValue("dir")) {
		http.NotFound(w, r)
		return
	}
	dir := r.FormValue("dir")
	if !filepath.IsLocal(dir) {
		http.NotFound(w, r)
		return
	}
	a.store.List(dir)
}

func (a *API) load(w http.ResponseWriter, r *http.Request) {
	b, err := a.safe.Load(r.FormValue("name"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Write(b)
}
