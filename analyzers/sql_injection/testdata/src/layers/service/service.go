// Package service stands between handlers and the store.
package service

import "context"

// Store is what the service needs of a database.
type Store interface {
	List(ctx context.Context, q Query) []string
	Count(ctx context.Context, table string) int
	ByTitle(ctx context.Context, title string) []string
}

// Query says what to list.
type Query struct {
	Sort  string
	Limit int
}

// Service is a service of books.
type Service struct{ store Store }

// New returns the service on a store.
func New(store Store) *Service { return &Service{store: store} }

// List lists books.
func (s *Service) List(ctx context.Context, sort string, limit int) []string {
	return s.store.List(ctx, Query{Sort: sort, Limit: limit})
}

// Count counts rows.
func (s *Service) Count(ctx context.Context, table string) int { return s.store.Count(ctx, table) }

// ByTitle finds books.
func (s *Service) ByTitle(ctx context.Context, title string) []string {
	return s.store.ByTitle(ctx, title)
}

// Sorted lists books in an order that it chooses.
func (s *Service) Sorted(ctx context.Context, sort string) []string {
	if sort != "title" {
		sort = "id"
	}
	return s.store.List(ctx, Query{Sort: sort})
}
