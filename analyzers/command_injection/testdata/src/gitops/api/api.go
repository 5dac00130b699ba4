// Package api answers requests about a repository.
package api

import (
	"encoding/json"
	"net/http"

	"corpus/gitops/jobs"
)

// Repository is what the handlers need of one.
type Repository interface {
	Log(ref string) ([]byte, error)
	Blame(file string) ([]byte, error)
	Tags(order string) ([]byte, error)
	Archive(format string) error
}

// API has the handlers.
type API struct{ repo Repository }

// New returns an API for the repository.
func New(repo Repository) *API { return &API{repo} }

// Log shows the history of a reference.
func (a *API) Log(w http.ResponseWriter, r *http.Request) {
	out, err := a.repo.Log(r.URL.Query().Get("ref"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Write(out)
}

// Blame shows who wrote a file.
func (a *API) Blame(w http.ResponseWriter, r *http.Request) {
	out, err := a.repo.Blame(r.URL.Query().Get("file"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Write(out)
}

// Tags lists tags in an order.
func (a *API) Tags(w http.ResponseWriter, r *http.Request) {
	out, err := a.repo.Tags(r.URL.Query().Get("order"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Write(out)
}

// Archive packs the repository.
func (a *API) Archive(w http.ResponseWriter, r *http.Request) {
	if err := a.repo.Archive(r.FormValue("format")); err != nil {
		http.NotFound(w, r)
	}
}

// Hook runs what the body asks for.
func (a *API) Hook(w http.ResponseWriter, r *http.Request) {
	var job jobs.Job
	if err := json.NewDecoder(r.Body).Decode(&job); err != nil {
		http.Error(w, "the body is not JSON", http.StatusBadRequest)
		return
	}
	if err := jobs.Run(r.Context(), &job); err != nil {
		http.Error(w, "the hook failed", http.StatusInternalServerError)
	}
}
