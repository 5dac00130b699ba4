package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Maintenance does what administrators ask for.
type Maintenance struct {
	db *sql.DB
}

// NewMaintenance returns the maintenance of db.
func NewMaintenance(db *sql.DB) *Maintenance {
	return &Maintenance{db: db}
}

var tables = map[string]bool{"orders": true, "customers": true, "returns": true}

// Reindex rebuilds the indexes of one of our tables.
func (m *Maintenance) Reindex(ctx context.Context, table string) error {
	if !tables[table] {
		return fmt.Errorf("no table %q", table)
	}
	//apiward:ignore sql_injection -- a table name cannot be a parameter, and this one is a key of tables
	_, err := m.db.ExecContext(ctx, "REINDEX TABLE "+table)
	return err
}

// Vacuum cleans up behind deleted orders.
func (m *Maintenance) Vacuum(ctx context.Context, full bool) error {
	command := "VACUUM"
	if full {
		command += " FULL"
	}
	_, err := m.db.ExecContext(ctx, command+" "+ordersTable)
	return err
}
