// Package auth issues and verifies the tokens that clients authenticate with.
package auth

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Caller is the identity that a verified token carries.
type Caller struct {
	Email   string    `json:"email"`
	Admin   bool      `json:"admin"`
	Expires time.Time `json:"expires"`
}

var errToken = errors.New("invalid token")

// Tokens signs and verifies tokens with one key.
type Tokens struct {
	key []byte
	now func() time.Time
}

// NewTokens returns tokens signed with key.
func NewTokens(key []byte) *Tokens {
	return &Tokens{key: key, now: time.Now}
}

// Issue returns a token for an account that is valid for an hour.
func (t *Tokens) Issue(email string, admin bool) (string, error) {
	claims, err := json.Marshal(Caller{Email: email, Admin: admin, Expires: t.now().Add(time.Hour)})
	if err != nil {
		return "", fmt.Errorf("encode claims: %w", err)
	}
	body := base64.RawURLEncoding.EncodeToString(claims)
	return body + "." + base64.RawURLEncoding.EncodeToString(t.sign(body)), nil
}

// Verify returns the caller of a token that we signed and that has not
// expired.
func (t *Tokens) Verify(token string) (*Caller, error) {
	body, mac, found := strings.Cut(token, ".")
	if !found {
		return nil, errToken
	}
	got, err := base64.RawURLEncoding.DecodeString(mac)
	if err != nil || !hmac.Equal(got, t.sign(body)) {
		return nil, errToken
	}
	claims, err := base64.RawURLEncoding.DecodeString(body)
	if err != nil {
		return nil, errToken
	}
	var who Caller
	if err := json.Unmarshal(claims, &who); err != nil {
		return nil, errToken
	}
	if t.now().After(who.Expires) {
		return nil, errToken
	}
	return &who, nil
}

func (t *Tokens) sign(body string) []byte {
	mac := hmac.New(sha256.New, t.key)
	mac.Write([]byte(body))
	return mac.Sum(nil)
}
