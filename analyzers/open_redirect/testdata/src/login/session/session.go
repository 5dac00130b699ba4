// Package session keeps targets that were checked.
package session

// Store is in memory.
type Store struct{ targets map[string]string }

// NewStore returns an empty store.
func NewStore() *Store { return &Store{map[string]string{}} }

// Put keeps a target.
func (s *Store) Put(id, target string) { s.targets[id] = target }

// Target returns it.
func (s *Store) Target(id string) string { return s.targets[id] }
