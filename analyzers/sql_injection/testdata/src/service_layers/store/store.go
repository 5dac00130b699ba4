// Package store asks the database.
package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// DB is the store.
type DB struct{ db *sql.DB }

// New returns a store.
func New(db *sql.DB) *DB { return &DB{db} }

func (d *DB) Sorted(ctx context.Context, by string) error {
	_, err := d.db.QueryContext(ctx, "SELECT * FROM users ORDER BY "+by) // want `proven: query parameter "sort" of the request`
	return err
}

func (d *DB) Column(ctx context.Context, column string) error {
	_, err := d.db.QueryContext(ctx, "SELECT "+column+" FROM users")
	return err
}

func (d *DB) Owned(ctx context.Context, user string) error {
	_, err := d.db.QueryContext(ctx, "SELECT * FROM users WHERE owner = '"+user+"'")
	return err
}

func (d *DB) Search(ctx context.Context, conditions []string, limit int) error {
	_, err := d.db.QueryContext(ctx, fmt.Sprintf("SELECT * FROM users WHERE %s LIMIT %d", strings.Join(conditions, " OR "), limit)) // want `proven: .*body`
	return err
}

func (d *DB) ByID(ctx context.Context, id int64) error {
	_, err := d.db.QueryContext(ctx, fmt.Sprintf("SELECT * FROM users WHERE id = %d", id))
	return err
}

func (d *DB) Insert(ctx context.Context, table string, values map[string]string) error {
	var columns, marks []string
	var args []any
	for column, value := range values {
		columns, marks, args = append(columns, column), append(marks, "?"), append(args, value)
	}
	_, err := d.db.ExecContext(ctx, "INSERT INTO imports ("+strings.Join(columns, ", ")+") VALUES ("+strings.Join(marks, ", ")+")", args...) // want `proven: .*body`
	if err != nil {
		return err
	}
	_, err = d.db.ExecContext(ctx, "INSERT INTO "+table+" VALUES (1)") // want `proven: .*body`
	return err
}

func (d *DB) Schema(ctx context.Context, name string) error {
	_, err := d.db.ExecContext(ctx, `SET search_path = "`+name+`"`) // want `proven: path parameter "tenant"`
	return err
}

func (d *DB) Named(ctx context.Context, name string) error {
	_, err := d.db.QueryContext(ctx, "SELECT * FROM users WHERE name = $1", name)
	return err
}

func (d *DB) File(ctx context.Context, name string) error {
	_, err := d.db.QueryContext(ctx, "SELECT * FROM files WHERE name LIKE '%"+name+"'") // want `proven: .*path`
	return err
}
