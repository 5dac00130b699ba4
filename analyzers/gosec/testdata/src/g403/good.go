package g403

import (
	"crypto/rand"
	"crypto/rsa"
)

func long() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, 3072)
}
