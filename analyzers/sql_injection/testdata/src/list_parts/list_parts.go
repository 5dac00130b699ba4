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
