// Package store is configured by options.
package store

import (
	"database/sql"
	"fmt"
)

// Store is a database with a schema.
type Store struct {
	db     *sql.DB
	schema string
	limit  int
}

// Option configures a store.
type Option func(*Store)

// WithSchema sets the schema.
func WithSchema(name string) Option { return func(s *Store) { s.schema = name } }

// WithLimit sets how much is found at most.
func WithLimit(n int) Option { return func(s *Store) { s.limit = n } }

// New returns a store.
func New(db *sql.DB, options ...Option) *Store {
	s := &Store{db: db, schema: "public"}
	for _, o := range options {
		o(s)
	}
	return s
}

// Find finds rows: the schema is a constant, the text an argument.
func (s *Store) Find(text string) {
	s.db.Query(fmt.Sprintf("SELECT * FROM %s.rows WHERE body LIKE $1 LIMIT %d", s.schema, s.limit), "%"+text+"%")
}

// FindIn finds rows of a table that is named.
func (s *Store) FindIn(table string) {
	s.db.Query("SELECT * FROM " + s.schema + "." + table) // want `proven: query parameter "table"`
}

// Delete deletes rows of a table that is named.
func (s *Store) Delete(table string, ids ...int64) error {
	_, err := s.db.Exec("DELETE FROM " + table) // want `proven: query parameter "from"`
	return err
}
