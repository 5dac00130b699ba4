// Package handed passes a store on from one interface to a narrower one.
package handed

import (
	"database/sql"
	"net/http"
)

// Store is all that there is.
type Store interface {
	Finder
	Close() error
}

// Finder is what a handler needs of it.
type Finder interface {
	Find(name string) error
	Safe(name string) error
}

type store struct{ db *sql.DB }

func (s *store) Find(name string) error {
	_, err := s.db.Exec("SELECT 1 WHERE name = '" + name + "'") // want "proven: form value \"name\" of the request"
	return err
}

func (s *store) Safe(name string) error {
	_, err := s.db.Exec("SELECT 1 WHERE name = $1", name)
	return err
}

func (s *store) Close() error { return s.db.Close() }

type api struct{ find Finder }

func (a *api) handle(w http.ResponseWriter, r *http.Request) {
	if a.find.Find(r.FormValue("name")) != nil || a.find.Safe(r.FormValue("name")) != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func open(db *sql.DB) Store { return &store{db} }

func main() {
	var s Store = open(nil)
	a := &api{find: s}
	http.HandleFunc("/find", a.handle)
	http.ListenAndServe(":8080", nil)
}
