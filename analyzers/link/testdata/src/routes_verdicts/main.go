// Command routes_verdicts asks helpers that answer with a status, with the truth
// that they have refused, or with a struct that has it all.
package main

import (
	"errors"
	"net/http"
)

type user struct{ name string }

type server struct{ users map[string]*user }

func main() {
	s := &server{users: map[string]*user{}}
	mux := http.NewServeMux()
	h := http.HandlerFunc(answer)

	mux.Handle("GET /status", s.byStatus(h))              // route GET /status required
	mux.Handle("GET /status/open", s.byOpenStatus(h))     // route GET /status/open optional
	mux.Handle("GET /status/one", s.byOneStatus(h))       // route GET /status/one required
	mux.Handle("GET /status/other", s.byOtherStatus(h))   // route GET /status/other optional
	mux.Handle("GET /status/size", bySize(h))             // route GET /status/size none
	mux.Handle("GET /status/error", s.byStatusError(h))   // route GET /status/error required
	mux.Handle("GET /refused", s.byRefusal(h))            // route GET /refused required
	mux.Handle("GET /refused/open", s.byOpenRefusal(h))   // route GET /refused/open optional
	mux.Handle("GET /struct", s.byTruth(h))               // route GET /struct required
	mux.Handle("GET /struct/open", s.byOpenTruth(h))      // route GET /struct/open optional
	mux.Handle("GET /struct/error", s.byOpenError(h))     // route GET /struct/error optional
	mux.Handle("GET /struct/user", s.byUser(h))           // route GET /struct/user required
	mux.Handle("GET /pointer", s.byPointer(h))            // route GET /pointer required
	mux.Handle("GET /guest", s.byGuest(h))                // route GET /guest optional
	mux.Handle("GET /variable", s.byVariable(h))          // route GET /variable required
	mux.Handle("GET /variable/open", s.byOpenVariable(h)) // route GET /variable/open optional
	mux.Handle("GET /keys", s.byKeys([]string{"a"})(h))   // route GET /keys required
	mux.Handle("GET /shown", s.byKnownError(h))           // route GET /shown optional
	far(mux)
	_ = http.ListenAndServe(":80", mux)
}

func answer(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("something")) }

func (s *server) find(token string) (*user, error) {
	if u, ok := s.users[token]; ok {
		return u, nil
	}
	return nil, errors.New("nobody")
}

func (s *server) status(r *http.Request) int {
	c, err := r.Cookie("sid")
	if err != nil {
		return http.StatusUnauthorized
	}
	if _, err := s.find(c.Value); err != nil {
		return http.StatusForbidden
	}
	return http.StatusOK
}

func (s *server) byStatus(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if code := s.status(r); code != http.StatusOK {
			w.WriteHeader(code)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// openStatus lets those by who bring nothing.
func (s *server) openStatus(r *http.Request) int {
	token := r.Header.Get("Authorization")
	if token == "" {
		return 0
	}
	if _, err := s.find(token); err != nil {
		return http.StatusUnauthorized
	}
	return 0
}

func (s *server) byOpenStatus(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if code := s.openStatus(r); code != 0 {
			w.WriteHeader(code)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) oneStatus(r *http.Request) int {
	if _, err := s.find(r.Header.Get("Authorization")); err != nil {
		return http.StatusUnauthorized
	}
	return 0
}

func (s *server) byOneStatus(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.oneStatus(r) == http.StatusUnauthorized {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// two has two ways to refuse.
func (s *server) two(r *http.Request) int {
	token := r.Header.Get("Authorization")
	if token == "" {
		return 1
	}
	if _, err := s.find(token); err != nil {
		return 2
	}
	return 0
}

// byOtherStatus heeds one of them.
func (s *server) byOtherStatus(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.two(r) == 2 {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func size(r *http.Request) int {
	if r.ContentLength > 100 {
		return http.StatusRequestEntityTooLarge
	}
	return 0
}

func bySize(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if code := size(r); code != 0 {
			w.WriteHeader(code)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) statusError(r *http.Request) (int, error) {
	token := r.Header.Get("Authorization")
	if token == "" {
		return http.StatusUnauthorized, errors.New("no token")
	}
	if _, err := s.find(token); err != nil {
		return http.StatusForbidden, err
	}
	return 0, nil
}

func (s *server) byStatusError(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		code, err := s.statusError(r)
		if err != nil {
			http.Error(w, err.Error(), code)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// refused answers those itself whom it refuses, and says so.
func (s *server) refused(w http.ResponseWriter, r *http.Request) bool {
	if _, err := s.find(r.Header.Get("Authorization")); err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return true
	}
	return false
}

func (s *server) byRefusal(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.refused(w, r) {
			return
		}
		next.ServeHTTP(w, r)
	})
}

// refusedOpenly refuses those alone who bring what does not hold.
func (s *server) refusedOpenly(w http.ResponseWriter, r *http.Request) bool {
	token := r.Header.Get("Authorization")
	if token == "" {
		return false
	}
	if _, err := s.find(token); err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return true
	}
	return false
}

func (s *server) byOpenRefusal(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.refusedOpenly(w, r) {
			return
		}
		next.ServeHTTP(w, r)
	})
}

type session struct {
	valid bool
	user  *user
}

func (s *server) session(r *http.Request) session {
	c, err := r.Cookie("sid")
	if err != nil {
		return session{}
	}
	u, err := s.find(c.Value)
	if err != nil {
		return session{}
	}
	return session{true, u}
}

func (s *server) byTruth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if of := s.session(r); !of.valid {
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type result struct {
	user    *user
	status  int
	refused bool
	err     error
}

// result refuses those alone who bring what does not hold.
func (s *server) result(r *http.Request) result {
	token := r.Header.Get("Authorization")
	if token == "" {
		return result{}
	}
	u, err := s.find(token)
	if err != nil {
		return result{status: http.StatusUnauthorized, refused: true, err: err}
	}
	return result{user: u}
}

func (s *server) byOpenTruth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if of := s.result(r); of.refused {
			w.WriteHeader(of.status)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byOpenError(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		of := s.result(r)
		if of.err != nil {
			w.WriteHeader(of.status)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// byUser heeds whom it has found, and nothing else.
func (s *server) byUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		of := s.result(r)
		if of.user == nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// filled says what became of a request in a struct that it fills as it goes.
func (s *server) filled(r *http.Request) *result {
	of := &result{status: http.StatusOK}
	u, err := s.find(r.Header.Get("Authorization"))
	if err != nil {
		of.status = http.StatusUnauthorized
		return of
	}
	of.user = u
	return of
}

func (s *server) byPointer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if of := s.filled(r); of.status != http.StatusOK {
			w.WriteHeader(of.status)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// orGuest has a guest for strangers, and nobody for who lies.
func (s *server) orGuest(r *http.Request) *user {
	token := r.Header.Get("Authorization")
	if token == "" {
		return &user{"guest"}
	}
	u, err := s.find(token)
	if err != nil {
		return nil
	}
	return u
}

func (s *server) byGuest(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.orGuest(r) == nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byVariable(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		status := http.StatusOK
		if _, err := s.find(r.Header.Get("Authorization")); err != nil {
			status = http.StatusUnauthorized
		}
		if status != http.StatusOK {
			w.WriteHeader(status)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byOpenVariable(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		status := http.StatusOK
		if token := r.Header.Get("Authorization"); token != "" {
			if _, err := s.find(token); err != nil {
				status = http.StatusUnauthorized
			}
		}
		if status != http.StatusOK {
			w.WriteHeader(status)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byKeys(keys []string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			known := false
			for _, key := range keys {
				if key == r.Header.Get("X-Api-Key") {
					known = true
					break
				}
			}
			if !known {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

var errNoToken = errors.New("no token")

func (s *server) shown(r *http.Request) (*user, error) {
	token := r.Header.Get("Authorization")
	if token == "" {
		return nil, errNoToken
	}
	return s.find(token)
}

// byKnownError lets those by who bring nothing: which error it is says so.
func (s *server) byKnownError(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, err := s.shown(r)
		switch {
		case errors.Is(err, errNoToken):
			next.ServeHTTP(w, r)
		case err != nil:
			w.WriteHeader(http.StatusUnauthorized)
		default:
			next.ServeHTTP(w, r)
		}
	})
}
