// Command routes_guests leaves somebody in the place of strangers where others look
// for who is calling: a guest, nothing, or what went wrong.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
)

type Role int

const (
	Guest Role = iota + 1
	Member
	Admin
)

type User struct {
	ID       int
	Name     string
	Role     Role
	Anon     bool
	Disabled bool
}

func (u *User) IsGuest() bool { return u.Role == Guest }
func (u *User) IsAdmin() bool { return u.Role == Admin }

type store interface {
	ByToken(string) (*User, error)
	ByName(string) (*User, error)
}

type mem struct{ m map[string]*User }

func (m mem) ByToken(t string) (*User, error) {
	if u := m.m[t]; u != nil {
		return u, nil
	}
	return nil, errors.New("none")
}
func (m mem) ByName(t string) (*User, error) { return m.ByToken(t) }

type ctxKey struct{}

type app struct{ db store }

func newGuest() *User { return &User{Name: "guest", Role: Guest, Anon: true} }

// guest in the place of strangers, made here
func (a *app) orGuest(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tok := r.Header.Get("Authorization")
		if tok == "" {
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ctxKey{}, newGuest())))
			return
		}
		u, err := a.db.ByToken(tok)
		if err != nil {
			http.Error(w, "no", 401)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ctxKey{}, u)))
	})
}

// guest of the database: what it may do is not known
func (a *app) orStored(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tok := r.Header.Get("Authorization")
		if tok == "" {
			g, err := a.db.ByName("guest")
			if err != nil {
				http.Error(w, "oops", 500)
				return
			}
			if g.Disabled {
				http.Error(w, "guests are not let in", 401)
				return
			}
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ctxKey{}, g)))
			return
		}
		u, err := a.db.ByToken(tok)
		if err != nil {
			http.Error(w, "no", 401)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ctxKey{}, u)))
	})
}

// nil for strangers
func (a *app) orNil(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var u *User
		if tok := r.Header.Get("Authorization"); tok != "" {
			u, _ = a.db.ByToken(tok)
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ctxKey{}, u)))
	})
}

func userOf(r *http.Request) *User { u, _ := r.Context().Value(ctxKey{}).(*User); return u }

func notNil(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if userOf(r) == nil {
			http.Error(w, "no", 401)
			return
		}
		next.ServeHTTP(w, r)
	})
}
func adminOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if u := userOf(r); u == nil || !u.IsAdmin() {
			http.Error(w, "no", 403)
			return
		}
		next.ServeHTTP(w, r)
	})
}
func notGuest(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if u := userOf(r); u == nil || u.IsGuest() {
			http.Error(w, "no", 403)
			return
		}
		next.ServeHTTP(w, r)
	})
}
func notAnon(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if userOf(r).Anon {
			http.Error(w, "no", 401)
			return
		}
		next.ServeHTTP(w, r)
	})
}
func notDisabled(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if u := userOf(r); u == nil || u.Disabled {
			http.Error(w, "no", 403)
			return
		}
		next.ServeHTTP(w, r)
	})
}
func isUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := r.Context().Value(ctxKey{}).(*User); !ok {
			http.Error(w, "no", 401)
			return
		}
		next.ServeHTTP(w, r)
	})
}
func data(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "data of", userOf(r)) }

func main() {
	a := &app{db: mem{}}
	mux := http.NewServeMux()
	d := http.HandlerFunc(data)
	mux.Handle("GET /guest", a.orGuest(d))                       // route GET /guest optional
	mux.Handle("GET /guest/there", a.orGuest(notNil(d)))         // route GET /guest/there optional
	mux.Handle("GET /guest/admin", a.orGuest(adminOnly(d)))      // route GET /guest/admin required authz=present
	mux.Handle("GET /guest/guest", a.orGuest(notGuest(d)))       // route GET /guest/guest required authz=present
	mux.Handle("GET /guest/anonymous", a.orGuest(notAnon(d)))    // route GET /guest/anonymous required
	mux.Handle("GET /guest/disabled", a.orGuest(notDisabled(d))) // route GET /guest/disabled optional authz=present
	mux.Handle("GET /stored", a.orStored(d))                     // route GET /stored optional
	mux.Handle("GET /stored/there", a.orStored(notNil(d)))       // route GET /stored/there optional
	mux.Handle("GET /stored/admin", a.orStored(adminOnly(d)))    // route GET /stored/admin unknown authz=present
	mux.Handle("GET /nothing/there", a.orNil(notNil(d)))         // route GET /nothing/there required
	mux.Handle("GET /nothing/admin", a.orNil(adminOnly(d)))      // route GET /nothing/admin required authz=present
	mux.Handle("GET /guest/type", a.orGuest(isUser(d)))          // route GET /guest/type unknown
	a.failures(mux, d)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
