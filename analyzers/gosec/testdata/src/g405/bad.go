package g405

import "crypto/rc4"

func stream(key []byte) (*rc4.Cipher, error) {
	return rc4.NewCipher(key) // want "G405"
}
