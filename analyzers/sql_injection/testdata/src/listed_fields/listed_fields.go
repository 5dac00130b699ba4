// Package listed_fields asks of the fields of structs in lists, one by one.
package listed_fields

import (
	"database/sql"
	"errors"
	"net/http"
	"strings"
)

type sorting struct {
	column string
	order  string
}

var errColumn = errors.New("no such column")

func (s *sorting) validate() error {
	if s.order != "ASC" && s.order != "DESC" {
		return errColumn
	}
	return validColumn(s.column)
}

func validColumn(column string) error {
	switch column {
	case "id", "title", "created":
		return nil
	}
	return errColumn
}

func sortings(r *http.Request) (list []*sorting) {
	for _, column := range r.URL.Query()["sort"] {
		list = append(list, &sorting{column: column, order: r.FormValue("order")})
	}
	return list
}

// Each is validated before it is used.
func orderBy(list []*sorting) (string, error) {
	parts := make([]string, 0, len(list))
	for _, s := range list {
		if err := s.validate(); err != nil {
			return "", err
		}
		parts = append(parts, "`"+s.column+"` "+s.order)
	}
	return strings.Join(parts, ", "), nil
}

func list(db *sql.DB, w http.ResponseWriter, r *http.Request) {
	order, err := orderBy(sortings(r))
	if err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	rows, _ := db.Query("SELECT id FROM items ORDER BY " + order)
	_ = rows
}

// The check is made where the statement is.
func inline(db *sql.DB, w http.ResponseWriter, r *http.Request) {
	for _, s := range sortings(r) {
		if s.column != "id" && s.column != "title" {
			return
		}
		rows, _ := db.Query("SELECT id FROM items ORDER BY " + s.column)
		_ = rows
	}
}

// Another one is validated than is used.
func first(db *sql.DB, w http.ResponseWriter, r *http.Request) {
	list := sortings(r)
	for i, s := range list {
		if s.validate() != nil {
			return
		}
		rows, _ := db.Query("SELECT id FROM items ORDER BY " + list[i+1].column) // want `proven: query parameter "sort"`
		_ = rows
	}
}

// The field is set again behind the check.
func changed(db *sql.DB, w http.ResponseWriter, r *http.Request) {
	for _, s := range sortings(r) {
		if s.validate() != nil {
			return
		}
		s.column = r.FormValue("column")
		rows, _ := db.Query("SELECT id FROM items ORDER BY " + s.column) // want `proven: `
		_ = rows
	}
}

// What the last one was says nothing of the next.
func carried(db *sql.DB, w http.ResponseWriter, r *http.Request) {
	valid := false
	for _, s := range sortings(r) {
		if valid {
			rows, _ := db.Query("SELECT id FROM items ORDER BY " + s.column) // want `proven: query parameter "sort"`
			_ = rows
		}
		valid = s.validate() == nil
	}
}
