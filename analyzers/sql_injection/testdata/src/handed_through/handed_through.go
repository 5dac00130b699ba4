// Package main hands text through contexts and options.
package main

import (
	"context"
	"database/sql"
	"net/http"
	"strings"
)

var db *sql.DB

type key int

const (
	sortKey key = iota
	userKey
)

// What a handler puts into a context is what comes out of it.
func list(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(r.Context(), sortKey, r.URL.Query().Get("sort"))
	rows(ctx)
}

func rows(ctx context.Context) {
	db.QueryContext(ctx, "SELECT * FROM t ORDER BY "+ctx.Value(sortKey).(string)) // want `proven: query parameter "sort"`
}

// Who is calling, as a check found out, is no request data.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, ok := sessions[r.Header.Get("Authorization")]
		if !ok {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey, user)))
	})
}

var sessions = map[string]string{}

func mine(w http.ResponseWriter, r *http.Request) {
	db.QueryContext(r.Context(), "SELECT * FROM t WHERE owner = '"+r.Context().Value(userKey).(string)+"'")
}

type query struct{ where []string }

type option func(*query)

func where(text string) option { return func(q *query) { q.where = append(q.where, text) } }

// Options fill what the statement is made of; which of them do is not known
// where it is.
func find(options ...option) {
	var q query
	for _, o := range options {
		o(&q)
	}
	db.Query("SELECT * FROM t WHERE " + strings.Join(q.where, " AND ")) // want `unproven: form value "name"`
}

type page struct{ columns []string }

type pageOption func(*page)

func columns(names ...string) pageOption {
	return func(p *page) { p.columns = append(p.columns, names...) }
}

// Options of constants leave constants.
func show(options ...pageOption) {
	var p page
	for _, o := range options {
		o(&p)
	}
	db.Query("SELECT " + strings.Join(p.columns, ", ") + " FROM t")
}

func byName(w http.ResponseWriter, r *http.Request) {
	find(where("deleted = 0"), where("name = '"+r.FormValue("name")+"'"))
	show(columns("id", "name"))
}

func main() {
	http.HandleFunc("/list", list)
	http.Handle("/mine", guarded(http.HandlerFunc(mine)))
	http.HandleFunc("/name", byName)
	http.ListenAndServe(":8080", nil)
}
