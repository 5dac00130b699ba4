// Package sign holds what is sent against its signature.
package sign

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
)

// Verify fails unless the signature is that of the body.
func Verify(secret, body []byte, signature string) error {
	sent, err := hex.DecodeString(signature)
	if err != nil {
		return err
	}
	m := hmac.New(sha256.New, secret)
	m.Write(body)
	if !hmac.Equal(m.Sum(nil), sent) {
		return errors.New("the signature does not hold")
	}
	return nil
}

// Lenient does the same for those alone who sign.
func Lenient(secret, body []byte, signature string) error {
	if signature == "" {
		return nil
	}
	return Verify(secret, body, signature)
}

// Parse fails where a signature cannot be read, and holds it against nothing.
func Parse(signature string) error {
	_, err := hex.DecodeString(signature)
	return err
}

// Holds reports the same as Verify.
func Holds(secret, body []byte, signature string) bool {
	m := hmac.New(sha256.New, secret)
	m.Write(body)
	return hmac.Equal(m.Sum(nil), []byte(signature))
}
