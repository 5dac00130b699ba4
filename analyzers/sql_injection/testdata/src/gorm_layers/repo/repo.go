// Package repo is a repository for any model.
package repo

import (
	"context"

	"gorm.io/gorm"
)

// Repository keeps one kind of model.
type Repository[T any] struct{ db *gorm.DB }

// New returns a repository.
func New[T any](db *gorm.DB) *Repository[T] { return &Repository[T]{db: db} }

// Get takes what it is given for a condition.
func (r *Repository[T]) Get(ctx context.Context, id any) (*T, error) {
	var model T
	if err := r.db.WithContext(ctx).First(&model, id).Error; err != nil { // want "proven: path parameter \"id\""
		return nil, err
	}
	return &model, nil
}

// Where takes a condition and its values.
func (r *Repository[T]) Where(ctx context.Context, query any, args ...any) ([]T, error) {
	var models []T
	err := r.db.WithContext(ctx).Where(query, args...).Find(&models).Error // want "proven: query parameter \"filter\""
	return models, err
}

// Create stores a model.
func (r *Repository[T]) Create(ctx context.Context, model *T) error {
	return r.db.WithContext(ctx).Create(model).Error
}

// List lists models as its options say.
func (r *Repository[T]) List(ctx context.Context, options ...Option) ([]T, error) {
	tx := r.db.WithContext(ctx)
	for _, option := range options {
		tx = option(tx)
	}
	var models []T
	err := tx.Find(&models).Error
	return models, err
}

// Option changes a query.
type Option func(*gorm.DB) *gorm.DB

// OrderBy sorts by text.
func OrderBy(order string) Option {
	return func(db *gorm.DB) *gorm.DB { return db.Order(order) } // want "proven: query parameter \"sort\""
}

// Search compares a column that the program names.
func Search(column, term string) Option {
	return func(db *gorm.DB) *gorm.DB { return db.Where(column+" LIKE ?", "%"+term+"%") }
}

// Page takes one page.
func Page(page, size int) Option {
	return func(db *gorm.DB) *gorm.DB { return db.Offset(page * size).Limit(size) }
}

// Count counts the rows of a table.
func Count(db *gorm.DB, table string) (n int64, err error) {
	err = db.Table(table).Count(&n).Error // want "proven: path parameter \"table\""
	return n, err
}
