// Package goqu builds statements with goqu: literals are text, names are
// quoted.
package goqu

import (
	"net/http"

	"github.com/doug-martin/goqu/v9"
	"github.com/doug-martin/goqu/v9/exp"
)

var db *goqu.Database

// literals are text.
func literals(w http.ResponseWriter, r *http.Request) {
	var ids []int64
	_ = db.From("users").Where(goqu.L("name = '"+r.FormValue("name")+"'")).Pluck(&ids, "id")     // want "proven: form value \"name\""
	_ = db.From("users").Order(goqu.Literal(r.FormValue("sort")).Desc()).Pluck(&ids, "id")       // want "proven: form value \"sort\""
	_ = db.From("users").Select(goqu.Func(r.FormValue("fn"), goqu.C("id"))).ScanVals(&ids)       // want "proven: form value \"fn\""
	_ = db.From("users").Select(goqu.Cast(goqu.C("id"), r.FormValue("type"))).ScanVals(&ids)     // want "proven: form value \"type\""
	_ = db.From("users").Where(exp.NewLiteralExpression(r.FormValue("where"))).Pluck(&ids, "id") // want "proven: form value \"where\""
}

// literalValues is safe: the values stand behind the text.
func literalValues(w http.ResponseWriter, r *http.Request) {
	var ids []int64
	_ = db.From("users").Where(goqu.L("lower(name) = lower(?)", r.FormValue("name"))).Pluck(&ids, "id")
}

// names is safe: tables and columns are quoted.
func names(w http.ResponseWriter, r *http.Request) {
	var ids []int64
	_ = db.From(goqu.T(r.FormValue("table"))).Order(goqu.I(r.FormValue("sort")).Asc()).GroupBy(goqu.C(r.FormValue("by"))).Pluck(&ids, "id")
	_ = db.From(r.FormValue("table")).Select(r.FormValue("column")).ScanVals(&ids)
}

// values is safe: expressions hold values.
func values(w http.ResponseWriter, r *http.Request) {
	var ids []int64
	_ = db.From("users").Where(goqu.Ex{"name": r.FormValue("name"), "role": r.URL.Query()["role"]}, goqu.C("email").Like("%"+r.FormValue("domain"))).Pluck(&ids, "id")
	_, _ = db.Insert("users").Rows(goqu.Record{"name": r.FormValue("name")}).Executor().Exec()
	_, _ = db.Update("users").Set(goqu.Record{"name": r.FormValue("name")}).Where(goqu.C("id").Eq(r.FormValue("id"))).Executor().ExecContext(r.Context())
}

// statements are whole texts.
func statements(w http.ResponseWriter, r *http.Request) {
	var ids []int64
	_ = db.ScanVals(&ids, "SELECT id FROM users WHERE name = '"+r.FormValue("name")+"'")           // want "proven: form value \"name\""
	_, _ = db.ExecContext(r.Context(), "DELETE FROM users WHERE name = '"+r.FormValue("name")+"'") // want "proven: form value \"name\""
	_ = db.ScanValsContext(r.Context(), &ids, "SELECT id FROM users WHERE name = ?", r.FormValue("name"))
}

// toSQL is safe: the statement is quoted.
func toSQL(w http.ResponseWriter, r *http.Request) {
	text, args, err := goqu.Dialect("postgres").From("users").Where(goqu.Ex{"name": r.FormValue("name")}).Prepared(true).ToSQL()
	if err != nil {
		return
	}
	_, _ = db.Query(text+" FOR UPDATE", args...)
}
