// Package deferred asks functions that defer calls.
package deferred

import (
	"database/sql"
	"errors"
	"log"
	"net/http"
	"sync"
)

type store struct {
	mu      sync.Mutex
	db      *sql.DB
	columns map[string]bool
}

var errColumn = errors.New("no such column")

// check holds a lock while it looks the column up.
func (s *store) check(column string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.columns[column] {
		return errColumn
	}
	return nil
}

func (s *store) has(column string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.columns[column]
}

func (s *store) checked(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("checked")
	if err := s.check(column); err != nil {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	s.db.Query("SELECT id FROM users ORDER BY " + column)
	if other := r.FormValue("had"); s.has(other) {
		s.db.Query("SELECT id FROM users ORDER BY " + other)
	}
}

// order returns what was asked for beside an error, which nobody uses.
func (s *store) order(r *http.Request) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if column := r.FormValue("order"); !s.columns[column] {
		return column, errColumn
	}
	return "id", nil
}

func (s *store) ordered(w http.ResponseWriter, r *http.Request) {
	order, err := s.order(r)
	if err != nil {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	s.db.Query("SELECT id FROM users ORDER BY " + order)
}

// lenient recovers, and what it returns then is no error.
func (s *store) lenient(column string) (err error) {
	defer func() {
		if recover() != nil {
			err = nil
		}
	}()
	if !s.columns[column] {
		return errColumn
	}
	return nil
}

func (s *store) leniently(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("lenient")
	if err := s.lenient(column); err != nil {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	s.db.Query("SELECT id FROM users ORDER BY " + column) // want `form value "lenient"`
}

// noted defers, and lets everything by.
func (s *store) noted(column string) error {
	defer log.Print("asked")
	if !s.columns[column] {
		log.Print("no such column")
	}
	return nil
}

func (s *store) unchecked(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("unchecked")
	if err := s.noted(column); err != nil {
		return
	}
	s.db.Query("SELECT id FROM users ORDER BY " + column) // want `^proven: form value "unchecked"`
}

// chosen returns the request's own.
func (s *store) chosen(r *http.Request) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db == nil {
		return "", errColumn
	}
	return r.FormValue("chosen"), nil
}

func (s *store) chose(w http.ResponseWriter, r *http.Request) {
	if order, err := s.chosen(r); err == nil {
		s.db.Query("SELECT id FROM users ORDER BY " + order) // want `^proven: form value "chosen"`
	}
}
