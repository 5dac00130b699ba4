// Package optional hands lists of options on through interfaces: each of their
// fields is what it is.
package optional

import (
	"context"
	"database/sql"
	"net/http"
)

type condition interface{ where() (string, []any) }

type equal map[string]any

func (e equal) where() (string, []any) { return "name = ?", []any{e["name"]} }

type options struct {
	sort, order string
	limit       int
	filter      condition
	search      string
}

type songs interface {
	all(ctx context.Context, list ...options) error
	some(ctx context.Context, list ...options) error
	first(ctx context.Context, list []*options) error
}

type store struct {
	db    *sql.DB
	table string
}

// prepare changes one field of what it is given.
func (s store) prepare(list []options) {
	if len(list) > 0 && list[0].sort == "random" {
		list[0].sort = "random('" + s.table + "')"
	}
}

func (s store) all(ctx context.Context, list ...options) error {
	s.prepare(list)
	return s.run(ctx, list...)
}

func (s store) run(ctx context.Context, list ...options) error {
	query := "SELECT id FROM songs"
	if len(list) > 0 {
		query += " ORDER BY " + list[0].sort + " " + list[0].order
	}
	_, err := s.db.QueryContext(ctx, query)
	return err
}

func (s store) some(ctx context.Context, list ...options) error {
	for _, o := range list {
		if _, err := s.db.QueryContext(ctx, "SELECT id FROM songs WHERE name LIKE '%"+o.search+"%'"); err != nil { // want `query parameter "search" of the request becomes part of the SQL text`
			return err
		}
	}
	return nil
}

func (s store) first(ctx context.Context, list []*options) error {
	_, err := s.db.QueryContext(ctx, "SELECT id FROM songs ORDER BY "+list[0].order)
	return err
}

type service struct{ songs songs }

func sorted(name, search string) options {
	return options{sort: "name, id", order: "desc", filter: equal{"name": name}, search: search}
}

func (s service) list(w http.ResponseWriter, r *http.Request) {
	o := sorted(r.FormValue("name"), r.URL.Query().Get("search"))
	o.limit = 10
	if s.songs.all(r.Context(), o) != nil || s.songs.some(r.Context(), o) != nil || s.songs.first(r.Context(), []*options{&o}) != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func routes(db *sql.DB) http.Handler {
	s := service{store{db, "songs"}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /songs", s.list)
	return mux
}
