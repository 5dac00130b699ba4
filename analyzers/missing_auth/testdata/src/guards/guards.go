// Command guards holds what a guard can ask for, and the ways in which it can
// ask: all of them reject strangers.
package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
)

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }

type user struct {
	name  string
	admin bool
}

type key struct{}

// store finds users by what they send.
type store interface {
	BySession(ctx context.Context, id string) (*user, error)
	ByToken(token string) (user, bool)
	Valid(name, password string) bool
}

type guards struct{ store store }

func basic(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, password, ok := r.BasicAuth()
		if !ok || name != "root" || password != "secret" {
			w.Header().Set("WWW-Authenticate", "Basic")
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g *guards) session(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("session")
		if err != nil {
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		u, err := g.store.BySession(r.Context(), c.Value)
		if errors.Is(err, context.Canceled) {
			return
		}
		if err != nil {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, u)))
	})
}

func certificate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.TLS == nil || len(r.TLS.PeerCertificates) == 0 {
			http.Error(w, "a client certificate is required", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// who returns the caller, or an error.
func (g *guards) who(r *http.Request) (*user, error) {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return nil, errors.New("no token")
	}
	u, ok := g.store.ByToken(token)
	if !ok {
		return nil, errors.New("unknown token")
	}
	return &u, nil
}

func (g *guards) byError(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u, err := g.who(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, u)))
	})
}

// lookup returns the caller and whether there is one.
func (g *guards) lookup(r *http.Request) (user, bool) {
	return g.store.ByToken(r.Header.Get("X-Api-Key"))
}

func (g *guards) byBool(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := g.lookup(r); !ok {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// find returns nil for strangers.
func (g *guards) find(r *http.Request) *user {
	u, err := g.who(r)
	if err != nil {
		return nil
	}
	return u
}

func (g *guards) byNil(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u := g.find(r)
		if u == nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g *guards) allowed(r *http.Request) bool {
	name, password, ok := r.BasicAuth()
	return ok && g.store.Valid(name, password)
}

func (g *guards) byPredicate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if g.allowed(r) {
			next.ServeHTTP(w, r)
			return
		}
		w.WriteHeader(http.StatusUnauthorized)
	})
}

// demand writes the rejection itself.
func demand(w http.ResponseWriter, r *http.Request) bool {
	if r.Header.Get("Authorization") == "" {
		w.WriteHeader(http.StatusUnauthorized)
		return false
	}
	return true
}

func byHelper(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !demand(w, r) {
			return
		}
		next.ServeHTTP(w, r)
	})
}

// reject writes the rejection with a status that it is given.
func reject(w http.ResponseWriter, status int, text string) { http.Error(w, text, status) }

func byWriter(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch token := r.Header.Get("Authorization"); {
		case token == "":
			reject(w, 401, "no token")
		case token != "secret":
			reject(w, 403, "wrong token")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// signed checks a signature over the path.
func signed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mac := hmac.New(sha256.New, []byte("secret"))
		mac.Write([]byte(r.URL.Path))
		got, err := hex.DecodeString(r.Header.Get("X-Signature"))
		if err != nil || !hmac.Equal(got, mac.Sum(nil)) {
			http.Error(w, "bad signature", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// identify lets everyone by and remembers who it was; demandUser asks for it.
func (g *guards) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if u, err := g.who(r); err == nil {
			r = r.WithContext(context.WithValue(r.Context(), key{}, u))
		}
		next.ServeHTTP(w, r)
	})
}

func caller(ctx context.Context) (*user, bool) {
	u, ok := ctx.Value(key{}).(*user)
	return u, ok
}

func demandUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := caller(r.Context()); !ok {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func demandAdmin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u, _ := r.Context().Value(key{}).(*user)
		if u == nil || !u.admin {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// panicking ends the request by a panic that an outer handler turns into 401.
func panicking(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			panic(http.ErrAbortHandler)
		}
		next.ServeHTTP(w, r)
	})
}

func serve(s store) {
	g := &guards{s}
	r := chi.NewRouter()
	r.With(basic).Get("/basic", answer)
	r.With(g.session).Get("/session", answer)
	r.With(certificate).Get("/certificate", answer)
	r.With(g.byError).Get("/error", answer)
	r.With(g.byBool).Get("/bool", answer)
	r.With(g.byNil).Get("/nil", answer)
	r.With(g.byPredicate).Get("/predicate", answer)
	r.With(byHelper).Get("/helper", answer)
	r.With(byWriter).Get("/writer", answer)
	r.With(signed).Get("/signed", answer)
	r.With(panicking).Get("/panicking", answer)
	r.With(g.identify, demandUser).Get("/identity", answer)
	r.With(g.identify, demandAdmin).Get("/admin", answer)
	r.With(g.session, demandAdmin).Get("/admin/session", answer)
	r.With(g.identify).Get("/identified", answer)         // want "unproven: GET /identified can be called without authentication"
	r.With(demandUser).Get("/nobody/asked", answer)       // want "hint: whether GET /nobody/asked requires"
	r.With(demandUser, g.identify).Get("/turned", answer) // want "(hint|unproven): .*GET /turned"
	log.Fatal(http.ListenAndServe(":8080", r))
}

type memory map[string]user

func (m memory) BySession(_ context.Context, id string) (*user, error) {
	if u, ok := m[id]; ok {
		return &u, nil
	}
	return nil, errors.New("no such session")
}

func (m memory) ByToken(token string) (user, bool) { u, ok := m[token]; return u, ok }

func (m memory) Valid(name, password string) bool { return m[password].name == name }

func main() { serve(memory{"secret": {name: "root"}}) }
