// Package builder puts queries together in objects: the text in one field, the
// arguments in another.
package builder

import (
	"database/sql"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// Query is a query under construction.
type Query struct {
	db         *sql.DB
	conditions []string
	args       []any
	order      string
}

// NewQuery selects what belongs to a user.
func NewQuery(db *sql.DB, user int64) *Query {
	return &Query{db: db, args: []any{user}, conditions: []string{"user_id = $1"}, order: "id"}
}

// Search adds its term as an argument.
func (q *Query) Search(term string) *Query {
	if term != "" {
		q.conditions = append(q.conditions, fmt.Sprintf("body @@ to_tsquery($%d)", len(q.args)+1))
		q.args = append(q.args, term)
	}
	return q
}

// Below adds a number as an argument.
func (q *Query) Below(id int64) *Query {
	q.conditions = append(q.conditions, "id < $"+strconv.Itoa(len(q.args)+1))
	q.args = append(q.args, id)
	return q
}

// OrderBy puts its column into the text.
func (q *Query) OrderBy(column string) *Query {
	q.order = column
	return q
}

func (q *Query) where() string { return strings.Join(q.conditions, " AND ") }

// Count runs the query without its order.
func (q *Query) Count() error {
	return q.db.QueryRow("SELECT count(*) FROM notes WHERE "+q.where(), q.args...).Err()
}

// List runs the query in its order.
func (q *Query) List() error {
	text := "SELECT id FROM notes WHERE " + q.where() + " ORDER BY " + q.order
	_, err := q.db.Query(text, q.args...) // want "proven: form value \"sort\" of the request"
	return err
}

func filter(q *Query, r *http.Request) *Query {
	if term := r.FormValue("term"); term != "" {
		q.Search(term)
	}
	return q
}

// API answers requests.
type API struct{ db *sql.DB }

// Search is safe: what the caller says is an argument, wherever it is added.
func (a *API) Search(w http.ResponseWriter, r *http.Request) {
	q := NewQuery(a.db, 1).Search(r.FormValue("term")).Below(10)
	if r.FormValue("more") != "" {
		q = q.Below(5)
	}
	if err := filter(q, r).Count(); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

// Sorted is not: the column is text.
func (a *API) Sorted(w http.ResponseWriter, r *http.Request) {
	q := NewQuery(a.db, 1).Search(r.FormValue("term")).OrderBy(r.FormValue("sort"))
	if err := q.List(); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}
