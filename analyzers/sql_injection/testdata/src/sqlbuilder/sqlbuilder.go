// Package sqlbuilder builds statements with huandu's builder, where all but
// values is text.
package sqlbuilder

import (
	"database/sql"
	"net/http"

	"github.com/huandu/go-sqlbuilder"
)

var db *sql.DB

// values is safe: a condition writes a placeholder for its value.
func values(w http.ResponseWriter, r *http.Request) {
	sb := sqlbuilder.NewSelectBuilder()
	sb.Select("id", "name").From("users")
	sb.Where(sb.Equal("name", r.FormValue("name")), sb.Or(sb.GreaterThan("age", r.FormValue("age")), sb.In("role", r.FormValue("role"))))
	text, args := sb.Build()
	_, _ = db.Query(text, args...)
	_, _ = db.Query(text+" FOR UPDATE", args...)
}

// clauses are text.
func clauses(w http.ResponseWriter, r *http.Request) {
	sb := sqlbuilder.PostgreSQL.NewSelectBuilder()
	sb.Select("id", r.FormValue("column"))             // want "proven: form value \"column\""
	sb.From(r.FormValue("table"))                      // want "proven: form value \"table\""
	sb.Where("name = '" + r.FormValue("name") + "'")   // want "proven: form value \"name\""
	sb.Where(sb.Equal(r.FormValue("field"), 1))        // want "proven: form value \"field\""
	sb.OrderBy(r.FormValue("sort"))                    // want "proven: form value \"sort\""
	sb.GroupBy("id").Having("n > " + r.FormValue("n")) // want "proven: form value \"n\""
	sb.Join("orders", "orders.id = "+r.FormValue("o")) // want "proven: form value \"o\""
}

// updated is safe in its values and not in its fields.
func updated(w http.ResponseWriter, r *http.Request) {
	ub := sqlbuilder.NewUpdateBuilder()
	ub.Update("users").Set(ub.Assign("name", r.FormValue("name")), ub.Incr("version")).Where(ub.Equal("id", r.FormValue("id")))
	ub.SetMore(ub.Assign(r.FormValue("field"), 1)) // want "proven: form value \"field\""
	text, args := ub.BuildWithFlavor(sqlbuilder.PostgreSQL)
	_, _ = db.Exec(text, args...)
}

// built takes a format.
func built(w http.ResponseWriter, r *http.Request) {
	text, args := sqlbuilder.Build("SELECT * FROM users WHERE name = $?", r.FormValue("name")).Build()
	_, _ = db.Query(text, args...)
	sqlbuilder.Buildf("SELECT * FROM users WHERE name = %v", r.FormValue("name"))
	sqlbuilder.Build("SELECT * FROM users WHERE name = '" + r.FormValue("name") + "'") // want "proven: form value \"name\""
}

// inserted is safe.
func inserted(w http.ResponseWriter, r *http.Request) {
	text, args := sqlbuilder.InsertInto("users").Cols("name").Values(r.FormValue("name")).Build()
	_, _ = db.Exec(text, args...)
}
