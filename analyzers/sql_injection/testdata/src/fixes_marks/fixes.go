// Package fixes puts values into SQL text for a database that only a
// placeholder in the text tells.
package fixes

import (
	"database/sql"
	"fmt"
	"net/http"
)

type api struct{ db *sql.DB }

// The text has marks already, and the value goes between their arguments.
func (a *api) between(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	rows, err := a.db.QueryContext(r.Context(), "SELECT id FROM users WHERE tenant = ? AND name = '"+name+"' AND age > ?", "acme", 18) // want "proven: form value"
	show(w, rows, err)
}

// A value before all of them.
func (a *api) before(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	rows, err := a.db.QueryContext(r.Context(), fmt.Sprintf("SELECT id FROM users WHERE name = '%s' AND age > ?", name), 18) // want "proven: form value"
	show(w, rows, err)
}

// Numbered marks.
func (a *api) numbered(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	rows, err := a.db.QueryContext(r.Context(), "SELECT id FROM users WHERE name = '"+name+"' AND age > $1", 18) // want "proven: form value"
	show(w, rows, err)
}

// Nothing says which database it is.
func (a *api) unknown(w http.ResponseWriter, r *http.Request) {
	rows, err := a.db.QueryContext(r.Context(), "SELECT id FROM users WHERE name = '"+r.FormValue("name")+"'") // want "proven: form value"
	show(w, rows, err)
}

// A question mark in a string marks nothing.
func (a *api) question(w http.ResponseWriter, r *http.Request) {
	rows, err := a.db.QueryContext(r.Context(), "SELECT id FROM users WHERE mood = '?' AND name = '"+r.FormValue("name")+"'") // want "proven: form value"
	show(w, rows, err)
}

// The arguments are not to be counted.
func (a *api) spread(w http.ResponseWriter, r *http.Request, args []any) {
	rows, err := a.db.QueryContext(r.Context(), "SELECT id FROM users WHERE age > ? AND name = '"+r.FormValue("name")+"'", args...) // want "proven: form value"
	show(w, rows, err)
}

// Names are no marks, and their arguments have names too.
func (a *api) named(w http.ResponseWriter, r *http.Request) {
	rows, err := a.db.QueryContext(r.Context(), "SELECT id FROM users WHERE age > @age AND name = '"+r.FormValue("name")+"'", sql.Named("age", 18)) // want "proven: form value"
	show(w, rows, err)
}

func show(w http.ResponseWriter, rows *sql.Rows, err error) {
	if err != nil {
		http.Error(w, "not available", http.StatusInternalServerError)
		return
	}
	defer rows.Close()
}
