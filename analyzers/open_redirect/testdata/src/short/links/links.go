// Package links keeps links in a database.
package links

import (
	"context"
	"database/sql"
)

// Links is the table.
type Links struct{ db *sql.DB }

// New returns the table.
func New(db *sql.DB) *Links { return &Links{db} }

// Find returns the target of a link, which whoever made it decided.
func (l *Links) Find(ctx context.Context, id string) (string, error) {
	var target string
	err := l.db.QueryRowContext(ctx, "SELECT target FROM links WHERE id = $1", id).Scan(&target)
	return target, err
}

// Preview returns the page that shows a link.
func Preview(id string) string { return "/preview/" + id }

// Direct returns what it is given.
func Direct(target string) string { return target }
