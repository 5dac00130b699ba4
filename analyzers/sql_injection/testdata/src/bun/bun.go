// Package bun builds statements with bun: what ends in Expr is text, what does
// not is quoted.
package bun

import (
	"context"
	"database/sql"
	"encoding/json"
	"net/http"

	"github.com/uptrace/bun"
)

// Book is a row.
type Book struct {
	bun.BaseModel `bun:"table:books"`

	ID     int64  `bun:",pk"`
	Title  string `json:"title"`
	Author string `json:"author"`
}

// API answers requests.
type API struct{ db *bun.DB }

// where puts the value into the text.
func (a *API) where(w http.ResponseWriter, r *http.Request) {
	var books []Book
	if err := a.db.NewSelect().Model(&books).Where("title = '" + r.FormValue("title") + "'").Scan(r.Context()); err != nil { // want "proven: form value \"title\""
		return
	}
	_ = json.NewEncoder(w).Encode(books)
}

// wherePlaceholder is safe; so are identifiers, which are quoted.
func (a *API) wherePlaceholder(w http.ResponseWriter, r *http.Request) {
	var books []Book
	_ = a.db.NewSelect().Model(&books).
		Where("title = ?", r.FormValue("title")).
		WhereOr("? = ?", bun.Ident(r.FormValue("column")), r.FormValue("value")).
		Where("author IN (?)", bun.In(r.URL.Query()["author"])).
		Scan(r.Context())
}

// quoted is safe: the names of columns and tables are quoted.
func (a *API) quoted(w http.ResponseWriter, r *http.Request) {
	var books []Book
	_ = a.db.NewSelect().Model(&books).Column(r.FormValue("column")).Order(r.FormValue("sort")).Group(r.FormValue("by")).Table(r.FormValue("table")).Scan(r.Context())
}

// expressions are text.
func (a *API) expressions(w http.ResponseWriter, r *http.Request) {
	q := a.db.NewSelect().Model((*Book)(nil))
	q.ColumnExpr("count(" + r.FormValue("column") + ")")                   // want "proven: form value \"column\""
	q.TableExpr("books_" + r.FormValue("shard"))                           // want "proven: form value \"shard\""
	q.OrderExpr(r.FormValue("sort") + " DESC")                             // want "proven: form value \"sort\""
	q.GroupExpr(r.FormValue("by"))                                         // want "proven: form value \"by\""
	q.Having("count(*) > " + r.FormValue("n"))                             // want "proven: form value \"n\""
	q.Join("JOIN authors ON authors.id = " + r.FormValue("author"))        // want "proven: form value \"author\""
	q.Join("JOIN authors").JoinOn("authors.name = " + r.FormValue("name")) // want "proven: form value \"name\""
	q.DistinctOn(r.FormValue("on"))                                        // want "proven: form value \"on\""
}

// expressionValues is safe: each takes values beside its text.
func (a *API) expressionValues(w http.ResponseWriter, r *http.Request) {
	q := a.db.NewSelect().Model((*Book)(nil))
	q.ColumnExpr("coalesce(title, ?)", r.FormValue("default"))
	q.Having("count(*) > ?", r.FormValue("n"))
	q.Join("JOIN authors ON authors.name = ?", r.FormValue("name"))
	q.OrderExpr("similarity(title, ?) DESC", r.FormValue("title"))
}

// grouped builds a group of conditions in a function.
func (a *API) grouped(w http.ResponseWriter, r *http.Request) {
	q := a.db.NewSelect().Model((*Book)(nil))
	q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("title = ?", r.FormValue("title")).WhereOr("author = " + r.FormValue("author")) // want "proven: form value \"author\""
	})
}

// inserted is safe: a model's fields are values.
func (a *API) inserted(w http.ResponseWriter, r *http.Request) {
	var book Book
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&book); err != nil {
		return
	}
	_, _ = a.db.NewInsert().Model(&book).On("CONFLICT (id) DO UPDATE").Set("title = EXCLUDED.title").Returning("id").Exec(r.Context())
	_, _ = a.db.NewUpdate().Model(&book).Column("title").WherePK().Exec(r.Context())
	_, _ = a.db.NewDelete().Model(&book).Where("id = ?", book.ID).Exec(r.Context())
}

// updated sets text.
func (a *API) updated(w http.ResponseWriter, r *http.Request) {
	q := a.db.NewUpdate().Model((*Book)(nil)).Where("id = ?", r.PathValue("id"))
	q.Set("title = ?", r.FormValue("title"))
	q.Set("title = '" + r.FormValue("title") + "'")           // want "proven: form value \"title\""
	q.SetColumn("title", "upper('"+r.FormValue("title")+"')") // want "proven: form value \"title\""
	q.SetColumn("title", "upper(?)", r.FormValue("title"))
}

// raw runs whole statements.
func (a *API) raw(w http.ResponseWriter, r *http.Request) {
	var books []Book
	_ = a.db.NewRaw("SELECT * FROM books WHERE title = '"+r.FormValue("title")+"'").Scan(r.Context(), &books) // want "proven: form value \"title\""
	_ = a.db.NewRaw("SELECT * FROM ? WHERE title = ?", bun.Ident(r.FormValue("table")), r.FormValue("title")).Scan(r.Context(), &books)
	_, _ = a.db.ExecContext(r.Context(), "DELETE FROM books WHERE title = '"+r.FormValue("title")+"'") // want "proven: form value \"title\""
	_, _ = a.db.Exec("DELETE FROM books WHERE title = ?", r.FormValue("title"))
}

// transaction runs in a function.
func (a *API) transaction(w http.ResponseWriter, r *http.Request) {
	_ = a.db.RunInTx(r.Context(), &sql.TxOptions{}, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewDelete().Model((*Book)(nil)).Where("author = ?", r.FormValue("author")).Exec(ctx); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE books SET author = '"+r.FormValue("author")+"'") // want "proven: form value \"author\""
		return err
	})
}

// anyDB runs on a database or in a transaction.
func anyDB(db bun.IDB, r *http.Request) error {
	if _, err := db.NewDelete().Table("books").Where("id = " + r.FormValue("id")).Exec(r.Context()); err != nil { // want "proven: form value \"id\""
		return err
	}
	_, err := db.ExecContext(r.Context(), "TRUNCATE "+r.FormValue("table")) // want "proven: form value \"table\""
	return err
}

// filter takes any builder of conditions.
func filter(q bun.QueryBuilder, r *http.Request) bun.QueryBuilder {
	q = q.Where("author = ?", r.FormValue("author"))
	return q.Where("title LIKE '" + r.FormValue("title") + "%'") // want "proven: form value \"title\""
}
