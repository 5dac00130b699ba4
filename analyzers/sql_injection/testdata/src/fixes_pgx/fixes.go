// Package fixes puts values into SQL text that pgx runs, whose placeholders are
// numbered.
package fixes

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type api struct{ db *pgxpool.Pool }

const columns = "id, name"

// A quoted value becomes an argument, and its quotes go with it.
func (a *api) quoted(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	rows, err := a.db.Query(r.Context(), "SELECT id FROM users WHERE name = '"+name+"' ORDER BY id") // want "proven: query parameter"
	show(w, rows, err)
}

// A value at the end, with no quotes around it.
func (a *api) bare(w http.ResponseWriter, r *http.Request) {
	rows, err := a.db.Query(r.Context(), "SELECT id FROM users WHERE id = "+r.PathValue("id")) // want "proven: path parameter"
	show(w, rows, err)
}

// The text is in a variable of its own, and the format has nothing left to do.
func (a *api) formatted(w http.ResponseWriter, r *http.Request) {
	query := fmt.Sprintf("SELECT id FROM users WHERE name = '%s' AND rate > 5 %% 2", r.FormValue("name"))
	rows, err := a.db.Query(r.Context(), query) // want "proven: form value"
	show(w, rows, err)
}

// Constants and numbers stay in the format.
func (a *api) mixed(w http.ResponseWriter, r *http.Request, limit int) {
	name := strings.TrimSpace(r.FormValue("name"))
	rows, err := a.db.Query(r.Context(), fmt.Sprintf("SELECT %s FROM users WHERE name = '%s' LIMIT %d", columns, name, limit)) // want "proven: form value"
	show(w, rows, err)
}

// There are arguments already: the new one is the next.
func (a *api) more(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	rows, err := a.db.Query(r.Context(), "SELECT id FROM users WHERE tenant = $1 AND name = '"+name+"' AND age > $2", "acme", 18) // want "proven: form value"
	show(w, rows, err)
}

// What is in the string beside the value goes along.
func (a *api) like(w http.ResponseWriter, r *http.Request) {
	q := r.FormValue("q")
	rows, err := a.db.Query(r.Context(), // want "proven: form value"
		`SELECT id
		FROM users
		WHERE name ILIKE '%`+q+`%'
		ORDER BY name`)
	show(w, rows, err)
}

// Several values in one statement.
func (a *api) insert(w http.ResponseWriter, r *http.Request) {
	name, mail := r.FormValue("name"), r.FormValue("mail")
	_, err := a.db.Exec(r.Context(), fmt.Sprintf("INSERT INTO users (name, mail) VALUES ('%s', '%s')", name, mail)) // want "proven: form value"
	if err != nil {
		http.Error(w, "not stored", http.StatusInternalServerError)
	}
}

// A number that is written as text is no text.
func (a *api) delete(w http.ResponseWriter, r *http.Request) {
	_, err := a.db.Exec(r.Context(), "DELETE FROM users WHERE name = '"+r.FormValue("name")+"' AND age = 18") // want "proven: form value"
	if err != nil {
		http.Error(w, "not deleted", http.StatusInternalServerError)
	}
}

// store is an interface of the program's own that pgx stands behind.
type store interface {
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

func serve(pool *pgxpool.Pool) http.HandlerFunc { return owner(pool) }

// What the method returns says whose text it takes.
func owner(db store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var id int
		row := db.QueryRow(r.Context(), "SELECT id FROM owners WHERE name = '"+r.FormValue("name")+"'") // want "proven: form value"
		if err := row.Scan(&id); err != nil {
			http.Error(w, "not found", http.StatusNotFound)
		}
	}
}

// The name of a column cannot be an argument.
func (a *api) ordered(w http.ResponseWriter, r *http.Request) {
	rows, err := a.db.Query(r.Context(), "SELECT id FROM users ORDER BY "+r.FormValue("by")) // want "proven: form value"
	show(w, rows, err)
}

// One value could be an argument, and the other could not.
func (a *api) halfway(w http.ResponseWriter, r *http.Request) {
	rows, err := a.db.Query(r.Context(), "SELECT id FROM "+r.FormValue("table")+" WHERE name = '"+r.FormValue("name")+"'") // want "proven: form value"
	show(w, rows, err)
}

// What was quoted by hand would be quoted twice.
func (a *api) escaped(w http.ResponseWriter, r *http.Request) {
	name := strings.ReplaceAll(r.FormValue("name"), "'", "")
	rows, err := a.db.Query(r.Context(), "SELECT id FROM users WHERE name = '"+name+"'") // want "unproven: form value"
	show(w, rows, err)
}

// The text is used twice.
func (a *api) twice(w http.ResponseWriter, r *http.Request) {
	query := "SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'"
	rows, err := a.db.Query(r.Context(), query) // want "proven: form value"
	show(w, rows, err)
	rows, err = a.db.Query(r.Context(), query) // want "proven: form value"
	show(w, rows, err)
}

// The text is built in steps.
func (a *api) steps(w http.ResponseWriter, r *http.Request) {
	query := "SELECT id FROM users WHERE true"
	if name := r.FormValue("name"); name != "" {
		query += " AND name = '" + name + "'"
	}
	rows, err := a.db.Query(r.Context(), query) // want "proven: form value"
	show(w, rows, err)
}

// The variable holds something else by the time the query runs.
func (a *api) changed(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	query := "SELECT id FROM users WHERE name = '" + name + "'"
	name = r.FormValue("other")
	rows, err := a.db.Query(r.Context(), query) // want "proven: form value"
	show(w, rows, err)
	fmt.Fprintln(w, name)
}

// A typed string takes no parameter in its place.
func (a *api) typed(w http.ResponseWriter, r *http.Request) {
	rows, err := a.db.Query(r.Context(), "SELECT id FROM users WHERE seen > now() - interval '"+r.FormValue("age")+"'") // want "proven: form value"
	show(w, rows, err)
}

// Statements that are no queries take no parameters.
func (a *api) set(w http.ResponseWriter, r *http.Request) {
	if _, err := a.db.Exec(r.Context(), "SET search_path = '"+r.FormValue("tenant")+"'"); err != nil { // want "proven: form value"
		http.Error(w, "no such tenant", http.StatusNotFound)
	}
}

func show(w http.ResponseWriter, rows pgx.Rows, err error) {
	if err != nil {
		http.Error(w, "not available", http.StatusInternalServerError)
		return
	}
	defer rows.Close()
}
