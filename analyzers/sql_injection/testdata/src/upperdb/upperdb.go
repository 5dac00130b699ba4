// Package upperdb runs text with upper/db.
package upperdb

import (
	"net/http"

	"github.com/upper/db/v4"
)

// User is a row.
type User struct {
	ID   int    `db:"id"`
	Name string `db:"name"`
}

// text puts the request into text.
func text(sess db.Session, r *http.Request) {
	var users []User
	_ = sess.Collection("users").Find("name = '" + r.FormValue("name") + "'").All(&users)                // want "proven: form value \"name\""
	_ = sess.SQL().SelectFrom("users").Where("name = '" + r.FormValue("name") + "'").All(&users)         // want "proven: form value \"name\""
	_ = sess.SQL().SelectFrom("users").Where(db.Raw("lower(name) = " + r.FormValue("name"))).All(&users) // want "proven: form value \"name\""
	_, _ = sess.SQL().Exec("DELETE FROM users WHERE name = '" + r.FormValue("name") + "'")               // want "proven: form value \"name\""
	_, _ = sess.SQL().QueryContext(r.Context(), "SELECT * FROM "+r.FormValue("table"))                   // want "proven: form value \"table\""
}

// values is safe: conditions hold values, and names of columns are quoted.
func values(sess db.Session, r *http.Request) {
	var users []User
	_ = sess.Collection("users").Find(db.Cond{"name": r.FormValue("name")}).OrderBy(r.FormValue("sort")).All(&users)
	_ = sess.Collection("users").Find(db.Or(db.Cond{"name": r.FormValue("name")}, db.Cond{"id >": r.FormValue("id")})).All(&users)
	_ = sess.SQL().Select("id").From("users").Where(db.Raw("lower(name) = ?", r.FormValue("name"))).All(&users)
	_, _ = sess.SQL().InsertInto("users").Columns("name").Values(r.FormValue("name")).Exec()
}
