// Package jobs runs work in the background and shows what waits.
package jobs

import (
	"encoding/json"
	"net/http"
	"slices"
	"sync"

	"github.com/go-chi/chi/v5"
)

// Queue holds the names of the jobs that wait.
type Queue struct {
	mu      sync.Mutex
	pending []string
}

// Router serves the queue to operators.
func (q *Queue) Router() http.Handler {
	r := chi.NewRouter()
	r.Get("/pending", q.list)
	r.Post("/{name}/run", q.enqueue)
	return r
}

func (q *Queue) list(w http.ResponseWriter, r *http.Request) {
	q.mu.Lock()
	pending := slices.Clone(q.pending)
	q.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(pending)
}

func (q *Queue) enqueue(w http.ResponseWriter, r *http.Request) {
	q.mu.Lock()
	q.pending = append(q.pending, chi.URLParam(r, "name"))
	q.mu.Unlock()
	w.WriteHeader(http.StatusAccepted)
}
