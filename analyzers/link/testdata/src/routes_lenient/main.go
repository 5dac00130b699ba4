// Command routes_lenient asks a helper who is calling, which refuses wrong
// credentials and lets those by that bring none.
package main

import (
	"errors"
	"net/http"
	"os"
	"strings"
)

type statusError struct {
	code    int
	status  int
	message string
}

func (e *statusError) Error() string { return e.message }

var (
	errUnauthorized = &statusError{40101, http.StatusUnauthorized, "unauthorized"}
	errTooMany      = &statusError{42901, http.StatusTooManyRequests, "too many requests"}
	errForbidden    = &statusError{40301, http.StatusForbidden, "forbidden"}
)

type visitor struct {
	name  string
	calls int
}

func (v *visitor) allowed() bool { v.calls++; return v.calls < 100 }

type server struct {
	users map[string]*visitor
	open  bool
}

type handleFunc func(w http.ResponseWriter, r *http.Request, v *visitor) error

func main() {
	s := &server{users: map[string]*visitor{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /maybe", s.maybe(data))                                              // route GET /maybe optional
	mux.HandleFunc("GET /must", s.must(data))                                                // route GET /must required
	mux.HandleFunc("GET /limited", s.plain(limited(data)))                                   // route GET /limited none rate_limit=present
	mux.HandleFunc("GET /form", s.form)                                                      // route GET /form none
	mux.Handle("GET /either", s.notBoth(http.HandlerFunc(answer)))                           // route GET /either none
	mux.Handle("GET /known", s.known(http.HandlerFunc(answer)))                              // route GET /known required
	mux.Handle("GET /found", first([]lookup{s.byKey, s.byCookie}, http.HandlerFunc(answer))) // route GET /found required
	mux.Handle("GET /guest", first([]lookup{s.byKey, s.orGuest}, http.HandlerFunc(answer)))  // route GET /guest unknown
	mux.Handle("GET /one", s.one(http.HandlerFunc(answer)))                                  // route GET /one required
	mux.Handle("GET /failed", s.failed(http.HandlerFunc(answer)))                            // route GET /failed optional
	mux.Handle("GET /banned", s.bans(http.HandlerFunc(answer)))                              // route GET /banned none
	s.clients(mux)
	_ = http.ListenAndServe(":80", mux)
}

// bans refuses those whose address has called too often.
func (s *server) bans(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if banned := s.counts(host(r.RemoteAddr)); banned {
			http.Error(w, "not you", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

var counter interface{ Inc(address string) bool }

func (s *server) counts(address string) bool { return counter.Inc(address) }

func host(address string) string {
	if i := strings.LastIndexByte(address, ':'); i >= 0 {
		return address[:i]
	}
	return address
}

// lookup says who is calling, nil for strangers.
type lookup func(*http.Request) (*visitor, error)

// first refuses those of whom no lookup knows anything.
func first(lookups []lookup, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var who *visitor
		for _, find := range lookups {
			found, err := find(r)
			if err != nil {
				http.Error(w, "who are you?", http.StatusUnauthorized)
				return
			}
			if found != nil {
				who = found
				break
			}
		}
		if who == nil {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// one refuses whom its lookup does not know.
func (s *server) one(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, err := s.byKey(r)
		if err != nil {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		if who == nil {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// failed refuses those whose key does not hold.
func (s *server) failed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := s.byKey(r); err != nil {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byKey(r *http.Request) (*visitor, error) {
	key := r.Header.Get("X-Api-Key")
	if key == "" {
		return nil, nil
	}
	v := s.users[key]
	if v == nil {
		return nil, errUnauthorized
	}
	return &visitor{name: v.name}, nil
}

func (s *server) byCookie(r *http.Request) (*visitor, error) {
	c, err := r.Cookie("session")
	if err != nil {
		return nil, nil
	}
	v := s.users[c.Value]
	if v == nil {
		return nil, errUnauthorized
	}
	return v, nil
}

// orGuest knows everybody.
func (s *server) orGuest(r *http.Request) (*visitor, error) {
	c, err := r.Cookie("session")
	if err != nil {
		return &visitor{name: "guest"}, nil
	}
	v := s.users[c.Value]
	if v == nil {
		return nil, errUnauthorized
	}
	return v, nil
}

// notBoth refuses who brings two credentials, and looks at neither.
func (s *server) notBoth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		skip, err := ambiguous(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusForbidden)
			return
		}
		if skip {
			r.Header.Del("X-Csrf-Token")
		}
		next.ServeHTTP(w, r)
	})
}

func ambiguous(r *http.Request) (bool, error) {
	if _, err := r.Cookie("session"); err == nil {
		return false, nil
	}
	key := r.Header.Get("X-Api-Key") != ""
	token := r.Header.Get("Authorization") != ""
	if key && token {
		return false, errors.New("one credential, please")
	}
	return true, nil
}

// known refuses who brings none, and whose does not hold.
func (s *server) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if ok, err := s.holds(r); err != nil || !ok {
			http.Error(w, "who are you?", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) holds(r *http.Request) (bool, error) {
	token := r.Header.Get("Authorization")
	if token != "" {
		return s.users[token] != nil, nil
	}
	return false, errUnauthorized
}

func answer(w http.ResponseWriter, r *http.Request) { _ = data(w, r, nil) }

// maybe refuses what is wrong.
func (s *server) maybe(next handleFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := s.maybeAuthenticate(r)
		if err != nil {
			fail(w, err)
			return
		}
		if err := next(w, r, v); err != nil {
			fail(w, err)
		}
	}
}

// must refuses what is missing as well.
func (s *server) must(next handleFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := s.authenticate(r)
		if err != nil {
			fail(w, err)
			return
		}
		if err := next(w, r, v); err != nil {
			fail(w, err)
		}
	}
}

func (s *server) plain(next handleFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := next(w, r, &visitor{}); err != nil {
			fail(w, err)
		}
	}
}

// limited refuses who calls too often, which a declared error says.
func limited(next handleFunc) handleFunc {
	return func(w http.ResponseWriter, r *http.Request, v *visitor) error {
		if !v.allowed() {
			return errTooMany
		}
		return next(w, r, v)
	}
}

func (s *server) maybeAuthenticate(r *http.Request) (*visitor, error) {
	stranger := &visitor{}
	if s.open {
		return stranger, nil
	}
	header := strings.TrimSpace(r.Header.Get("Authorization"))
	if !strings.HasPrefix(header, "Bearer") {
		return stranger, nil
	}
	v := s.users[header]
	if v == nil {
		return stranger, errUnauthorized
	}
	return v, nil
}

func (s *server) authenticate(r *http.Request) (*visitor, error) {
	v := s.users[r.Header.Get("Authorization")]
	if v == nil {
		return nil, errUnauthorized
	}
	return v, nil
}

// form asks where the request comes from, and nobody who sends it.
func (s *server) form(w http.ResponseWriter, r *http.Request) {
	c, err := r.Cookie("csrf")
	if err != nil || c.Value != r.Header.Get("X-CSRF-Token") {
		fail(w, errForbidden)
		return
	}
	_ = data(w, r, nil)
}

func data(w http.ResponseWriter, _ *http.Request, _ *visitor) error {
	all, err := os.ReadFile("/srv/data.json")
	if err != nil {
		return err
	}
	_, err = w.Write(all)
	return err
}

func fail(w http.ResponseWriter, err error) {
	status := http.StatusInternalServerError
	if known := new(statusError); errors.As(err, &known) {
		status = known.status
	}
	http.Error(w, http.StatusText(status), status)
}
