// Package stock knows how many there are.
package stock

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// ErrNone says that an article is not known.
var ErrNone = errors.New("no such article")

// Stock asks a database.
type Stock struct{ DB *sql.DB }

// Count returns how many there are, or ErrNone.
func (s *Stock) Count(ctx context.Context, name string) (n int64, err error) {
	err = s.DB.QueryRowContext(ctx, "SELECT n FROM stock WHERE name = $1", name).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, ErrNone
	}
	if err != nil {
		return 0, fmt.Errorf("count %s: %w", name, err)
	}
	return n, nil
}

// Reserve takes one out.
func (s *Stock) Reserve(ctx context.Context, name string) error {
	if _, err := s.DB.ExecContext(ctx, "UPDATE stock SET n = n - 1 WHERE name = $1", name); err != nil {
		return fmt.Errorf("reserve %s: %w", name, err)
	}
	return nil
}
