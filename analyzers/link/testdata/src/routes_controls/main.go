// Command routes_controls has one route for each control that a chain can show,
// and for what looks like one.
package main

import (
	"context"
	"crypto/subtle"
	"io"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

func main() {
	r := chi.NewRouter()
	r.With(authenticate).Get("/auth", answer)                     // route GET /auth required
	r.With(authenticate, admins).Get("/admins", answer)           // route GET /admins required authz=present
	r.With(authenticate, readers).Get("/readers", answer)         // route GET /readers required
	r.With(both).Get("/both", answer)                             // route GET /both required authz=present
	r.With(authenticate).Get("/own", own)                         // route GET /own required authz=present
	r.With(keyed).Get("/keyed", answer)                           // route GET /keyed required
	r.With(slow).Get("/slow", answer)                             // route GET /slow none rate_limit=present
	r.With(counted).Get("/counted", answer)                       // route GET /counted none
	r.Get("/inline", inline)                                      // route GET /inline none rate_limit=present
	r.With(middleware.Throttle(9)).Get("/throttled", answer)      // route GET /throttled none rate_limit=present
	r.With(shared).Get("/shared", answer)                         // route GET /shared none cors=present
	r.With(vary).Get("/vary", answer)                             // route GET /vary none
	r.With(timed).Get("/timed", answer)                           // route GET /timed none timeout=present
	r.With(middleware.Timeout(time.Second)).Get("/ended", answer) // route GET /ended none timeout=present
	r.With(caught).Get("/caught", answer)                         // route GET /caught none recover=present
	r.With(middleware.Recoverer).Get("/recovered", answer)        // route GET /recovered none recover=present
	r.With(deferred).Get("/deferred", answer)                     // route GET /deferred none
	r.With(bounded).Post("/bounded", answer)                      // route POST /bounded none body_limit=present
	r.Post("/within", within)                                     // route POST /within none body_limit=present
	r.Post("/beyond", beyond)                                     // route POST /beyond none
	r.With(caught, timed, slow, authenticate).Get("/all", answer) // route GET /all required rate_limit=present recover=present timeout=present
	_ = http.ListenAndServe(":8080", r)
}

func answer(w http.ResponseWriter, r *http.Request) {
	data, _ := os.ReadFile("/srv/data.json")
	_, _ = w.Write(data)
}

type userKey struct{}

type user struct {
	name  string
	roles []string
}

var users = map[string]*user{}

// authenticate says who is calling.
func authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u := users[strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")]
		if u == nil {
			http.Error(w, "who are you", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, u)))
	})
}

// admins asks for a role of whom authenticate has found.
func admins(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u, _ := r.Context().Value(userKey{}).(*user)
		if u == nil || len(u.roles) == 0 {
			http.Error(w, "not for you", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// readers refuses nobody.
func readers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if u, _ := r.Context().Value(userKey{}).(*user); u != nil && len(u.roles) > 0 {
			w.Header().Set("X-Roles", strings.Join(u.roles, ","))
		}
		next.ServeHTTP(w, r)
	})
}

// both asks who is calling, and then for a role.
func both(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u := users[r.Header.Get("Authorization")]
		if u == nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if len(u.roles) == 0 {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// own shows callers what is theirs.
func own(w http.ResponseWriter, r *http.Request) {
	u := r.Context().Value(userKey{}).(*user)
	if u.name != chi.URLParam(r, "name") {
		http.Error(w, "not yours", http.StatusForbidden)
		return
	}
	answer(w, r)
}

// keyed says 403 to those it does not know: that is no question of what they may
// do.
func keyed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-API-Key")), []byte(os.Getenv("KEY"))) != 1 {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

var requests atomic.Int64

// slow turns away what is too much.
func slow(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if requests.Add(1) > 100 {
			http.Error(w, "later", http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// counted counts and lets all pass.
func counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if requests.Add(1) > 100 {
			w.Header().Set("X-Busy", "1")
		}
		next.ServeHTTP(w, r)
	})
}

// inline has a limit of its own.
func inline(w http.ResponseWriter, r *http.Request) {
	if requests.Add(1) > 100 {
		http.Error(w, "later", http.StatusTooManyRequests)
		return
	}
	answer(w, r)
}

// shared lets other origins read.
func shared(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "https://example.com")
		next.ServeHTTP(w, r)
	})
}

// vary sets another header.
func vary(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Origin")
		next.ServeHTTP(w, r)
	})
}

// timed ends the request's context.
func timed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), time.Second)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// caught outlives panics.
func caught(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if recover() != nil {
				w.WriteHeader(http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// deferred defers something else.
func deferred(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer requests.Add(-1)
		next.ServeHTTP(w, r)
	})
}

// bounded bounds what is read.
func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
		next.ServeHTTP(w, r)
	})
}

// within bounds what it reads itself.
func within(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	data, _ := io.ReadAll(r.Body)
	_ = os.WriteFile("/srv/data.json", data, 0o600)
}

// beyond bounds something else.
func beyond(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open("/srv/template.json")
	if err != nil {
		http.Error(w, "no template", http.StatusInternalServerError)
		return
	}
	head, _ := io.ReadAll(io.LimitReader(f, 1<<10))
	data, _ := io.ReadAll(r.Body)
	_ = os.WriteFile("/srv/data.json", append(head, data...), 0o600)
}
