// Package iterated ranges over functions and over the parts of maps.
package iterated

import (
	"database/sql"
	"iter"
	"maps"
	"net/http"
	"slices"
	"strings"
)

var db *sql.DB

func first(values map[string][]string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for name, list := range values {
			if !yield(name, list[0]) {
				return
			}
		}
	}
}

func columns() iter.Seq[string] {
	return func(yield func(string) bool) {
		_ = yield("name") && yield("age")
	}
}

func texts(w http.ResponseWriter, r *http.Request) {
	var parts []string
	for name, value := range first(r.URL.Query()) {
		parts = append(parts, name+" = '"+value+"'")
	}
	db.Query("SELECT * FROM users WHERE " + strings.Join(parts, " AND ")) // want `becomes part of the SQL text`
}

func named(w http.ResponseWriter, r *http.Request) {
	var parts []string
	var args []any
	for name, value := range first(r.URL.Query()) {
		switch name {
		case "name", "age":
			parts = append(parts, name+" = ?")
			args = append(args, value)
		}
	}
	db.Query("SELECT * FROM users WHERE "+strings.Join(parts, " AND "), args...)
}

func own(w http.ResponseWriter, r *http.Request) {
	for column := range columns() {
		db.Query("SELECT "+column+" FROM users WHERE id = ?", r.FormValue("id"))
	}
}

type tree struct{ names []string }

func (t *tree) all(yield func(int, string) bool) {
	for i, name := range t.names {
		if !yield(i, name) {
			return
		}
	}
}

func methods(w http.ResponseWriter, r *http.Request) {
	t := &tree{names: r.URL.Query()["name"]}
	for _, name := range t.all {
		db.Exec("DELETE FROM users WHERE name = '" + name + "'") // want `becomes part of the SQL text`
	}
}

// The keys are the program's, the values are not.
func parts(w http.ResponseWriter, r *http.Request) {
	values := map[string]string{"name": r.FormValue("name"), "age": r.FormValue("age")}
	names := slices.Sorted(maps.Keys(values))
	db.Query("SELECT * FROM users WHERE "+strings.Join(names, " = ? AND ")+" = ?", values["age"], values["name"])
	given := slices.Sorted(maps.Values(values))
	db.Query("SELECT * FROM users WHERE name IN ('" + strings.Join(given, "','") + "')") // want `becomes part of the SQL text`
}
