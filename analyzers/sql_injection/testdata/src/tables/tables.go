// Package tables calls functions that it finds in tables and fields.
package tables

import (
	"database/sql"
	"net/http"

	"corpus/tables/actions"
)

var db *sql.DB

var listing = map[string]func(*sql.DB, string) (*sql.Rows, error){
	"named": func(db *sql.DB, name string) (*sql.Rows, error) {
		return db.Query("SELECT * FROM users WHERE name = '" + name + "'") // want `path parameter "name" of the request becomes part of the SQL text`
	},
	"aged": func(db *sql.DB, age string) (*sql.Rows, error) {
		return db.Query("SELECT * FROM users WHERE age = ?", age)
	},
}

func list(w http.ResponseWriter, r *http.Request) {
	if f, ok := listing[r.PathValue("by")]; ok {
		f(db, r.PathValue("name"))
	}
}

// Nobody asks this table for anything of a request.
var reports = []func(string) (*sql.Rows, error){
	func(table string) (*sql.Rows, error) { return db.Query("SELECT * FROM " + table + " LIMIT 10") },
}

func report(w http.ResponseWriter, r *http.Request) {
	for _, f := range reports {
		f("users")
	}
}

type hooks struct {
	before func(name string) error
	after  func(name string) error
}

type store struct{ hooks hooks }

func (s *store) remove(name string) error {
	_, err := db.Exec("DELETE FROM users WHERE name = '" + name + "'") // want `form value "removed" of the request becomes part of the SQL text`
	return err
}

func (s *store) log(name string) error {
	_, err := db.Exec("INSERT INTO log VALUES (?)", name)
	return err
}

func newStore() *store {
	s := &store{}
	s.hooks = hooks{before: s.log, after: s.remove}
	return s
}

var users = newStore()

func hooked(w http.ResponseWriter, r *http.Request) {
	users.hooks.before(r.FormValue("logged"))
	users.hooks.after(r.FormValue("removed"))
}

// Another package calls what is registered with it.
func register() {
	actions.Add("drop", func(table string) error {
		_, err := db.Exec("DROP TABLE " + table) // want `query parameter "table" of the request becomes part of the SQL text`
		return err
	})
}

func act(w http.ResponseWriter, r *http.Request) {
	actions.Run("drop", r.URL.Query().Get("table"))
}
