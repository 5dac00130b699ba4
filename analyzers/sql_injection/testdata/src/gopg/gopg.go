// Package gopg runs statements and conditions of go-pg.
package gopg

import (
	"context"
	"net/http"

	"github.com/go-pg/pg/v10"
	"github.com/go-pg/pg/v10/orm"
)

// Story is a row.
type Story struct {
	ID    int64
	Title string
}

var db *pg.DB

// where puts the value into the text of a condition.
func where(w http.ResponseWriter, r *http.Request) {
	var stories []Story
	_ = db.Model(&stories).Where("title = '" + r.FormValue("title") + "'").Select()                // want "proven: form value \"title\""
	_ = db.Model(&stories).WhereOr("title = " + r.FormValue("title")).Select()                     // want "proven: form value \"title\""
	_ = db.Model(&stories).OrderExpr(r.FormValue("sort") + " DESC").Select()                       // want "proven: form value \"sort\""
	_ = db.Model(&stories).ColumnExpr("count(" + r.FormValue("column") + ")").Select()             // want "proven: form value \"column\""
	_ = db.Model(&stories).Join("JOIN users AS u ON u.name = '" + r.FormValue("u") + "'").Select() // want "proven: form value \"u\""
}

// whereValues is safe: values are quoted by go-pg, names of columns too.
func whereValues(w http.ResponseWriter, r *http.Request) {
	var stories []Story
	_ = db.Model(&stories).Where("title = ?", r.FormValue("title")).WhereIn("id IN (?)", r.URL.Query()["id"]).Select()
	_ = db.Model(&stories).Where("? = ?", pg.Ident(r.FormValue("column")), r.FormValue("value")).Select()
	_ = db.Model(&stories).Column(r.FormValue("column")).Order(r.FormValue("sort")).Group(r.FormValue("by")).Select()
}

// query runs text with the destination before it.
func query(w http.ResponseWriter, r *http.Request) {
	var stories []Story
	_, _ = db.Query(&stories, "SELECT * FROM stories WHERE title = '"+r.FormValue("title")+"'")             // want "proven: form value \"title\""
	_, _ = db.QueryOneContext(r.Context(), &stories, "SELECT * FROM stories WHERE id = "+r.PathValue("id")) // want "proven: path parameter \"id\""
	_, _ = db.Query(&stories, "SELECT * FROM stories WHERE title = ?", r.FormValue("title"))
	_, _ = db.Query(pg.Scan(&stories), "SELECT title FROM stories WHERE title = ?0", r.FormValue("title"))
}

// exec runs text in a transaction.
func exec(w http.ResponseWriter, r *http.Request) {
	_ = db.RunInTransaction(r.Context(), func(tx *pg.Tx) error {
		if _, err := tx.Exec("DELETE FROM stories WHERE title = ?", r.FormValue("title")); err != nil {
			return err
		}
		_, err := tx.ExecContext(r.Context(), "DELETE FROM stories WHERE title = '"+r.FormValue("title")+"'") // want "proven: form value \"title\""
		return err
	})
}

// stored is safe: a model's fields are values.
func stored(w http.ResponseWriter, r *http.Request) {
	story := &Story{Title: r.FormValue("title")}
	_, _ = db.Model(story).OnConflict("(id) DO UPDATE").Set("title = EXCLUDED.title").Insert()
	_, _ = db.Model(story).Set("title = ?", r.FormValue("title")).WherePK().Update()
}

// anyDB runs on whatever go-pg's own interface holds.
func anyDB(ctx context.Context, d orm.DB, r *http.Request) error {
	if _, err := d.ExecContext(ctx, "TRUNCATE "+r.FormValue("table")); err != nil { // want "proven: form value \"table\""
		return err
	}
	_, err := d.ExecOne("DELETE FROM stories WHERE id = ?", r.FormValue("id"))
	return err
}

// conditions builds a group in a function.
func conditions(w http.ResponseWriter, r *http.Request) {
	var stories []Story
	_ = db.Model(&stories).WhereGroup(func(q *orm.Query) (*orm.Query, error) {
		return q.Where("title = ?", r.FormValue("title")).WhereOr("id = " + r.FormValue("id")), nil // want "proven: form value \"id\""
	}).Select()
}
