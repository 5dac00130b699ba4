// Package store lists what is in the database.
package store

import (
	"context"
	"database/sql"

	sq "github.com/Masterminds/squirrel"

	"corpus/squirrel_listing/listing"
)

// Store reads from a database.
type Store struct {
	db      *sql.DB
	builder sq.StatementBuilderType
}

// New returns a store.
func New(db *sql.DB) *Store {
	return &Store{db: db, builder: sq.StatementBuilder.PlaceholderFormat(sq.Dollar).RunWith(db)}
}

func (s *Store) run(ctx context.Context, b sq.SelectBuilder) ([]string, error) {
	query, args, err := b.ToSql()
	if err != nil {
		return nil, err
	}
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// List lists as the options say.
func (s *Store) List(ctx context.Context, o listing.Options) ([]string, error) {
	return s.run(ctx, listing.Apply(s.builder.Select("name").From("projects"), o))
}

// ListKnown lists by known columns.
func (s *Store) ListKnown(ctx context.Context, o listing.Options) ([]string, error) {
	return s.run(ctx, listing.ApplyKnown(s.builder.Select("name").From("projects"), o, "name", "created_at"))
}

// Fields lists the columns that are named.
func (s *Store) Fields(ctx context.Context, fields string) ([]string, error) {
	return s.run(ctx, listing.Columns(s.builder.Select("id").From("projects"), fields))
}

// Owned is safe: the owner is a value.
func (s *Store) Owned(ctx context.Context, owner string, roles []string) ([]string, error) {
	return s.run(ctx, s.builder.Select("name").From("projects").Where(sq.Eq{"owner": owner, "role": roles}))
}

// Drop names a table.
func (s *Store) Drop(ctx context.Context, table, id string) error {
	_, err := s.builder.Delete(table).Where(sq.Eq{"id": id}).ExecContext(ctx) // want "proven: path parameter \"kind\""
	return err
}

// Rename is safe: the name is a value.
func (s *Store) Rename(ctx context.Context, id, name string) error {
	_, err := s.builder.Update("projects").Set("name", name).Where(sq.Eq{"id": id}).ExecContext(ctx)
	return err
}
