package auth

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/subtle"
)

const iterations = 600_000

// PasswordMatches reports whether the hash was made of the password.
func PasswordMatches(password string, salt, hash []byte) bool {
	got, err := pbkdf2.Key(sha256.New, password, salt, iterations, len(hash))
	return err == nil && len(hash) >= 16 && subtle.ConstantTimeCompare(got, hash) == 1
}
