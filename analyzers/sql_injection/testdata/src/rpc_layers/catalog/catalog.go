// Package catalog looks for products.
package catalog

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// Store keeps products.
type Store struct{ DB *sql.DB }

// Named puts the name into the text.
func (s *Store) Named(ctx context.Context, name string, limit int32) (*sql.Rows, error) {
	return s.DB.QueryContext(ctx, fmt.Sprintf("SELECT name FROM products WHERE name LIKE '%s%%' LIMIT %d", name, limit)) // want "proven: .*(body|message)"
}

// Like passes it beside the text.
func (s *Store) Like(ctx context.Context, name string, limit int32) (*sql.Rows, error) {
	return s.DB.QueryContext(ctx, fmt.Sprintf("SELECT name FROM products WHERE name LIKE $1 LIMIT %d", limit), name+"%")
}

// In puts a currency of a nested message into the text.
func (s *Store) In(ctx context.Context, currency string) (*sql.Rows, error) {
	return s.DB.QueryContext(ctx, "SELECT name FROM products_"+currency) // want "proven: .*(body|message)"
}

// Tagged makes a placeholder for each tag.
func (s *Store) Tagged(ctx context.Context, tags []string) (*sql.Rows, error) {
	marks, args := make([]string, len(tags)), make([]any, len(tags))
	for i, tag := range tags {
		marks[i], args[i] = fmt.Sprintf("$%d", i+1), tag
	}
	return s.DB.QueryContext(ctx, "SELECT name FROM products WHERE tag IN ("+strings.Join(marks, ", ")+")", args...)
}

// By sorts by a column that an enumeration has a name for.
func (s *Store) By(ctx context.Context, column fmt.Stringer) (*sql.Rows, error) {
	return s.DB.QueryContext(ctx, "SELECT name FROM products ORDER BY "+column.String())
}
