// Package main opens sessions. That one could not be opened, or not be read,
// says nothing of who is calling; what it holds does.
package main

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/gorilla/sessions"
)

type user struct{ Name, Domain string }

type provider struct {
	domain string
	store  *sessions.CookieStore
}

// get returns who the session says is calling, nobody for strangers.
func (p *provider) get(r *http.Request) (u user, err error) {
	s, err := p.store.Get(r, "session")
	if err != nil {
		return user{}, err
	}
	data, ok := s.Values["user"].([]byte)
	if !ok {
		return user{}, nil
	}
	if err = json.Unmarshal(data, &u); err != nil {
		return user{}, err
	}
	return u, nil
}

// known returns who the session says is calling, an error for strangers.
func (p *provider) known(r *http.Request) (user, error) {
	s, err := p.store.Get(r, "session")
	if err != nil {
		return user{}, err
	}
	u, ok := s.Values["user"].(user)
	if !ok {
		return user{}, errors.New("nobody")
	}
	return u, nil
}

type app struct{ providers map[string]*provider }

func (a *app) provider(r *http.Request) (*provider, error) {
	p := a.providers[r.Host]
	if p == nil {
		return nil, errors.New("no such domain")
	}
	return p, nil
}

// session fails for unknown domains alone: sessions that cannot be read are made
// anew.
func (a *app) session(r *http.Request) (u user, err error) {
	var p *provider
	if p, err = a.provider(r); err != nil {
		return u, err
	}
	if u, err = p.get(r); err != nil {
		return user{Domain: p.domain}, nil
	}
	if u.Domain != p.domain {
		u = user{Domain: p.domain}
	}
	return u, nil
}

// opened fails where the session cannot be opened.
func (p *provider) opened(r *http.Request) (string, error) {
	s, err := p.store.Get(r, "session")
	if err != nil {
		return "", err
	}
	return s.ID, nil
}

func forbid(w http.ResponseWriter) { http.Error(w, "forbidden", http.StatusForbidden) }

// state: the domain is asked for, and not the caller.
func (a *app) state(w http.ResponseWriter, r *http.Request) {
	u, err := a.session(r)
	if err != nil {
		forbid(w)
		return
	}
	_ = json.NewEncoder(w).Encode(u)
}

// orders: strangers have no name.
func (a *app) orders(w http.ResponseWriter, r *http.Request) {
	u, err := a.session(r)
	if err != nil || u.Name == "" {
		forbid(w)
		return
	}
	_ = json.NewEncoder(w).Encode(u)
}

type level int

const (
	nobody level = iota
	one
	two
)

func (u *user) level(second bool) level {
	switch {
	case u.Name == "":
		return nobody
	case second:
		return two
	default:
		return one
	}
}

// bills: strangers have no level.
func (a *app) bills(w http.ResponseWriter, r *http.Request) {
	if u, err := a.session(r); err != nil || u.level(true) < one {
		forbid(w)
		return
	}
	_, _ = w.Write(nil)
}

// themes: everybody can open one.
func (p *provider) themes(w http.ResponseWriter, r *http.Request) {
	if _, err := p.store.Get(r, "session"); err != nil {
		forbid(w)
		return
	}
	_, _ = w.Write(nil)
}

// colours: the same, in a helper.
func (p *provider) colours(w http.ResponseWriter, r *http.Request) {
	id, err := p.opened(r)
	if err != nil {
		forbid(w)
		return
	}
	_, _ = w.Write([]byte(id))
}

// fonts: only who has brought a session that cannot be read is refused.
func (p *provider) fonts(w http.ResponseWriter, r *http.Request) {
	if _, err := p.get(r); err != nil {
		forbid(w)
		return
	}
	_, _ = w.Write(nil)
}

// prices: strangers are an error.
func (p *provider) prices(w http.ResponseWriter, r *http.Request) {
	if _, err := p.known(r); err != nil {
		forbid(w)
		return
	}
	_, _ = w.Write(nil)
}

// enter: what ends it is that a session cannot be kept.
func (p *provider) enter(w http.ResponseWriter, r *http.Request) {
	s, _ := p.store.Get(r, "session")
	s.Values["user"] = r.FormValue("name")
	if err := s.Save(r, w); err != nil {
		forbid(w)
		return
	}
	_, _ = w.Write(nil)
}

func (u *user) stranger() bool { return u.level(false) == nobody }

// join is for strangers: who is known is turned away, and what the others bring
// is a challenge. Its errors share a variable with a literal that runs later.
func (a *app) join(w http.ResponseWriter, r *http.Request) {
	var (
		p   *provider
		u   user
		err error
	)
	if p, err = a.provider(r); err != nil {
		forbid(w)
		return
	}
	if u, err = p.get(r); err != nil {
		forbid(w)
		return
	}
	if !u.stranger() {
		forbid(w)
		return
	}
	defer func() {
		u.Domain = ""
		err = json.NewEncoder(w).Encode(u)
	}()
	if u.Domain == "" {
		forbid(w)
		return
	}
	_, _ = w.Write(nil)
}

// leave is for those who are known, by the same question.
func (a *app) leave(w http.ResponseWriter, r *http.Request) {
	u, err := a.session(r)
	if err != nil {
		forbid(w)
		return
	}
	if u.stranger() {
		forbid(w)
		return
	}
	_, _ = w.Write(nil)
}

// renew: what a variable holds later says nothing of what is asked now, and what
// is asked now is the caller.
func (a *app) renew(w http.ResponseWriter, r *http.Request) {
	var (
		p   *provider
		u   user
		err error
	)
	defer func() { _, err = w.Write([]byte(u.Name)) }()
	if p, err = a.provider(r); err != nil {
		forbid(w)
		return
	}
	if u, err = p.known(r); err != nil {
		forbid(w)
		return
	}
	_, _ = w.Write(nil)
}

func main() {
	a, p := &app{}, &provider{}
	http.HandleFunc("GET /state", a.state)     // route GET /state none
	http.HandleFunc("GET /orders", a.orders)   // route GET /orders required
	http.HandleFunc("GET /bills", a.bills)     // route GET /bills required
	http.HandleFunc("GET /themes", p.themes)   // route GET /themes none
	http.HandleFunc("GET /colours", p.colours) // route GET /colours none
	http.HandleFunc("GET /fonts", p.fonts)     // route GET /fonts none
	http.HandleFunc("GET /prices", p.prices)   // route GET /prices required
	http.HandleFunc("POST /enter", p.enter)    // route POST /enter none
	http.HandleFunc("POST /join", a.join)      // route POST /join none
	http.HandleFunc("POST /leave", a.leave)    // route POST /leave required
	http.HandleFunc("POST /renew", a.renew)    // route POST /renew required
	_ = http.ListenAndServe(":80", nil)
}
