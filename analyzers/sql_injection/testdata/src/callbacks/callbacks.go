// Package callbacks hands text to functions that others call.
package callbacks

import (
	"database/sql"
	"net/http"
	"strings"
)

var db *sql.DB

func callback(w http.ResponseWriter, r *http.Request) {
	with(r.FormValue("t"), func(t string) {
		db.Exec("DELETE FROM " + t) // want "proven"
	})
	with("t", func(t string) {
		db.Exec("DELETE FROM " + t)
	})
}

func with(t string, do func(string)) { do(t) }

func mapped[T, U any](list []T, f func(T) U) []U {
	var out []U
	for _, v := range list {
		out = append(out, f(v))
	}
	return out
}

func results(w http.ResponseWriter, r *http.Request) {
	quoted := mapped(r.URL.Query()["t"], func(s string) string { return "'" + s + "'" })
	db.Query("SELECT " + strings.Join(quoted, ",")) // want "proven"
	marks := mapped(r.URL.Query()["t"], func(string) string { return "?" })
	db.Query("SELECT * FROM t WHERE a IN (" + strings.Join(marks, ",") + ")")
}

func named(w http.ResponseWriter, r *http.Request) {
	with(r.FormValue("t"), remove)
}

func remove(t string) { db.Exec("DELETE FROM " + t) } // want "proven"
