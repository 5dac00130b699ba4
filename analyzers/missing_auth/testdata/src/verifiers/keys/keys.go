// Package keys knows who has which key.
package keys

import (
	"errors"
	"net/http"
)

// Store holds keys.
type Store struct{ known map[string]string }

// Verify returns whose key the request has.
func (s Store) Verify(r *http.Request) (string, error) {
	who, ok := s.known[r.Header.Get("X-Api-Key")]
	if !ok {
		return "", errors.New("no such key")
	}
	return who, nil
}

// Knows reports whether there is the key.
func (s Store) Knows(key string) bool { return s.known[key] != "" }

// Fits says whether the request is short enough.
func (s Store) Fits(r *http.Request) error {
	if r.ContentLength > 1<<20 {
		return errors.New("too long")
	}
	return nil
}
