package g405

import (
	"crypto/aes"
	"crypto/cipher"
)

func sealed(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
