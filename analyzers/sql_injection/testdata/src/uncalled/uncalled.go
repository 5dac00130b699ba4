// Package uncalled builds statements from what is set, by methods of which the program
// calls some.
package uncalled

import (
	"database/sql"
	"net/http"
	"strings"
)

var db *sql.DB

type alter struct {
	table   string
	changes []string
	note    string
}

func (a *alter) add(column string) *alter {
	a.changes = append(a.changes, "ADD COLUMN "+column)
	return a
}

// Unique is called by nobody.
func (a *alter) Unique(name string) *alter {
	a.changes = append(a.changes, "ADD CONSTRAINT "+name+" UNIQUE")
	return a
}

// SetTable is called by nobody.
func (a *alter) SetTable(name string) { a.table = name }

func (a *alter) comment(text string) *alter {
	a.note = text
	return a
}

func (a *alter) text() string {
	return "ALTER TABLE " + a.table + " " + strings.Join(a.changes, ", ")
}

func migrate() {
	a := &alter{table: "users"}
	db.Exec(a.add("age integer").text())
}

// Raw is called by nobody either, and runs what it is given.
func Raw(table string) {
	db.Exec("DROP TABLE " + table) // want `unproven: a parameter of uncalled.Raw`
}

func commented(w http.ResponseWriter, r *http.Request) {
	a := (&alter{table: "users"}).comment(r.FormValue("comment"))
	db.Exec("COMMENT ON TABLE users IS '" + a.note + "'") // want `form value "comment"`
}
