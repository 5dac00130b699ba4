// Package service stands between handlers and a store.
package service

import "corpus/structs/store"

// Orders is what a service needs of a store.
type Orders interface {
	List(store.Filter)
	Find(*store.Filter)
}

// Service lists orders.
type Service struct{ orders Orders }

// New returns a service.
func New(o Orders) *Service { return &Service{o} }

// List sets what is missing.
func (s *Service) List(f store.Filter) {
	if f.Search == "" {
		f.Search = "%"
	}
	s.orders.List(f)
}

// Find builds its own filter.
func (s *Service) Find(search string) { s.orders.Find(&store.Filter{Search: search, Sort: "id"}) }

// FindIn builds one with a column of the caller's.
func (s *Service) FindIn(search, order string) {
	s.orders.Find(&store.Filter{Search: search, Sort: order})
}
