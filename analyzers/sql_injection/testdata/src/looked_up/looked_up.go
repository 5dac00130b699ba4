// Package looked_up asks helpers whether a text is in a list.
package looked_up

import (
	"database/sql"
	"net/http"
	"strings"

	"corpus/looked_up/query"
)

type api struct {
	db     *sql.DB
	sorted []string
}

var columns = []string{"name", "created_at"}

func in(v string, list []string) bool {
	for _, s := range list {
		if s == v {
			return true
		}
	}
	return false
}

// The list is the package's.
func (a *api) byColumn(w http.ResponseWriter, r *http.Request) {
	order := r.FormValue("order")
	if !in(order, columns) {
		order = "name"
	}
	a.db.Query("SELECT id FROM t ORDER BY " + order)
}

// The list is kept in a field.
func (a *api) byField(w http.ResponseWriter, r *http.Request) {
	order := r.FormValue("order")
	if !in(order, a.sorted) {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	a.db.Query("SELECT id FROM t ORDER BY " + order)
}

// The list comes with the request.
func (a *api) byRequest(w http.ResponseWriter, r *http.Request) {
	order := r.FormValue("order")
	if !in(order, strings.Split(r.FormValue("columns"), ",")) {
		return
	}
	a.db.Query("SELECT id FROM t ORDER BY " + order) // want `proven: form value "order"`
}

// What is looked up is not what runs.
func (a *api) another(w http.ResponseWriter, r *http.Request) {
	if !in(r.FormValue("by"), columns) {
		return
	}
	a.db.Query("SELECT id FROM t ORDER BY " + r.FormValue("order")) // want `proven: form value "order"`
}

// Nothing follows from the answer.
func (a *api) unheeded(w http.ResponseWriter, r *http.Request) {
	order := r.FormValue("order")
	if !in(order, columns) {
		w.WriteHeader(http.StatusBadRequest)
	}
	a.db.Query("SELECT id FROM t ORDER BY " + order) // want `proven: form value "order"`
}

// Another package puts the statement together from a list that it is given.
func (a *api) built(w http.ResponseWriter, r *http.Request) {
	a.db.Query(query.Ordered("SELECT id FROM t", r.FormValue("order"), columns))
}

// Another package looks it up.
func (a *api) elsewhere(w http.ResponseWriter, r *http.Request) {
	order := r.FormValue("order")
	if err := query.Check(order, columns); err != nil {
		return
	}
	a.db.Query("SELECT id FROM t ORDER BY " + order)
}

// A function says yes or no, and why cannot be told: it may well have cleared
// the value.
func (a *api) judged(w http.ResponseWriter, r *http.Request) {
	order := r.FormValue("order")
	if !query.Plausible(order) {
		return
	}
	a.db.Query("SELECT id FROM t ORDER BY " + order) // want `unproven: form value "order"`
}

// A function looks at every letter.
func (a *api) word(w http.ResponseWriter, r *http.Request) {
	order := r.FormValue("order")
	if !query.Word(order) {
		return
	}
	a.db.Query("SELECT id FROM t ORDER BY " + order)
}

// That a text is not empty clears nothing.
func (a *api) notEmpty(w http.ResponseWriter, r *http.Request) {
	order := r.FormValue("order")
	if !query.Given(order) {
		return
	}
	a.db.Query("SELECT id FROM t ORDER BY " + order) // want `proven: form value "order"`
}
