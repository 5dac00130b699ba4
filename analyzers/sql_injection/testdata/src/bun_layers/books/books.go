// Package books keeps books with bun.
package books

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"
)

// Book is a row.
type Book struct {
	bun.BaseModel `bun:"table:books"`

	ID    int64 `bun:",pk"`
	Title string
}

// Filter selects books.
type Filter struct {
	Title, Author string
	Sort          string
	Page          int
}

// Store keeps books.
type Store struct{ db bun.IDB }

// New returns the store of a database.
func New(db bun.IDB) *Store { return &Store{db} }

// List puts the column of the filter into the text, and its values beside it.
func (s *Store) List(ctx context.Context, f Filter) (list []Book, err error) {
	q := s.db.NewSelect().Model(&list).Where("author = ?", f.Author).Limit(20).Offset(int64(20 * f.Page))
	if f.Sort != "" {
		q = q.OrderExpr(f.Sort + " DESC") // want `proven: form value "sort"`
	}
	return list, q.Scan(ctx)
}

// Sorted takes the column from a list of its own.
func (s *Store) Sorted(ctx context.Context, f Filter) (list []Book, err error) {
	column, ok := map[string]string{"title": "title ASC", "new": "id DESC"}[f.Sort]
	if !ok {
		return nil, fmt.Errorf("nothing is sorted by %q", f.Sort)
	}
	return list, s.db.NewSelect().Model(&list).OrderExpr(column).Scan(ctx)
}

// Titled applies a condition that another function adds.
func (s *Store) Titled(ctx context.Context, f Filter) (list []Book, err error) {
	return list, s.db.NewSelect().Model(&list).Apply(titled(f.Title)).Scan(ctx)
}

func titled(title string) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("title LIKE '" + title + "%'") // want `proven|unproven`
	}
}

// Prefixed does so with a placeholder.
func (s *Store) Prefixed(ctx context.Context, f Filter) (list []Book, err error) {
	return list, s.db.NewSelect().Model(&list).Apply(func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("title LIKE ?", f.Title+"%")
	}).Scan(ctx)
}

// Rename runs in a transaction.
func (s *Store) Rename(ctx context.Context, id int64, title string) error {
	return s.db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewUpdate().Model((*Book)(nil)).Set("title = '"+title+"'").Where("id = ?", id).Exec(ctx) // want `proven: form value "title"`
		return err
	})
}

// Retitle does with a value.
func (s *Store) Retitle(ctx context.Context, id int64, title string) error {
	return s.db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewUpdate().Model((*Book)(nil)).Set("title = ?", title).Where("id = ?", id).Exec(ctx)
		return err
	})
}
