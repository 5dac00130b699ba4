// Package db keeps orders in a database.
package db

import (
	"context"
	"database/sql"
)

// Store is a database of orders.
type Store struct{ pool *sql.DB }

// New returns the store in a pool.
func New(pool *sql.DB) *Store { return &Store{pool} }

// List returns the orders, sorted by a column: text is put together.
func (s *Store) List(ctx context.Context, sort string) ([]string, error) {
	rows, err := s.pool.QueryContext(ctx, "SELECT name FROM orders ORDER BY "+sort)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		list = append(list, name)
	}
	return list, rows.Err()
}

// Find returns one order: its name is an argument.
func (s *Store) Find(ctx context.Context, name string) (order string, err error) {
	err = s.pool.QueryRowContext(ctx, "SELECT name FROM orders WHERE name = $1", name).Scan(&order)
	return order, err
}
