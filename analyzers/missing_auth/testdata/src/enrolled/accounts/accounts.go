// Package accounts makes users.
package accounts

import "golang.org/x/crypto/bcrypt"

// Store keeps what is known of users.
type Store interface {
	Add(name string, hash []byte) error
	Drop(name string) error
}

// Make adds a user who has chosen a password.
func Make(s Store, name, password string) error {
	hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
	if err != nil {
		return err
	}
	return s.Add(name, hash)
}
