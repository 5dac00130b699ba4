package g407

import (
	"crypto/cipher"
	"crypto/rand"
)

func fresh(aead cipher.AEAD, text []byte) []byte {
	nonce := make([]byte, aead.NonceSize())
	_, _ = rand.Read(nonce)
	return aead.Seal(nonce, nonce, text, nil)
}
