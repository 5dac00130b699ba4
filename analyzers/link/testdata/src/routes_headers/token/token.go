// Package token checks the headers of requests, of whoever sends them.
package token

import (
	"errors"
	"log"
	"net/http"
	"strings"
)

var errNone = errors.New("no token")

// Keeper knows the token.
type Keeper struct {
	Token string
	Off   bool
}

// User finds out who bears a token.
func (k *Keeper) User(h http.Header) (string, error) {
	bearer, found := strings.CutPrefix(h.Get("Authorization"), "Bearer ")
	if !found || bearer != k.Token {
		return "", errNone
	}
	return bearer, nil
}

// Has reports whether the key is the right one.
func (k *Keeper) Has(h http.Header) bool { return h.Get("X-Api-Key") == k.Token }

// Check fails without a token.
func (k *Keeper) Check(h http.Header) error {
	if h.Get("Authorization") != k.Token {
		return errNone
	}
	return nil
}

// Lax fails with a wrong token alone.
func (k *Keeper) Lax(h http.Header) error {
	if a := h.Get("Authorization"); a != "" && a != k.Token {
		return errNone
	}
	return nil
}

// JSON asks for a form, and looks at the token.
func (k *Keeper) JSON(h http.Header) error {
	log.Println(len(h.Get("Authorization")))
	if h.Get("Content-Type") != "application/json" {
		return errNone
	}
	return nil
}

// Either takes a header that everybody can send in the place of a token.
func (k *Keeper) Either(h http.Header) bool {
	return h.Get("Authorization") == k.Token || h.Get("X-Public") == "1"
}

// Guest finds somebody in each case.
func (k *Keeper) Guest(h http.Header) (string, error) {
	a := h.Get("Authorization")
	if a == "" {
		return "guest", nil
	}
	if a != k.Token {
		return "", errNone
	}
	return a, nil
}

// Given fills in what is missing.
func (k *Keeper) Given(h http.Header) error {
	if h.Get("Authorization") == "" {
		h.Set("Authorization", k.Token)
	}
	if h.Get("Authorization") != k.Token {
		return errNone
	}
	return nil
}

// Recovered lets by who makes it panic.
func (k *Keeper) Recovered(h http.Header) (err error) {
	defer func() {
		if recover() != nil {
			err = nil
		}
	}()
	if h.Get("Authorization") != k.Token {
		return errNone
	}
	return nil
}

// Switched asks for nothing where it is off.
func (k *Keeper) Switched(h http.Header) error {
	if k.Off {
		return nil
	}
	return k.Check(h)
}

// Store finds users by their tokens.
type Store interface {
	Find(token string) (*User, error)
	Blocked(token string) bool
}

// User is who bears a token.
type User struct{ Name string }

// Known finds out in a map who sends them.
func (k *Keeper) Known(h http.Header, users map[string]*User) (*User, error) {
	u, ok := users[h.Get("Authorization")]
	if !ok {
		return nil, errNone
	}
	return u, nil
}

// Found asks a store.
func (k *Keeper) Found(h http.Header, s Store) (*User, error) {
	u, err := s.Find(h.Get("Authorization"))
	if err != nil {
		return nil, err
	}
	return u, nil
}

// FoundOrGuest lets by whom the store does not know.
func (k *Keeper) FoundOrGuest(h http.Header, s Store) (*User, error) {
	u, err := s.Find(h.Get("Authorization"))
	if err != nil {
		return &User{Name: "guest"}, nil
	}
	return u, nil
}

// Unblocked turns away some.
func (k *Keeper) Unblocked(h http.Header, s Store) error {
	if s.Blocked(h.Get("Authorization")) {
		return errNone
	}
	return nil
}

// Unlisted turns away those in a list.
func (k *Keeper) Unlisted(h http.Header, blocked map[string]bool) error {
	if _, ok := blocked[h.Get("Authorization")]; ok {
		return errNone
	}
	return nil
}
