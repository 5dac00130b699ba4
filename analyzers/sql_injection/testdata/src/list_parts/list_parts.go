// Package list_parts hands on options as a list of structs.
package list_parts

import (
	"database/sql"
	"net/http"
)

type options struct {
	Sort string
	Name string
}

type store struct{ db *sql.DB }

func (s *store) all(list ...options) (*sql.Rows, error) {
	order, name := "id", ""
	if len(list) > 0 {
		order, name = list[0].Sort, list[0].Name
	}
	return s.db.Query("SELECT id FROM t WHERE name = ? ORDER BY "+order, name) // want `proven: form value "sort"`
}

func (s *store) listed(list ...options) (*sql.Rows, error) { return s.all(list...) }

// One field is an argument, and the other is text.
func (s *store) named(w http.ResponseWriter, r *http.Request) {
	s.listed(options{Name: r.FormValue("name")})
}

// This one is text.
func (s *store) sorted(w http.ResponseWriter, r *http.Request) {
	s.listed(options{Sort: r.FormValue("sort")})
}

type filtered struct {
	Sort    string
	Filters any
}

type repository interface {
	All(list ...filtered) (*sql.Rows, error)
}

type rows struct{ db *sql.DB }

func (s rows) All(list ...filtered) (*sql.Rows, error) { return s.find(list...) }

func (s rows) find(list ...filtered) (*sql.Rows, error) {
	query := "SELECT id FROM t"
	if len(list) > 0 && list[0].Sort != "" {
		query += " ORDER BY " + s.order(list[0].Sort)
	}
	return s.db.Query(query, list[0].Filters) // want `proven: form value "order"`
}

func (s rows) order(by string) string { return by + " ASC" }

type service struct{ rows repository }

func newService(db *sql.DB) *service { return &service{rows{db}} }

type eq map[string]any

// The filter is an argument, whatever leads there.
func (s *service) filtered(w http.ResponseWriter, r *http.Request) {
	s.zip(eq{"id": r.FormValue("id")})
}

func (s *service) zip(filters any) { s.rows.All(filtered{Filters: filters, Sort: "album"}) }

// The order is text.
func (s *service) ordered(w http.ResponseWriter, r *http.Request) {
	s.rows.All(filtered{Sort: r.FormValue("order")})
}
