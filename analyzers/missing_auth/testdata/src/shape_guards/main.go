// Command shape_guards guards routes by lists, by helpers that are told who is calling,
// by what outer middleware has left, and by one of two implementations: each has a twin
// that looks like it and lets strangers by.
package main

import (
	"context"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
)

type user struct{ name string }

type users interface {
	All(ctx context.Context) ([]*user, error)
	ByToken(ctx context.Context, token string) (*user, error)
}

type jobs interface {
	All(ctx context.Context) ([]string, error)
}

type server struct {
	secret string
	open   []string
	grown  []string
	users  users
	jobs   jobs
	data   map[string]string
}

type middleware func(http.Handler) http.Handler

func (s *server) list(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(s.data["a"])) }

func deny(w http.ResponseWriter) { http.Error(w, "no", http.StatusUnauthorized) }

func (s *server) right(r *http.Request) bool {
	return r.Header.Get("Authorization") == "Bearer "+s.secret
}

func (s *server) strict(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func noted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Seen", "1")
		next.ServeHTTP(w, r)
	})
}

// folded puts middlewares around a handler, the last one first.
func folded(h http.Handler, list ...middleware) http.Handler {
	for _, mw := range slices.Backward(list) {
		h = mw(h)
	}
	return h
}

// allowed lets by where it is told nothing of a caller.
func allowed(token, secret string) bool { return token == "" || token == secret }

func matches(token, secret string) bool { return token != "" && token == secret }

func (s *server) helped(check func(token, secret string) bool, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !check(r.Header.Get("X-Api-Key"), s.secret) {
			deny(w)
			return
		}
		next(w, r)
	}
}

func (s *server) lenient(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !allowed(r.Header.Get("X-Api-Key"), s.secret) {
			deny(w)
			return
		}
		next(w, r)
	}
}

func (s *server) firm(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !matches(r.Header.Get("X-Api-Key"), s.secret) {
			deny(w)
			return
		}
		next(w, r)
	}
}

type key string

// recognises leaves somebody for those whom it knows, and a language for all.
func (s *server) recognises(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), key("language"), "en")
		if c, err := r.Cookie("session"); err == nil {
			if u, err := s.users.ByToken(ctx, c.Value); err == nil && u != nil {
				ctx = context.WithValue(ctx, key("user"), u)
			}
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func demandsUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Context().Value(key("user")) == nil {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func demandsLanguage(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Context().Value(key("language")) == nil {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// except lets by what a list names that the program was started with, or that the code
// has.
func (s *server) except(list []string) middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !slices.Contains(list, r.URL.Path) && !s.right(r) { // want `what requires authentication of 1 of the routes .* is switched off where list names the route`
				deny(w)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// byGrown lets by what requests have added.
func (s *server) byGrown(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !slices.Contains(s.grown, r.URL.Path) && !s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) grow(_ http.ResponseWriter, r *http.Request) {
	s.grown = append(s.grown, r.FormValue("path"))
}

type wrapper interface {
	Wrap(http.Handler) http.Handler
}

type byKey struct{ s *server }

func (m *byKey) Wrap(next http.Handler) http.Handler { return m.s.strict(next) }

type byCookie struct{ s *server }

func (m *byCookie) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("session")
		if err != nil {
			deny(w)
			return
		}
		if u, err := m.s.users.ByToken(r.Context(), c.Value); err != nil || u == nil {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type byGuess struct{ s *server }

func (m *byGuess) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" && !m.s.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) chosen(first bool) wrapper {
	if first {
		return &byKey{s}
	}
	return &byCookie{s}
}

func (s *server) guessed(first bool) wrapper {
	if first {
		return &byKey{s}
	}
	return &byGuess{s}
}

func (s *server) known(r *http.Request) *user {
	c, err := r.Cookie("session")
	if err != nil {
		return nil
	}
	u, err := s.users.ByToken(r.Context(), c.Value)
	if err != nil {
		return nil
	}
	return u
}

// claimed lets all by until there is a user.
func (s *server) claimed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		all, err := s.users.All(r.Context())
		if err != nil {
			deny(w)
			return
		}
		if len(all) > 0 && s.known(r) == nil { // want `what requires authentication of 1 of the routes that corpus/shape_guards serves, as of GET /claimed, is switched off where len\(s.users.All\(r.Context\(\)\)\) <= 0`
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// idle lets all by as long as there is no work.
func (s *server) idle(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		all, err := s.jobs.All(r.Context())
		if err != nil {
			deny(w)
			return
		}
		if len(all) > 0 && s.known(r) == nil {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func roles(s *server, names ...string) middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if len(names) > 0 && s.known(r) == nil {
				deny(w)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func main() {
	s := &server{secret: os.Getenv("SECRET"), data: map[string]string{}}
	first := os.Getenv("FIRST") != ""
	h := http.HandlerFunc(s.list)
	mux := http.NewServeMux()

	mux.Handle("GET /folded", folded(h, noted, s.strict))
	mux.Handle("GET /unfolded", folded(h, noted, noted)) // want `GET /unfolded is registered without authentication`
	for path, handler := range maps.All(map[string]http.Handler{"GET /rows/a": s.strict(h), "GET /rows/b": noted(h)}) {
		mux.Handle(path, handler) // want `GET /rows/b is registered without authentication`
	}

	mux.Handle("GET /firm", s.firm(s.list))
	mux.Handle("GET /lenient", s.lenient(s.list)) // want `GET /lenient can be called without authentication`

	mux.Handle("GET /user", s.recognises(demandsUser(h)))
	mux.Handle("GET /language", s.recognises(demandsLanguage(h))) // want `whether GET /language requires authentication is not known`

	open := strings.Split(os.Getenv("OPEN"), ",")
	mux.Handle("GET /except", s.except(open)(h))
	mux.Handle("GET /listed", s.except([]string{"/listed"})(h)) // want `GET /listed is registered without authentication: .* lets it by`
	mux.Handle("GET /unlisted", s.except([]string{"/listed"})(h))
	mux.Handle("GET /grown", s.byGrown(h)) // want `whether GET /grown`
	mux.Handle("POST /grown", s.strict(http.HandlerFunc(s.grow)))

	mux.Handle("GET /chosen", s.chosen(first).Wrap(h))
	mux.Handle("GET /guessed", s.guessed(first).Wrap(h)) // want `GET /guessed can be called without authentication`

	mux.Handle("GET /claimed", s.claimed(h))
	mux.Handle("GET /idle", s.idle(h)) // want `GET /idle can be called without authentication`

	mux.Handle("GET /roles", roles(s, "admin")(h))
	mux.Handle("GET /roles/none", roles(s)(h)) // want `GET /roles/none is registered without authentication`
	_ = http.ListenAndServe(":8080", mux)
}
