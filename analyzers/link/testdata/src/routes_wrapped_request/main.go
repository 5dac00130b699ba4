// Package main asks a type for the parts of a request that embeds the request.
package main

import (
	"errors"
	"net/http"
)

type values struct{ *http.Request }

func params(r *http.Request) *values { return &values{r} }

func (v *values) text(name string) (string, error) {
	s := v.URL.Query().Get(name)
	if s == "" {
		return "", errors.New("missing")
	}
	return s, nil
}

type user struct{ token string }

type store interface {
	find(name string) (*user, error)
}

type memory struct{ users map[string]*user }

func (m memory) find(name string) (*user, error) {
	if u := m.users[name]; u != nil {
		return u, nil
	}
	return nil, errors.New("nobody")
}

func matches(u *user, token string) error {
	if u.token != token {
		return errors.New("no")
	}
	return nil
}

// known rejects who does not bring the token of the user.
func known(s store, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p := params(r)
		name, _ := p.text("u")
		token, _ := p.text("jwt")
		u, err := s.find(name)
		if err == nil {
			err = matches(u, token)
		}
		if err != nil {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// versioned rejects who does not say which version is meant: no credential.
func versioned(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := params(r).text("v"); err != nil {
			http.Error(w, "no version", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func list(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(nil) }

func main() {
	http.Handle("GET /orders", known(memory{}, http.HandlerFunc(list))) // route GET /orders required
	http.Handle("GET /items", versioned(http.HandlerFunc(list)))        // route GET /items none
	_ = http.ListenAndServe(":80", nil)
}
