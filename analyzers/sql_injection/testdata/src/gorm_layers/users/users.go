// Package users knows what users are.
package users

import (
	"context"

	"corpus/gorm_layers/repo"
)

// User is a row.
type User struct {
	ID    uint
	Name  string
	Email string
}

// Store is what the service needs of a repository.
type Store interface {
	Get(ctx context.Context, id any) (*User, error)
	Where(ctx context.Context, query any, args ...any) ([]User, error)
	Create(ctx context.Context, user *User) error
	List(ctx context.Context, options ...repo.Option) ([]User, error)
}

// Service does what handlers ask for.
type Service struct{ Store Store }

// ByID takes a number.
func (s *Service) ByID(ctx context.Context, id uint64) (*User, error) { return s.Store.Get(ctx, id) }

// ByKey takes any text.
func (s *Service) ByKey(ctx context.Context, key string) (*User, error) { return s.Store.Get(ctx, key) }

// Named looks for a name as a value.
func (s *Service) Named(ctx context.Context, name string) ([]User, error) {
	return s.Store.Where(ctx, "name = ?", name)
}

// Matching looks for whatever a condition says.
func (s *Service) Matching(ctx context.Context, filter string) ([]User, error) {
	return s.Store.Where(ctx, "active AND "+filter)
}
