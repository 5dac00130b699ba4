package store

import (
	"context"
	"database/sql"
	"fmt"
	"os/exec"
)

// Maintenance does what administrators ask for.
type Maintenance struct {
	db *sql.DB
}

// NewMaintenance returns the maintenance of db.
func NewMaintenance(db *sql.DB) *Maintenance {
	return &Maintenance{db: db}
}

// Reindex rebuilds the indexes of one of our tables.
func (m *Maintenance) Reindex(ctx context.Context, table string) error {
	const exists = `SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tablename = $1)`
	var known bool
	if err := m.db.QueryRowContext(ctx, exists, table).Scan(&known); err != nil {
		return fmt.Errorf("look up table %q: %w", table, err)
	}
	if !known {
		return fmt.Errorf("no table %q", table)
	}
	//apiward:ignore sql_injection -- a table name cannot be a parameter, and the database has just said that this is one
	_, err := m.db.ExecContext(ctx, "REINDEX TABLE "+table)
	return err
}

var tables = map[string]bool{"orders": true, "customers": true, "returns": true}

// Analyze brings the statistics of one of our larger tables up to date.
func (m *Maintenance) Analyze(ctx context.Context, table string) error {
	if !tables[table] {
		return fmt.Errorf("table %q needs no analysis", table)
	}
	_, err := m.db.ExecContext(ctx, "ANALYZE "+table)
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

// Dump writes one of our tables to the disk that backups are taken of.
func (m *Maintenance) Dump(ctx context.Context, table string) error {
	command := "pg_dump --table=" + table + " | gzip > /var/backups/orders/table.sql.gz"
	if err := exec.CommandContext(ctx, "sh", "-c", command).Run(); err != nil {
		return fmt.Errorf("dump table: %w", err)
	}
	return nil
}

// Schema returns the statements that made one of our tables.
func (m *Maintenance) Schema(ctx context.Context, table string) ([]byte, error) {
	text, err := exec.CommandContext(ctx, "pg_dump", "--schema-only", "--table="+table).Output()
	if err != nil {
		return nil, fmt.Errorf("schema of table: %w", err)
	}
	return text, nil
}
