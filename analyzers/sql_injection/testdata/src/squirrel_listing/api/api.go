// Command api lists projects.
package main

import (
	"encoding/json"
	"net/http"

	"corpus/squirrel_listing/listing"
	"corpus/squirrel_listing/store"
)

type api struct{ store *store.Store }

func main() {
	a := &api{store: store.New(nil)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /projects", a.list)
	mux.HandleFunc("GET /known", a.known)
	mux.HandleFunc("GET /fields", a.fields)
	mux.HandleFunc("GET /owned", a.owned)
	mux.HandleFunc("DELETE /{kind}/{id}", a.drop)
	mux.HandleFunc("PUT /projects/{id}", a.rename)
	_ = http.ListenAndServe(":8080", mux)
}

func reply(w http.ResponseWriter, names []string, err error) {
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(names)
}

// list sorts by whatever column the options name.
func (a *api) list(w http.ResponseWriter, r *http.Request) {
	names, err := a.store.List(r.Context(), listing.Parse(r))
	reply(w, names, err)
}

// known is safe: the same options, checked where they are added.
func (a *api) known(w http.ResponseWriter, r *http.Request) {
	names, err := a.store.ListKnown(r.Context(), listing.Parse(r))
	reply(w, names, err)
}

// fields selects whatever columns the caller names.
func (a *api) fields(w http.ResponseWriter, r *http.Request) {
	names, err := a.store.Fields(r.Context(), r.URL.Query().Get("fields"))
	reply(w, names, err)
}

// owned is safe.
func (a *api) owned(w http.ResponseWriter, r *http.Request) {
	names, err := a.store.Owned(r.Context(), r.URL.Query().Get("owner"), r.URL.Query()["role"])
	reply(w, names, err)
}

// drop names the table.
func (a *api) drop(w http.ResponseWriter, r *http.Request) {
	reply(w, nil, a.store.Drop(r.Context(), r.PathValue("kind"), r.PathValue("id")))
}

// rename is safe.
func (a *api) rename(w http.ResponseWriter, r *http.Request) {
	reply(w, nil, a.store.Rename(r.Context(), r.PathValue("id"), r.FormValue("name")))
}
