// Command routes_found leaves somebody in the context whom a database has found, or whom
// nobody has looked for, and has handlers that answer strangers in another way.
package main

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"os"

	"github.com/gofiber/fiber/v2"
)

type user struct {
	id   int
	role string
}

type key struct{}

type server struct{ db *sql.DB }

func answer(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("something")) }

func demands(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if u, _ := r.Context().Value(key{}).(*user); u == nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func demandsType(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := r.Context().Value(key{}).(*user); !ok {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// found leaves those whose session is in the database.
func (s *server) found(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("session")
		if err != nil {
			next.ServeHTTP(w, r)
			return
		}
		u := &user{}
		if err := s.db.QueryRow("SELECT id, role FROM sessions WHERE sid = $1", c.Value).Scan(&u.id, &u.role); err != nil {
			next.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, u)))
	})
}

// locked leaves an error in the place of somebody who is found and may not call.
func (s *server) locked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("session")
		if err != nil {
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, errors.New("no session"))))
			return
		}
		u := &user{}
		if err := s.db.QueryRow("SELECT id, role FROM sessions WHERE sid = $1", c.Value).Scan(&u.id, &u.role); err != nil {
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, errors.New("no session"))))
			return
		}
		if u.role == "" {
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, errors.New("locked"))))
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, u)))
	})
}

// missing leaves somebody whether or not there is such a session.
func (s *server) missing(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("session")
		if err != nil {
			next.ServeHTTP(w, r)
			return
		}
		u := &user{role: "guest"}
		err = s.db.QueryRow("SELECT id, role FROM sessions WHERE sid = $1", c.Value).Scan(&u.id, &u.role)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, u)))
	})
}

// brought leaves somebody for whoever brings a cookie.
func brought(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("session"); err == nil {
			r = r.WithContext(context.WithValue(r.Context(), key{}, &user{role: "guest"}))
		}
		next.ServeHTTP(w, r)
	})
}

// counted leaves somebody where there is any row at all.
func (s *server) counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u := &user{}
		if err := s.db.QueryRow("SELECT id, role FROM sessions LIMIT 1").Scan(&u.id, &u.role); err == nil {
			r = r.WithContext(context.WithValue(r.Context(), key{}, u))
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) current(c *fiber.Ctx) (*user, error) {
	u := &user{}
	err := s.db.QueryRow("SELECT id, role FROM sessions WHERE sid = $1", c.Cookies("session")).Scan(&u.id, &u.role)
	return u, err
}

// own says no to strangers, shown has something else for them.
func (s *server) own(c *fiber.Ctx) error {
	u, err := s.current(c)
	if err != nil {
		return c.Status(fiber.StatusUnauthorized).SendString("no")
	}
	return c.JSON(u.id)
}

func (s *server) shown(c *fiber.Ctx) error {
	u, err := s.current(c)
	if err != nil {
		return c.JSON(os.Args)
	}
	return c.JSON(u.id)
}

func main() {
	s := &server{}
	h := http.HandlerFunc(answer)
	mux := http.NewServeMux()
	mux.Handle("GET /found", s.found(demands(h)))       // route GET /found required
	mux.Handle("GET /locked", s.locked(demandsType(h))) // route GET /locked unknown
	mux.Handle("GET /missing", s.missing(demands(h)))   // route GET /missing unknown
	mux.Handle("GET /brought", brought(demands(h)))     // route GET /brought unknown
	mux.Handle("GET /counted", s.counted(demands(h)))   // route GET /counted unknown
	go func() { _ = http.ListenAndServe(":8080", mux) }()

	app := fiber.New()
	app.Get("/own", s.own)     // route GET /own required body_limit=present
	app.Get("/shown", s.shown) // route GET /shown none body_limit=present
	_ = app.Listen(":8081")
}
