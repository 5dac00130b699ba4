// Package catalog is what the program is about; it knows no database.
package catalog

import (
	"context"
	"errors"
	"strings"
)

// Item is something to sell.
type Item struct {
	ID    int64  `db:"id" json:"id"`
	Name  string `db:"name" json:"name"`
	Price int64  `db:"price" json:"price"`
}

// Filter says which items to list, in what order.
type Filter struct {
	Search string
	Kinds  []string
	Sort   string
	Order  string
	Limit  int
}

// Store keeps items.
type Store interface {
	Item(ctx context.Context, id string) (Item, error)
	Named(ctx context.Context, name string) ([]Item, error)
	List(ctx context.Context, f Filter) ([]Item, error)
	Sorted(ctx context.Context, column, direction string) ([]Item, error)
	Report(ctx context.Context, table string) (int, error)
	Insert(ctx context.Context, item Item) error
	Purge(ctx context.Context, where string) error
	ByKinds(ctx context.Context, kinds []string, sort string) ([]Item, error)
}

// ErrSort says that there is no such order.
var ErrSort = errors.New("no such order")

// Service does what handlers ask for.
type Service struct{ store Store }

// NewService returns a service over a store.
func NewService(store Store) *Service { return &Service{store: store} }

// Item returns an item.
func (s *Service) Item(ctx context.Context, id string) (Item, error) { return s.store.Item(ctx, id) }

// Named lists the items of a name.
func (s *Service) Named(ctx context.Context, name string) ([]Item, error) {
	return s.store.Named(ctx, strings.TrimSpace(name))
}

// List lists items.
func (s *Service) List(ctx context.Context, f Filter) ([]Item, error) {
	if f.Limit <= 0 || f.Limit > 100 {
		f.Limit = 20
	}
	return s.store.List(ctx, f)
}

// Checked sorts by columns that it knows.
func (s *Service) Checked(ctx context.Context, column string) ([]Item, error) {
	switch column {
	case "name", "price":
	default:
		return nil, ErrSort
	}
	return s.store.Sorted(ctx, column, "ASC")
}

// Unchecked sorts by whatever it is given.
func (s *Service) Unchecked(ctx context.Context, column string) ([]Item, error) {
	return s.store.Sorted(ctx, column, "DESC")
}

// Report counts the rows of a table of a year.
func (s *Service) Report(ctx context.Context, year string) (int, error) {
	return s.store.Report(ctx, "sales_"+year)
}

// Add adds an item.
func (s *Service) Add(ctx context.Context, item Item) error { return s.store.Insert(ctx, item) }

// Purge removes what is old.
func (s *Service) Purge(ctx context.Context) error { return s.store.Purge(ctx, "price = 0") }

// ByKinds lists the items of kinds.
func (s *Service) ByKinds(ctx context.Context, kinds []string) ([]Item, error) {
	return s.store.ByKinds(ctx, kinds, "name")
}
