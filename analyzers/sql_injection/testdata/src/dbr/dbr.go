// Package dbr runs statements of gocraft's dbr.
package dbr

import (
	"net/http"

	"github.com/gocraft/dbr/v2"
)

var session *dbr.Session

// bySQL are whole texts.
func bySQL(w http.ResponseWriter, r *http.Request) {
	var ids []int64
	_, _ = session.SelectBySql("SELECT id FROM t WHERE a = '" + r.FormValue("a") + "'").Load(&ids) // want "proven: form value \"a\""
	_, _ = session.UpdateBySql("UPDATE t SET a = '" + r.FormValue("a") + "'").Exec()               // want "proven: form value \"a\""
	_, _ = session.SelectBySql("SELECT id FROM t WHERE a = ?", r.FormValue("a")).LoadContext(r.Context(), &ids)
}

// clauses are text.
func clauses(w http.ResponseWriter, r *http.Request) {
	session.Select("id", r.FormValue("column"))                            // want "proven: form value \"column\""
	session.Select("id").From("t").Where("a = '" + r.FormValue("a") + "'") // want "proven: form value \"a\""
	session.Select("id").From("t").OrderBy(r.FormValue("sort"))            // want "proven: form value \"sort\""
	session.Select("id").From("t").Join("u", "u.id = "+r.FormValue("id"))  // want "proven: form value \"id\""
	session.Update("t").Set("a", dbr.Expr("a + "+r.FormValue("by")))       // want "proven: form value \"by\""
	session.DeleteFrom("t").Where(dbr.Expr("a = ?", r.FormValue("a")))
}

// values is safe: they are quoted or bound.
func values(w http.ResponseWriter, r *http.Request) {
	session.Select("id").From("t").Where("a = ? AND b IN ?", r.FormValue("a"), r.URL.Query()["b"])
	session.Select("id").From("t").Where(dbr.And(dbr.Eq("a", r.FormValue("a")), dbr.Like("b", r.FormValue("b"))))
	session.Select("id").From(dbr.I(r.FormValue("table")))
	_, _ = session.InsertInto("t").Columns("a").Values(r.FormValue("a")).Exec()
	_, _ = session.Update("t").Set("a", r.FormValue("a")).Where(dbr.Eq("id", r.FormValue("id"))).Exec()
}
