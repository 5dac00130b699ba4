// Package store keeps orders in a database.
package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"

	"corpus/xpkg/apperr"
)

// DB keeps orders.
type DB struct{ db *sql.DB }

// New returns the store.
func New(db *sql.DB) *DB { return &DB{db} }

// List wraps the driver's error.
func (d *DB) List(ctx context.Context) ([]string, error) {
	rows, err := d.db.QueryContext(ctx, "SELECT name FROM orders")
	if err != nil {
		return nil, fmt.Errorf("list: %w", err)
	}
	defer rows.Close()
	return nil, nil
}

// Save returns it as it is.
func (d *DB) Save(ctx context.Context, name string) error {
	_, err := d.db.ExecContext(ctx, "INSERT INTO orders (name) VALUES ($1)", name)
	return err
}

// Find says that there is none, or what the driver says.
func (d *DB) Find(ctx context.Context, name string) error {
	var n int
	err := d.db.QueryRowContext(ctx, "SELECT count(*) FROM orders WHERE name = $1", name).Scan(&n)
	if err == nil && n == 0 {
		return apperr.NotFound
	}
	return err
}

// Lock makes an error that keeps its cause.
func (d *DB) Lock(ctx context.Context) error {
	if err := d.db.PingContext(ctx); err != nil {
		return apperr.New("lock", err)
	}
	return nil
}

// Ping makes one that does not.
func (d *DB) Ping(ctx context.Context) error {
	if err := d.db.PingContext(ctx); err != nil {
		return apperr.Loud("ping", err)
	}
	return nil
}

// Export writes a file.
func (d *DB) Export(ctx context.Context) error {
	return os.WriteFile("/var/lib/shop/export", nil, 0o600)
}

// Check looks at a name.
func (d *DB) Check(name string) error {
	if name == "" {
		return &apperr.Invalid{Field: "name", Why: "is empty"}
	}
	return nil
}

// Rename cannot be done.
func (d *DB) Rename(ctx context.Context) error { return apperr.Conflict }
