// Package service stands between handlers and the store.
package service

import (
	"context"
	"strings"
)

// Store is what the service asks of a store.
type Store interface {
	Sorted(ctx context.Context, by string) error
	Column(ctx context.Context, column string) error
	Owned(ctx context.Context, user string) error
	Search(ctx context.Context, conditions []string, limit int) error
	ByID(ctx context.Context, id int64) error
	Insert(ctx context.Context, table string, values map[string]string) error
	Schema(ctx context.Context, name string) error
	Named(ctx context.Context, name string) error
	File(ctx context.Context, name string) error
}

// Service is the service.
type Service struct{ store Store }

// Filter is what a search asks for.
type Filter struct {
	Names []string
	Limit int
}

// Import is rows for a table.
type Import struct {
	Table string
	Rows  map[string]string
}

// New returns a service.
func New(store Store) *Service { return &Service{store} }

// Sorted lists users.
func (s *Service) Sorted(ctx context.Context, by string) error {
	return s.store.Sorted(ctx, strings.TrimSpace(by))
}

// Column lists one column.
func (s *Service) Column(ctx context.Context, column string) error {
	return s.store.Column(ctx, column)
}

// Mine lists what belongs to the caller.
func (s *Service) Mine(ctx context.Context, user string) error { return s.store.Owned(ctx, user) }

// Search puts conditions together.
func (s *Service) Search(ctx context.Context, f Filter) error {
	var conditions []string
	for _, name := range f.Names {
		conditions = append(conditions, "name = '"+name+"'")
	}
	return s.store.Search(ctx, conditions, f.Limit)
}

// ByID finds one.
func (s *Service) ByID(ctx context.Context, id int64) error { return s.store.ByID(ctx, id) }

// Import inserts rows.
func (s *Service) Import(ctx context.Context, in *Import) error {
	return s.store.Insert(ctx, in.Table, in.Rows)
}

// Tenant goes to a tenant's schema.
func (s *Service) Tenant(ctx context.Context, name string) error { return s.store.Schema(ctx, name) }

// Named finds one by name.
func (s *Service) Named(ctx context.Context, name string) error { return s.store.Named(ctx, name) }

// File finds a file.
func (s *Service) File(ctx context.Context, name string) error {
	return s.store.File(ctx, strings.ToLower(name))
}
