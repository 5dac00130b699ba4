// Package xorm runs statements and conditions of xorm.
package xorm

import (
	"net/http"

	"xorm.io/builder"
	"xorm.io/xorm"
)

// Repo is a row.
type Repo struct {
	ID    int64
	Name  string
	Owner string
}

var engine *xorm.Engine

// where puts the value into the text of a condition.
func where(w http.ResponseWriter, r *http.Request) {
	var repos []Repo
	_ = engine.Where("name = '" + r.FormValue("name") + "'").Find(&repos)                 // want "proven: form value \"name\""
	_ = engine.Where("name = ?", "x").And("owner = " + r.FormValue("owner")).Find(&repos) // want "proven: form value \"owner\""
	_ = engine.Where("name = ?", "x").Or("owner = " + r.FormValue("owner")).Find(&repos)  // want "proven: form value \"owner\""
}

// whereValues is safe: arguments, conditions of the builder and beans.
func whereValues(w http.ResponseWriter, r *http.Request) {
	var repos []Repo
	_ = engine.Where("name = ? AND owner = ?", r.FormValue("name"), r.FormValue("owner")).Find(&repos)
	_ = engine.Where(builder.Eq{"name": r.FormValue("name")}.And(builder.Like{"owner", r.FormValue("owner")})).Find(&repos)
	_ = engine.In("name", r.URL.Query()["name"]).Find(&repos)
	_, _ = engine.Get(&Repo{Name: r.FormValue("name")})
	_ = engine.Find(&repos, &Repo{Owner: r.FormValue("owner")})
	_, _ = engine.ID(r.FormValue("id")).Update(&Repo{Name: r.FormValue("name")})
}

// statements are whole texts.
func statements(w http.ResponseWriter, r *http.Request) {
	var repos []Repo
	_ = engine.SQL("SELECT * FROM repo WHERE name = '" + r.FormValue("name") + "'").Find(&repos) // want "proven: form value \"name\""
	_ = engine.SQL("SELECT * FROM repo WHERE name = ?", r.FormValue("name")).Find(&repos)
	_, _ = engine.Exec("DELETE FROM repo WHERE name = '" + r.FormValue("name") + "'")     // want "proven: form value \"name\""
	_, _ = engine.QueryString("SELECT * FROM repo WHERE owner = " + r.FormValue("owner")) // want "proven: form value \"owner\""
}

// clauses are text.
func clauses(w http.ResponseWriter, r *http.Request) {
	s := engine.NewSession()
	defer s.Close()
	s.OrderBy(r.FormValue("sort"))                           // want "proven: form value \"sort\""
	s.Select("count(*), " + r.FormValue("column"))           // want "proven: form value \"column\""
	s.GroupBy(r.FormValue("by"))                             // want "proven: form value \"by\""
	s.Having("count(*) > " + r.FormValue("n"))               // want "proven: form value \"n\""
	s.Join("LEFT", "owner", "owner.id = "+r.FormValue("id")) // want "proven: form value \"id\""
	s.SetExpr("stars", "stars + "+r.FormValue("by"))         // want "proven: form value \"by\""
	s.Join("LEFT", "owner", "owner.name = ?", r.FormValue("owner"))
}

// inSession runs in a transaction and is safe.
func inSession(w http.ResponseWriter, r *http.Request) {
	s := engine.NewSession()
	defer s.Close()
	if err := s.Begin(); err != nil {
		return
	}
	if _, err := s.Where("owner = ?", r.FormValue("owner")).Cols("name").Update(&Repo{Name: r.FormValue("name")}); err != nil {
		return
	}
	_ = s.Commit()
}

// expression is text of the builder.
func expression(w http.ResponseWriter, r *http.Request) {
	var repos []Repo
	_ = engine.Where(builder.Expr("lower(name) = '" + r.FormValue("name") + "'")).Find(&repos) // want "proven: form value \"name\""
	_ = engine.Where(builder.Expr("lower(name) = ?", r.FormValue("name"))).Find(&repos)
}

// built is safe: the builder's statement holds placeholders.
func built(w http.ResponseWriter, r *http.Request) {
	text, args, err := builder.Select("id", "name").From("repo").Where(builder.Eq{"owner": r.FormValue("owner")}).ToSQL()
	if err != nil {
		return
	}
	var repos []Repo
	_ = engine.SQL(text+" LIMIT 10", args...).Find(&repos)
}

// statementValues is safe: of a list the first is text, the others are values.
func statementValues(w http.ResponseWriter, r *http.Request) {
	_, _ = engine.Exec("UPDATE repo SET name = ? WHERE owner = ?", r.FormValue("name"), r.FormValue("owner"))
	_, _ = engine.Query("SELECT * FROM repo WHERE owner = ?", r.FormValue("owner"))
}

// tables is safe: the names of types' tables, quoted or not.
func tables(w http.ResponseWriter, r *http.Request) {
	table := engine.Quote(engine.TableName(&Repo{}, true))
	_, _ = engine.Query("SELECT COUNT(*) FROM " + table)
	_, _ = engine.Exec("UPDATE " + engine.TableName(new(Repo)) + " SET name = owner")
	_, _ = engine.Exec("UPDATE " + engine.TableName(&Repo{Name: r.FormValue("name")}) + " SET name = owner")
}

// named quotes a name that is the request's.
func named(w http.ResponseWriter, r *http.Request) {
	_, _ = engine.Query("SELECT COUNT(*) FROM " + engine.Quote(r.FormValue("table"))) // want "proven: form value \"table\""
}
