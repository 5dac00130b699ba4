// Package store runs the statements.
package store

import (
	"context"
	"database/sql"
	"fmt"

	"corpus/layers/service"
)

// Store is a database of books.
type Store struct{ db *sql.DB }

// New returns the store of a database.
func New(db *sql.DB) *Store { return &Store{db: db} }

// List lists books.
func (s *Store) List(ctx context.Context, q service.Query) []string {
	return s.query(ctx, fmt.Sprintf("SELECT title FROM books ORDER BY %s LIMIT %d", q.Sort, q.Limit))
}

// Count counts rows.
func (s *Store) Count(ctx context.Context, table string) (n int) {
	s.db.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&n) // want `proven: path parameter "table"`
	return n
}

// ByTitle finds books.
func (s *Store) ByTitle(ctx context.Context, title string) []string {
	return s.query(ctx, "SELECT title FROM books WHERE title = $1", title)
}

func (s *Store) query(ctx context.Context, text string, args ...any) []string {
	rows, err := s.db.QueryContext(ctx, text, args...) // want `proven: query parameter "sort"`
	if err != nil {
		return nil
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var title string
		if rows.Scan(&title) == nil {
			list = append(list, title)
		}
	}
	return list
}
