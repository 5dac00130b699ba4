package g407

import "crypto/cipher"

func seal(aead cipher.AEAD, text []byte) []byte {
	nonce := []byte("twelve bytes")
	return aead.Seal(nil, nonce, text, nil) // want "G407"
}
