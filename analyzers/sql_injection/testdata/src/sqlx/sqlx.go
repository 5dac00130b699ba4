// Package sqlx runs what sqlx adds to database/sql.
package sqlx

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/jmoiron/sqlx"
)

// API answers requests.
type API struct {
	db *sqlx.DB
}

// Item is a row.
type Item struct {
	ID    int64  `db:"id" json:"id"`
	Name  string `db:"name" json:"name"`
	Price int64  `db:"price" json:"price"`
}

func reply(w http.ResponseWriter, v any) { _ = json.NewEncoder(w).Encode(v) }

// getByName puts a query parameter between quotes.
func (a *API) getByName(w http.ResponseWriter, r *http.Request) {
	var item Item
	err := a.db.Get(&item, "SELECT * FROM items WHERE name = '"+r.URL.Query().Get("name")+"'") // want "proven: query parameter \"name\""
	if err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	reply(w, item)
}

// selectSorted sorts by what the caller says; the context form counts its
// arguments one further.
func (a *API) selectSorted(w http.ResponseWriter, r *http.Request) {
	var items []Item
	query := fmt.Sprintf("SELECT * FROM items WHERE price > ? ORDER BY %s", r.FormValue("sort"))
	if err := a.db.SelectContext(r.Context(), &items, query, 10); err != nil { // want "proven: form value \"sort\""
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	reply(w, items)
}

// getContext is safe: the value is an argument.
func (a *API) getContext(w http.ResponseWriter, r *http.Request) {
	var item Item
	if err := a.db.GetContext(r.Context(), &item, "SELECT * FROM items WHERE name = $1", r.PathValue("name")); err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	reply(w, item)
}

// queryx reads rows one by one.
func (a *API) queryx(w http.ResponseWriter, r *http.Request) {
	rows, err := a.db.Queryx("SELECT * FROM " + r.PathValue("table")) // want "proven: path parameter \"table\""
	if err != nil {
		return
	}
	defer rows.Close()
	for rows.Next() {
		var item Item
		if err := rows.StructScan(&item); err != nil {
			return
		}
		reply(w, item)
	}
}

// queryRowxContext reads one row.
func (a *API) queryRowxContext(w http.ResponseWriter, r *http.Request) {
	var item Item
	row := a.db.QueryRowxContext(r.Context(), "SELECT * FROM items WHERE id = "+r.PathValue("id")) // want "proven: path parameter \"id\""
	if err := row.StructScan(&item); err != nil {
		return
	}
	reply(w, item)
}

// namedExec is safe: the names stand for what the request said.
func (a *API) namedExec(w http.ResponseWriter, r *http.Request) {
	var item Item
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&item); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	if _, err := a.db.NamedExecContext(r.Context(), "INSERT INTO items (name, price) VALUES (:name, :price)", item); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

// namedExecTable puts the decoded body into the text as well.
func (a *API) namedExecTable(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Table string `json:"table"`
		Item
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&in); err != nil {
		return
	}
	_, _ = a.db.NamedExec("INSERT INTO "+in.Table+" (name) VALUES (:name)", in.Item) // want "proven"
}

// namedQueryMap is safe: a map names its values.
func (a *API) namedQueryMap(w http.ResponseWriter, r *http.Request) {
	rows, err := a.db.NamedQueryContext(r.Context(), "SELECT * FROM items WHERE name = :name", map[string]any{"name": r.FormValue("name")})
	if err != nil {
		return
	}
	_ = rows.Close()
}

// mustExec panics where Exec returns an error, and is no safer.
func (a *API) mustExec(w http.ResponseWriter, r *http.Request) {
	a.db.MustExec("DELETE FROM items WHERE name LIKE '" + r.Header.Get("X-Prefix") + "%'") // want "proven: header \"X-Prefix\""
	a.db.MustExecContext(r.Context(), "DELETE FROM items WHERE name LIKE ?", r.Header.Get("X-Prefix")+"%")
}

// promoted calls what sqlx takes over from database/sql.
func (a *API) promoted(w http.ResponseWriter, r *http.Request) {
	_, _ = a.db.ExecContext(r.Context(), "UPDATE items SET name = '"+r.FormValue("name")+"'") // want "proven: form value \"name\""
	_, _ = a.db.Exec("UPDATE items SET name = ?", r.FormValue("name"))
}

// inTransaction runs everything in a transaction.
func (a *API) inTransaction(w http.ResponseWriter, r *http.Request) {
	tx, err := a.db.BeginTxx(r.Context(), nil)
	if err != nil {
		return
	}
	defer tx.Rollback()
	var names []string
	if err := tx.SelectContext(r.Context(), &names, "SELECT name FROM items WHERE kind = "+r.FormValue("kind")); err != nil { // want "proven: form value \"kind\""
		return
	}
	if _, err := tx.NamedExec("UPDATE items SET kind = :kind", map[string]any{"kind": r.FormValue("kind")}); err != nil {
		return
	}
	_ = tx.Commit()
}

// prepared prepares text that the request is part of.
func (a *API) prepared(w http.ResponseWriter, r *http.Request) {
	stmt, err := a.db.PreparexContext(r.Context(), "SELECT * FROM items WHERE "+r.FormValue("column")+" = ?") // want "proven: form value \"column\""
	if err != nil {
		return
	}
	var items []Item
	_ = stmt.Select(&items, r.FormValue("value"))
	named, err := a.db.PrepareNamed("SELECT * FROM items WHERE name = :name AND " + r.FormValue("and")) // want "proven: form value \"and\""
	if err != nil {
		return
	}
	_ = named.Select(&items, map[string]any{"name": r.FormValue("name")})
}

// preparedSafely binds to a statement of constants.
func (a *API) preparedSafely(w http.ResponseWriter, r *http.Request) {
	stmt, err := a.db.PrepareNamedContext(r.Context(), "SELECT * FROM items WHERE name = :name")
	if err != nil {
		return
	}
	var item Item
	_ = stmt.GetContext(r.Context(), &item, map[string]any{"name": r.FormValue("name")})
	reply(w, item)
}

// packageFunctions calls the functions that take what runs the query.
func (a *API) packageFunctions(w http.ResponseWriter, r *http.Request) {
	var items []Item
	_ = sqlx.Select(a.db, &items, "SELECT * FROM items WHERE owner = '"+r.FormValue("owner")+"'")          // want "proven: form value \"owner\""
	_ = sqlx.GetContext(r.Context(), a.db, &items, "SELECT * FROM items LIMIT "+r.FormValue("limit"))      // want "proven: form value \"limit\""
	_, _ = sqlx.NamedExec(a.db, "DELETE FROM items WHERE "+r.FormValue("where"), map[string]any{})         // want "proven: form value \"where\""
	_ = sqlx.SelectContext(r.Context(), a.db, &items, "SELECT * FROM items WHERE a = ?", r.FormValue("a")) // safe: an argument
	sqlx.MustExec(a.db, "DELETE FROM items WHERE owner = ?", r.FormValue("owner"))
}

// in is safe: In writes placeholders for as many values as the request has.
func (a *API) in(w http.ResponseWriter, r *http.Request) {
	query, args, err := sqlx.In("SELECT * FROM items WHERE name IN (?)", r.URL.Query()["name"])
	if err != nil {
		return
	}
	var items []Item
	if err := a.db.SelectContext(r.Context(), &items, a.db.Rebind(query), args...); err != nil {
		return
	}
	reply(w, items)
}

// named is safe: Named writes placeholders and lists what stands for them.
func (a *API) named(w http.ResponseWriter, r *http.Request) {
	query, args, err := sqlx.Named("SELECT * FROM items WHERE name = :name AND price < :max", map[string]any{"name": r.FormValue("name"), "max": 5})
	if err != nil {
		return
	}
	query = sqlx.Rebind(sqlx.DOLLAR, query+" ORDER BY id")
	var items []Item
	_ = a.db.Select(&items, query, args...)
}

// inOrdered puts the order into the text that In expands.
func (a *API) inOrdered(w http.ResponseWriter, r *http.Request) {
	query, args, err := sqlx.In("SELECT * FROM items WHERE id IN (?) ORDER BY "+r.FormValue("sort"), []int{1, 2})
	if err != nil {
		return
	}
	var items []Item
	_ = a.db.Select(&items, a.db.Rebind(query), args...) // want "proven: form value \"sort\""
}

// numbers is safe: a page is a number before it is text.
func (a *API) numbers(w http.ResponseWriter, r *http.Request) {
	var page struct{ Limit, Offset int }
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&page); err != nil {
		return
	}
	var items []Item
	_ = a.db.Select(&items, fmt.Sprintf("SELECT * FROM items LIMIT %d OFFSET %d", page.Limit, page.Offset))
}

// rows puts what a table holds into text: no request decides it, and nothing
// says what it is.
func (a *API) rows(w http.ResponseWriter, r *http.Request) {
	var table string
	if err := a.db.Get(&table, "SELECT name FROM shards WHERE tenant = ?", r.FormValue("tenant")); err != nil {
		return
	}
	var items []Item
	_ = a.db.Select(&items, "SELECT * FROM "+table) // want "unproven: the result of sqlx.DB.Get"
}

// ext runs on whatever implements sqlx's own interface.
func ext(e sqlx.ExtContext, r *http.Request) error {
	if _, err := e.QueryxContext(r.Context(), "SELECT * FROM items WHERE a = "+r.FormValue("a")); err != nil { // want "proven: form value \"a\""
		return err
	}
	_, err := e.ExecContext(r.Context(), "DELETE FROM items WHERE a = ?", r.FormValue("a"))
	return err
}

// columns is safe: the columns are chosen from constants.
func (a *API) columns(w http.ResponseWriter, r *http.Request) {
	var set []string
	args := map[string]any{"id": r.PathValue("id")}
	for _, column := range []string{"name", "price"} {
		if v := r.FormValue(column); v != "" {
			set = append(set, column+" = :"+column)
			args[column] = v
		}
	}
	_, _ = a.db.NamedExec("UPDATE items SET "+strings.Join(set, ", ")+" WHERE id = :id", args)
}

// keys is not: the columns are the names that the request sent.
func (a *API) keys(w http.ResponseWriter, r *http.Request) {
	var set []string
	args := map[string]any{}
	for column, values := range r.URL.Query() {
		set = append(set, column+" = :"+column)
		args[column] = values[0]
	}
	_, _ = a.db.NamedExec("UPDATE items SET "+strings.Join(set, ", "), args) // want "proven"
}
