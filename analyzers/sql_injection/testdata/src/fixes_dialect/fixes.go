// Package fixes puts values into SQL text, and the policy names the database.
package fixes

import (
	"database/sql"
	"fmt"
	"net/http"
)

type api struct{ db *sql.DB }

func (a *api) get(w http.ResponseWriter, r *http.Request) {
	query := fmt.Sprintf("SELECT id FROM users WHERE name = '%s' AND mail LIKE '%s%%'", r.FormValue("name"), r.FormValue("mail"))
	var id int
	if err := a.db.QueryRowContext(r.Context(), query).Scan(&id); err != nil { // want "proven: form value"
		http.NotFound(w, r)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// No policy makes a statement take parameters that takes none.
func (a *api) prepare(w http.ResponseWriter, r *http.Request) {
	stmt, err := a.db.PrepareContext(r.Context(), "SELECT id FROM users WHERE name = '"+r.FormValue("name")+"'") // want "proven: form value"
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer stmt.Close()
}
