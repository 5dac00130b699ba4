// Package ent writes SQL by hand below ent's generated code.
package ent

import (
	stdsql "database/sql"
	"net/http"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"
)

// expressions are text.
func expressions(w http.ResponseWriter, r *http.Request) {
	s := sql.Dialect(dialect.Postgres).Select("id").From(sql.Table("users"))
	s.Where(sql.ExprP("name = '" + r.FormValue("name") + "'"))          // want "proven: form value \"name\""
	s.OrderExpr(sql.Expr("similarity(name, " + r.FormValue("q") + ")")) // want "proven: form value \"q\""
	s.AppendSelectExprAs(sql.Raw(r.FormValue("column")), "c")           // want "proven: form value \"column\""
}

// expressionValues is safe: the values stand behind the text.
func expressionValues(w http.ResponseWriter, r *http.Request) {
	s := sql.Dialect(dialect.Postgres).Select("id").From(sql.Table("users"))
	s.Where(sql.ExprP("name = $1", r.FormValue("name")))
	s.OrderExpr(sql.ExprFunc(func(b *sql.Builder) { b.WriteString("similarity(name, ").Arg(r.FormValue("q")).WriteByte(')') }))
}

// predicates is safe: columns are quoted, values are arguments.
func predicates(w http.ResponseWriter, r *http.Request) {
	s := sql.Select("id", "name").From(sql.Table("users"))
	s.Where(sql.And(sql.EQ("name", r.FormValue("name")), sql.Contains("email", r.FormValue("email")), sql.In("role", r.FormValue("a"), r.FormValue("b"))))
	s.OrderBy(sql.Desc("name"))
}

// modifier is how generated code lets a query be changed.
func modifier(r *http.Request) func(*sql.Selector) {
	return func(s *sql.Selector) {
		s.Where(sql.P(func(b *sql.Builder) {
			b.Ident("name").WriteString(" ~ ").Arg(r.FormValue("pattern"))
			b.WriteString(" AND " + r.FormValue("and")) // want "proven: form value \"and\""
		}))
	}
}

// driver runs text on ent's driver.
func driver(d dialect.Driver, r *http.Request) error {
	var rows sql.Rows
	if err := d.Query(r.Context(), "SELECT id FROM users WHERE name = '"+r.FormValue("name")+"'", []any{}, &rows); err != nil { // want "proven: form value \"name\""
		return err
	}
	return d.Exec(r.Context(), "DELETE FROM users WHERE name = $1", []any{r.FormValue("name")}, nil)
}

// built is safe: a selector's statement holds placeholders.
func built(db *stdsql.DB, r *http.Request) error {
	text, args := sql.Select("id").From(sql.Table("users")).Where(sql.EQ("name", r.FormValue("name"))).Query()
	_, err := db.QueryContext(r.Context(), "EXPLAIN "+text, args...)
	return err
}
