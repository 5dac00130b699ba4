package main

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"strings"
)

// program is what calls in a user's name, and the secret that it brings.
type program struct {
	id     string
	secret string
}

// clients registers what asks programs who they are.
func (s *server) clients(mux *http.ServeMux) {
	mux.Handle("POST /client", check(s.client).around(http.HandlerFunc(answer)))             // route POST /client optional
	mux.Handle("POST /confidential", check(s.confidential).around(http.HandlerFunc(answer))) // route POST /confidential required
	mux.Handle("POST /named", check(s.named).around(http.HandlerFunc(answer)))               // route POST /named optional
}

type check func(r *http.Request) (context.Context, error)

func (c check) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, err := c(r)
		if err != nil {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// client holds the secret of a program that gives one, and lets the others by.
func (s *server) client(r *http.Request) (context.Context, error) {
	p, err := programOf(r)
	if err != nil {
		return nil, err
	}
	if p.secret == "" {
		return r.Context(), nil
	}
	if s.users[p.secret] == nil {
		return nil, errUnauthorized
	}
	return r.Context(), nil
}

// confidential holds the secret of every program.
func (s *server) confidential(r *http.Request) (context.Context, error) {
	p, err := programOf(r)
	if err != nil {
		return nil, err
	}
	if s.users[p.secret] == nil {
		return nil, errUnauthorized
	}
	return r.Context(), nil
}

// named wants a name from every program, and a secret from none.
func (s *server) named(r *http.Request) (context.Context, error) {
	if _, err := programOf(r); err != nil {
		return nil, err
	}
	return r.Context(), nil
}

// programOf reads a program's name and secret from the header or the form, where
// the name alone will do.
func programOf(r *http.Request) (*program, error) {
	p := &program{}
	if sent, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Basic "); ok {
		plain, err := base64.StdEncoding.DecodeString(sent)
		if err != nil {
			return nil, errors.New("not base64")
		}
		p.id, p.secret, _ = strings.Cut(string(plain), ":")
		return p, nil
	}
	p.id = r.PostFormValue("client_id")
	p.secret = r.PostFormValue("client_secret")
	if p.id == "" {
		return nil, errors.New("no client_id")
	}
	return p, nil
}
