// Command routes_sessions has a session for everybody, which says itself whether
// somebody is logged in.
package main

import (
	"context"
	"net/http"
	"os"
	"strings"
)

type session struct {
	user  string
	theme string
}

func (s *session) loggedIn() bool { return s.user != "" }

type key int

const (
	sessionKey key = iota
	themeKey
)

type store struct{ sessions map[string]*session }

func (s *store) byID(id string) (*session, error) { return s.sessions[id], nil }

func (s *store) create() (*session, error) { return &session{}, nil }

type server struct{ store *store }

func main() {
	s := &server{store: &store{sessions: map[string]*session{}}}
	go s.one()
	go s.two()
	go s.three()
	go s.four()
	_ = http.ListenAndServe(":1", nil)
}

func list(w http.ResponseWriter, _ *http.Request) {
	all, err := os.ReadFile("/srv/list")
	if err == nil {
		_, _ = w.Write(all)
	}
}

// One middleware makes the session and asks it.
func (s *server) one() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders", list)    // route GET /orders required
	mux.HandleFunc("POST /enter", list)    // route POST /enter optional
	mux.HandleFunc("GET /share/{x}", list) // route GET /share/{x} optional
	_ = http.ListenAndServe(":2", s.asks(mux))
}

func (s *server) asks(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		one, err := s.load(r)
		if err != nil {
			serverError(w)
			return
		}
		if one == nil {
			if one, err = s.store.create(); err != nil {
				serverError(w)
				return
			}
		}
		r = r.WithContext(context.WithValue(r.Context(), sessionKey, one))
		if !loggedIn(r) && !isOpen(r) {
			http.Redirect(w, r, "/enter", http.StatusFound)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// serverError answers with what has nothing to do with who is calling.
func serverError(w http.ResponseWriter) { http.Error(w, "later", http.StatusInternalServerError) }

func (s *server) load(r *http.Request) (*session, error) {
	c, err := r.Cookie("session")
	if err != nil {
		return nil, nil
	}
	id, _, ok := strings.Cut(c.Value, ".")
	if !ok {
		return nil, nil
	}
	return s.store.byID(id)
}

func of(r *http.Request) *session {
	one, _ := r.Context().Value(sessionKey).(*session)
	return one
}

func loggedIn(r *http.Request) bool {
	if one := of(r); one != nil {
		return one.loggedIn()
	}
	return false
}

func isOpen(r *http.Request) bool {
	return r.URL.Path == "/enter" || strings.HasPrefix(r.URL.Path, "/share/")
}

// One makes the session, another one asks it.
func (s *server) two() {
	mux := http.NewServeMux()
	mux.Handle("GET /orders", must(http.HandlerFunc(list))) // route GET /orders required
	mux.HandleFunc("GET /items", list)                      // route GET /items optional
	_ = http.ListenAndServe(":3", s.makes(mux))
}

func (s *server) makes(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		one, err := s.load(r)
		if err != nil {
			serverError(w)
			return
		}
		if one == nil {
			one = &session{}
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), sessionKey, one)))
	})
}

func must(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !of(r).loggedIn() {
			http.Error(w, "who are you", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// That there is a session proves nothing: everybody has one.
func (s *server) three() {
	mux := http.NewServeMux()
	mux.Handle("GET /orders", has(http.HandlerFunc(list))) // route GET /orders optional
	_ = http.ListenAndServe(":4", s.makes(mux))
}

func has(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if of(r) == nil {
			http.Error(w, "who are you", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// What nobody has looked up says nothing, whatever it holds.
func (s *server) four() {
	mux := http.NewServeMux()
	mux.Handle("GET /orders", must(http.HandlerFunc(list))) // route GET /orders unknown
	_ = http.ListenAndServe(":5", fresh(mux))
}

func fresh(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		one := &session{theme: r.URL.Query().Get("theme")}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), sessionKey, one)))
	})
}
