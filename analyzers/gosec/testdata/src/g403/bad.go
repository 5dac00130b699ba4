package g403

import (
	"crypto/rand"
	"crypto/rsa"
)

func weak() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, 1024) // want "G403"
}
