// Package accounts keeps passwords as keys that are derived from them.
package accounts

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/scrypt"
)

// Account is one.
type Account struct {
	Name       string
	Salt, Hash []byte
}

// Matches reports whether the password is the account's.
func (a *Account) Matches(password string) bool {
	key := argon2.IDKey([]byte(password), a.Salt, 1, 64<<10, 4, 32)
	return subtle.ConstantTimeCompare(key, a.Hash) == 1
}

// New returns an account with a password.
func New(name, pass string, salt []byte) (*Account, error) {
	key, err := scrypt.Key([]byte(pass), salt, 1<<15, 8, 1, 32)
	return &Account{Name: name, Salt: salt, Hash: key}, err
}

// Fingerprint tells PINs apart without telling them.
func Fingerprint(pin string) string {
	key, err := pbkdf2.Key(sha256.New, pin, []byte("fingerprints"), 100_000, 8)
	if err != nil {
		return ""
	}
	return hex.EncodeToString(key)
}
