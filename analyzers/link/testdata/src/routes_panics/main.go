// Command routes_panics has helpers that come back for those alone whom they know.
package main

import (
	"errors"
	"net/http"
	"strconv"
)

type user struct{ name string }

type server struct{ users map[string]*user }

type unauthorized struct{}

func (unauthorized) Error() string { return "unauthorized" }

func main() {
	s := &server{users: map[string]*user{}}
	mux := http.NewServeMux()
	mux.Handle("GET /guarded", recovers(s.guard(http.HandlerFunc(answer)))) // route GET /guarded required recover=present
	mux.Handle("GET /asked", recovers(http.HandlerFunc(s.asked)))           // route GET /asked required recover=present
	mux.Handle("GET /plain", recovers(http.HandlerFunc(answer)))            // route GET /plain none recover=present
	mux.Handle("GET /numbered", recovers(http.HandlerFunc(numbered)))       // route GET /numbered none recover=present
	mux.Handle("GET /some", recovers(http.HandlerFunc(s.some)))             // route GET /some none recover=present
	mux.Handle("GET /lenient", recovers(http.HandlerFunc(s.lenient)))       // route GET /lenient none recover=present
	mux.Handle("GET /caught", http.HandlerFunc(s.caught))                   // route GET /caught none
	s.inContexts(mux)
	_ = http.ListenAndServe(":80", mux)
}

func answer(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("something")) }

func recovers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch v := recover().(type) {
			case nil:
			case unauthorized:
				http.Error(w, "who are you", http.StatusUnauthorized)
			default:
				_ = v
				http.Error(w, "later", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func (s *server) find(token string) (*user, error) {
	if u, ok := s.users[token]; ok {
		return u, nil
	}
	return nil, errors.New("nobody")
}

// must comes back with who is calling.
func (s *server) must(r *http.Request) *user {
	u, err := s.find(r.Header.Get("Authorization"))
	if err != nil {
		panic(unauthorized{})
	}
	return u
}

func (s *server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.must(r)
		next.ServeHTTP(w, r)
	})
}

func (s *server) asked(w http.ResponseWriter, r *http.Request) {
	_, _ = w.Write([]byte(s.must(r).name))
}

// number panics where there is none.
func number(r *http.Request) int {
	n, err := strconv.Atoi(r.URL.Query().Get("n"))
	if err != nil {
		panic(err)
	}
	return n
}

func numbered(w http.ResponseWriter, r *http.Request) {
	_, _ = w.Write([]byte(strconv.Itoa(number(r))))
}

// some asks for nobody but those who want to write.
func (s *server) some(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("edit") != "" {
		s.must(r)
	}
	_, _ = w.Write([]byte("something"))
}

// maybe comes back for those as well who bring nothing.
func (s *server) maybe(r *http.Request) *user {
	token := r.Header.Get("Authorization")
	if token == "" {
		return nil
	}
	u, err := s.find(token)
	if err != nil {
		panic(unauthorized{})
	}
	return u
}

func (s *server) lenient(w http.ResponseWriter, r *http.Request) {
	if u := s.maybe(r); u != nil {
		_, _ = w.Write([]byte(u.name))
	}
	_, _ = w.Write([]byte("something"))
}

// tried panics, and comes back all the same.
func (s *server) tried(r *http.Request) (u *user) {
	defer func() { _ = recover() }()
	return s.must(r)
}

func (s *server) caught(w http.ResponseWriter, r *http.Request) {
	s.tried(r)
	_, _ = w.Write([]byte("something"))
}
