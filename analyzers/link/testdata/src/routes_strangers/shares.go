package main

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"

	"golang.org/x/crypto/bcrypt"
)

// statusFunc says by a status what came of a request, 0 where it has answered.
type statusFunc func(w http.ResponseWriter, r *http.Request) (int, error)

func plainly(fn statusFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if status, err := fn(w, r); status != 0 || err != nil {
			http.Error(w, http.StatusText(status), status)
		}
	}
}

type link struct{ secret string }

func shares(mux *http.ServeMux) {
	mux.HandleFunc("GET /shares/maybe/{id}", plainly(maybe)) // route GET /shares/maybe/{id} optional
	mux.HandleFunc("GET /shares/must/{id}", plainly(must))   // route GET /shares/must/{id} required
	mux.HandleFunc("GET /shares/proxied", proxied)           // route GET /shares/proxied none
}

var links = map[string]*link{"a": {secret: os.Getenv("A")}, "b": {}}

func write(w http.ResponseWriter, _ *http.Request) (int, error) {
	answer(w)
	return 0, nil
}

func maybe(w http.ResponseWriter, r *http.Request) (int, error) {
	status, err := sharedKey(r, links[r.PathValue("id")])
	if status != 0 || err != nil {
		return status, err
	}
	return write(w, r)
}

func must(w http.ResponseWriter, r *http.Request) (int, error) {
	status, err := strictKey(r, links[r.PathValue("id")])
	if status != 0 || err != nil {
		return status, err
	}
	return write(w, r)
}

// sharedKey asks for a password where the link has one.
func sharedKey(r *http.Request, l *link) (int, error) {
	if l.secret == "" {
		return 0, nil
	}
	password, err := url.QueryUnescape(r.Header.Get("X-Share-Token"))
	if err != nil {
		return 0, err
	}
	if password == "" {
		return http.StatusUnauthorized, nil
	}
	return 0, bcrypt.CompareHashAndPassword([]byte(l.secret), []byte(password))
}

// strictKey always asks for one.
func strictKey(r *http.Request, l *link) (int, error) {
	password, err := url.QueryUnescape(r.Header.Get("X-Share-Token"))
	if err != nil {
		return 0, err
	}
	if password == "" {
		return http.StatusUnauthorized, nil
	}
	if err := bcrypt.CompareHashAndPassword([]byte(l.secret), []byte(password)); err != nil {
		if errors.Is(err, bcrypt.ErrMismatchedHashAndPassword) {
			return http.StatusUnauthorized, nil
		}
		return 0, err
	}
	return 0, nil
}

// proxied carries some headers of what another service answers with on.
func proxied(w http.ResponseWriter, r *http.Request) {
	res, err := http.Get(os.Getenv("UPSTREAM"))
	if err != nil {
		http.Error(w, "no", http.StatusBadGateway)
		return
	}
	defer func() { _ = res.Body.Close() }()
	for _, name := range kept {
		if v := res.Header.Get(name); v == "" {
			return
		}
	}
	_, _ = io.Copy(w, res.Body)
}

var kept = []string{"Etag", os.Getenv("KEPT")}
