// Package postgres keeps items with sqlx.
package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/jmoiron/sqlx"

	"corpus/sqlx_layers/catalog"
)

// Store keeps items in PostgreSQL.
type Store struct{ db *sqlx.DB }

// New returns a store.
func New(db *sqlx.DB) *Store { return &Store{db: db} }

// Item is safe: the identifier is an argument.
func (s *Store) Item(ctx context.Context, id string) (catalog.Item, error) {
	var item catalog.Item
	err := s.db.GetContext(ctx, &item, `SELECT * FROM items WHERE id = $1`, id)
	return item, err
}

// Named puts the name between quotes.
func (s *Store) Named(ctx context.Context, name string) ([]catalog.Item, error) {
	var items []catalog.Item
	err := s.db.SelectContext(ctx, &items, fmt.Sprintf(`SELECT * FROM items WHERE name = '%s'`, name)) // want "proven: query parameter \"name\""
	return items, err
}

// List builds its conditions out of placeholders, and its order out of what the
// filter says.
func (s *Store) List(ctx context.Context, f catalog.Filter) ([]catalog.Item, error) {
	where, args := conditions(f)
	query := `SELECT * FROM items ` + where + ` ORDER BY ` + f.Sort + ` ` + direction(f.Order) + fmt.Sprintf(` LIMIT %d`, f.Limit)
	var items []catalog.Item
	err := s.db.SelectContext(ctx, &items, s.db.Rebind(query), args...) // want "proven: query parameter"
	return items, err
}

func conditions(f catalog.Filter) (string, []any) {
	var where []string
	var args []any
	if f.Search != "" {
		where = append(where, "name ILIKE ?")
		args = append(args, "%"+f.Search+"%")
	}
	if len(f.Kinds) > 0 {
		where = append(where, "kind IN ("+strings.TrimSuffix(strings.Repeat("?,", len(f.Kinds)), ",")+")")
		for _, k := range f.Kinds {
			args = append(args, k)
		}
	}
	if len(where) == 0 {
		return "", nil
	}
	return "WHERE " + strings.Join(where, " AND "), args
}

func direction(order string) string {
	if strings.EqualFold(order, "desc") {
		return "DESC"
	}
	return "ASC"
}

// Sorted sorts by a column that some callers check.
func (s *Store) Sorted(ctx context.Context, column, direction string) ([]catalog.Item, error) {
	var items []catalog.Item
	err := s.db.SelectContext(ctx, &items, "SELECT * FROM items ORDER BY "+column+" "+direction) // want "proven: query parameter \"by\""
	return items, err
}

// Report counts the rows of a table.
func (s *Store) Report(ctx context.Context, table string) (int, error) {
	var n int
	err := s.db.QueryRowxContext(ctx, "SELECT count(*) FROM "+table).Scan(&n) // want "proven: path parameter \"year\""
	return n, err
}

// Insert is safe: the item's fields are named.
func (s *Store) Insert(ctx context.Context, item catalog.Item) error {
	_, err := s.db.NamedExecContext(ctx, `INSERT INTO items (name, price) VALUES (:name, :price)`, item)
	return err
}

// Purge is safe: all that call it say constants.
func (s *Store) Purge(ctx context.Context, where string) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM items WHERE "+where)
	return err
}

// ByKinds is safe: In writes the placeholders, and the order is a constant.
func (s *Store) ByKinds(ctx context.Context, kinds []string, sort string) ([]catalog.Item, error) {
	query, args, err := sqlx.In("SELECT * FROM items WHERE kind IN (?) ORDER BY "+sort, kinds)
	if err != nil {
		return nil, err
	}
	var items []catalog.Item
	err = s.db.SelectContext(ctx, &items, s.db.Rebind(query), args...)
	return items, err
}
