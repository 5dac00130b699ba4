// Package sqlx helps to write statements.
package sqlx

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// OrderBy returns an ORDER BY of a column that is one of those allowed.
func OrderBy(column string, allowed ...string) string {
	if !slices.Contains(allowed, column) {
		return ""
	}
	return " ORDER BY " + column
}

// Raw returns an ORDER BY of any text.
func Raw(column string) string { return " ORDER BY " + column }

// In returns an IN with placeholders for n values.
func In(n int) string {
	return " IN (" + strings.TrimSuffix(strings.Repeat("?,", n), ",") + ")"
}

// Run runs a statement.
func Run(db *sql.DB, format string, args ...any) {
	db.Exec(fmt.Sprintf(format, args...)) // want "proven: query parameter"
}

// Query runs a statement with arguments.
func Query(db *sql.DB, text string, args ...any) { db.Query(text, args...) } // want `proven: .*request`

// Builder collects the parts of a statement.
type Builder struct {
	b    strings.Builder
	args []any
}

// Text adds text.
func (b *Builder) Text(s string) *Builder {
	b.b.WriteString(s)
	return b
}

// Arg adds an argument.
func (b *Builder) Arg(v any) *Builder {
	b.args = append(b.args, v)
	fmt.Fprintf(&b.b, "$%d", len(b.args))
	return b
}

// Rows runs the statement.
func (b *Builder) Rows(db *sql.DB) (*sql.Rows, error) { return db.Query(b.b.String(), b.args...) } // want `proven: query parameter "where"`
