// Package main looks credentials up in databases where requests come in.
package main

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"gorm.io/gorm"
)

type S struct {
	p *pgxpool.Pool
	d *sql.DB
	x *sqlx.DB
	g *gorm.DB
	c Cache

	tokens map[string]int
}
type Cache interface {
	Get(ctx context.Context, k string) (string, bool)
}
type Sess struct {
	ID     int
	UserID string
}

func tok(r *http.Request) string { return strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ") }

func (s *S) pgxScan(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var id string
		if err := s.p.QueryRow(r.Context(), "SELECT user_id FROM sessions WHERE token=$1", tok(r)).Scan(&id); err != nil {
			http.Error(w, "unauthorized", 401)
			return
		}
		next.ServeHTTP(w, r)
	})
}
func (s *S) sqlScan(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var id string
		err := s.d.QueryRowContext(r.Context(), "SELECT user_id FROM sessions WHERE token=$1", tok(r)).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			http.Error(w, "unauthorized", 401)
			return
		}
		if err != nil {
			http.Error(w, "internal", 500)
			return
		}
		next.ServeHTTP(w, r)
	})
}
func (s *S) sqlxGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var se Sess
		if err := s.x.GetContext(r.Context(), &se, "SELECT * FROM sessions WHERE token=$1", tok(r)); err != nil {
			w.WriteHeader(401)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, se.UserID)))
	})
}
func (s *S) gormFirst(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var se Sess
		if s.g.Where("token = ?", tok(r)).First(&se).Error != nil {
			w.WriteHeader(401)
			return
		}
		next.ServeHTTP(w, r)
	})
}
func (s *S) gormFind(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var se Sess
		res := s.g.Where("token = ?", tok(r)).Limit(1).Find(&se)
		if res.Error != nil || res.RowsAffected == 0 {
			w.WriteHeader(401)
			return
		}
		next.ServeHTTP(w, r)
	})
}
func (s *S) gormID(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var se Sess
		s.g.Where("token = ?", tok(r)).Find(&se)
		if se.ID == 0 {
			w.WriteHeader(401)
			return
		}
		next.ServeHTTP(w, r)
	})
}
func (s *S) pgxRows(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rows, err := s.p.Query(r.Context(), "SELECT * FROM sessions WHERE token=$1", tok(r))
		if err != nil {
			w.WriteHeader(500)
			return
		}
		se, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Sess])
		if err != nil {
			w.WriteHeader(401)
			return
		}
		_ = se
		next.ServeHTTP(w, r)
	})
}
func (s *S) sqlNext(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rows, err := s.d.Query("SELECT * FROM sessions WHERE token=$1", tok(r))
		if err != nil {
			w.WriteHeader(500)
			return
		}
		defer rows.Close()
		if !rows.Next() {
			w.WriteHeader(401)
			return
		}
		next.ServeHTTP(w, r)
	})
}
func (s *S) exists(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var ok bool
		if err := s.d.QueryRow("SELECT EXISTS(SELECT 1 FROM sessions WHERE token=$1)", tok(r)).Scan(&ok); err != nil {
			w.WriteHeader(500)
			return
		}
		if !ok {
			w.WriteHeader(401)
			return
		}
		next.ServeHTTP(w, r)
	})
}
func (s *S) cache(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := s.c.Get(r.Context(), tok(r)); !ok {
			w.WriteHeader(401)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// no guards
func (s *S) pathOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var id string
		if err := s.p.QueryRow(r.Context(), "SELECT id FROM things WHERE id=$1", chi.URLParam(r, "id")).Scan(&id); err != nil {
			http.NotFound(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}
func (s *S) ignores(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var id string
		_ = s.d.QueryRow("SELECT user_id FROM sessions WHERE token=$1", tok(r)).Scan(&id)
		next.ServeHTTP(w, r)
	})
}
func (s *S) ping(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := s.d.PingContext(r.Context()); err != nil {
			w.WriteHeader(503)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// digest looks a digest of the token up.
func (s *S) digest(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sum := sha256.Sum256([]byte(tok(r)))
		var se Sess
		if err := s.g.First(&se, "digest = ?", hex.EncodeToString(sum[:])).Error; err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// known looks a digest of the token up among those at hand.
func (s *S) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := s.tokens[fmt.Sprintf("%x", sha256.Sum256([]byte(tok(r))))]; !ok {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// changed ends requests for a page that is another, whoever asks.
func (s *S) changed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sum := sha256.Sum256([]byte(r.URL.Query().Get("page")))
		if hex.EncodeToString(sum[:]) != r.URL.Query().Get("digest") {
			w.WriteHeader(http.StatusPreconditionFailed)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// logs keeps what was sent, and says nothing where that fails.
func (s *S) logs(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := s.d.Exec("INSERT INTO calls (token) VALUES ($1)", tok(r)); err != nil {
			http.Error(w, "internal", http.StatusInternalServerError)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// other asks for a row that has nothing to do with the token.
func (s *S) other(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var se, open Sess
		s.g.Where("token = ?", tok(r)).Find(&se)
		s.g.Where("name = ?", "open").Find(&open)
		if open.ID == 0 {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// who answers strangers itself, and says whether to go on.
func (s *S) who(w http.ResponseWriter, r *http.Request) (*Sess, bool) {
	var se Sess
	if s.g.First(&se, "token = ?", tok(r)).Error != nil {
		http.Error(w, "unauthorized", http.StatusUnauthorized)
		return nil, false
	}
	return &se, true
}

// page finds what is asked for, and says whether to go on.
func (s *S) page(w http.ResponseWriter, r *http.Request) (*Sess, bool) {
	var se Sess
	if s.g.First(&se, "page = ?", chi.URLParam(r, "id")).Error != nil {
		http.NotFound(w, r)
		return nil, false
	}
	return &se, true
}

func (s *S) mine(w http.ResponseWriter, r *http.Request) {
	if _, ok := s.who(w, r); !ok {
		return
	}
	h(w, r)
}

func (s *S) pages(w http.ResponseWriter, r *http.Request) {
	if _, ok := s.page(w, r); !ok {
		return
	}
	h(w, r)
}

type userKey struct{}

func h(w http.ResponseWriter, r *http.Request) {}

func main() {
	s := &S{}
	r := chi.NewRouter()
	r.With(s.pgxScan).Post("/pgxScan", h)     // route POST /pgxScan required
	r.With(s.sqlScan).Post("/sqlScan", h)     // route POST /sqlScan required
	r.With(s.sqlxGet).Post("/sqlxGet", h)     // route POST /sqlxGet required
	r.With(s.gormFirst).Post("/gormFirst", h) // route POST /gormFirst required
	r.With(s.gormFind).Post("/gormFind", h)   // route POST /gormFind required
	r.With(s.gormID).Post("/gormID", h)       // route POST /gormID required
	r.With(s.pgxRows).Post("/pgxRows", h)     // route POST /pgxRows required
	r.With(s.sqlNext).Post("/sqlNext", h)     // route POST /sqlNext required
	r.With(s.exists).Post("/exists", h)       // route POST /exists required
	r.With(s.cache).Post("/cache", h)         // route POST /cache required
	r.With(s.digest).Post("/digest", h)       // route POST /digest required
	r.With(s.known).Post("/known", h)         // route POST /known required
	r.With(s.changed).Post("/no/changed", h)  // route POST /no/changed none
	r.Post("/mine", s.mine)                   // route POST /mine required
	r.Post("/no/pages/{id}", s.pages)         // route POST /no/pages/{id} none
	r.With(s.pathOnly).Post("/no/{id}", h)    // route POST /no/{id} none
	r.With(s.ignores).Post("/no/ignores", h)  // route POST /no/ignores none
	r.With(s.logs).Post("/no/logs", h)        // route POST /no/logs none
	r.With(s.other).Post("/no/other", h)      // route POST /no/other none
	r.With(s.ping).Post("/no/ping", h)        // route POST /no/ping none
	http.ListenAndServe(":2", r)
}
