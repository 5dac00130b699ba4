// Package store asks a database.
package store

import (
	"database/sql"
	"errors"
	"fmt"
)

// Store is the store.
type Store struct{ DB *sql.DB }

// Names lists names.
func (s *Store) Names(tenant string) ([]string, error) {
	rows, err := s.DB.Query("SELECT name FROM users WHERE tenant = $1", tenant)
	if err != nil {
		return nil, fmt.Errorf("list names: %w", err)
	}
	defer rows.Close()
	return nil, nil
}

// Remove removes one.
func (s *Store) Remove(id string) error {
	if _, err := s.DB.Exec("DELETE FROM users WHERE id = $1", id); err != nil {
		return fmt.Errorf("remove %s: %w", id, err)
	}
	return nil
}

// Check says what is wrong with an ID.
func (s *Store) Check(id string) error {
	if id == "" {
		return errors.New("there is no ID")
	}
	if len(id) > 20 {
		return fmt.Errorf("the ID %q is too long", id)
	}
	return nil
}
