// Command services has what services grow over time: constructors that are
// called twice, guards that are told how to find out who is calling,
// middlewares that answer some paths themselves, lists of defaults, redirects.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"path"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }

type user struct{ name string }

type key string

const userKey key = "user"

type store interface {
	Find(name string) (*user, error)
}

func fromHeader(r *http.Request) string { return r.Header.Get("Authorization") }

func fromNothing(*http.Request) string { return "guest" }

// identify asks each function in turn.
func identify(s store, r *http.Request, ways ...func(*http.Request) string) (context.Context, error) {
	name := ""
	for _, way := range ways {
		if name = way(r); name != "" {
			break
		}
	}
	if name == "" {
		return nil, errors.New("nobody")
	}
	u, err := s.Find(name)
	if err != nil {
		return nil, err
	}
	return context.WithValue(r.Context(), userKey, u), nil
}

func guard(s store) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx, err := identify(s, r, fromNothing, fromHeader)
			if err != nil {
				http.Error(w, "unauthorized", http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r.WithContext(ctx))
		})
	}
}

// robots answers one path itself.
func robots(fs http.FileSystem) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/robots.txt") {
				http.FileServer(fs).ServeHTTP(w, r)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// parameters looks at every parameter of the path, and rejects nobody.
func parameters(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for i, k := range chi.RouteContext(r.Context()).URLParams.Keys {
			log.Print(i, k)
		}
		next.ServeHTTP(w, r)
	})
}

// api is made once for each version.
type api struct {
	http.Handler
	store store
}

func newAPI(s store) *api {
	a := &api{store: s}
	a.Handler = a.routes()
	return a
}

func (a *api) routes() http.Handler {
	r := chi.NewRouter()
	r.Use(parameters)
	r.Get("/open", answer) // want "proven: GET /v1/open is registered without authentication: nothing in its chain \\(middleware.RequestID, middleware.Recoverer, services.robots, services.parameters\\)"
	r.Group(func(r chi.Router) {
		r.Use(guard(a.store))
		r.Get("/items", answer)
		r.Delete("/items/{id}", answer)
	})
	return r
}

// toRoot only says where to go.
func toRoot(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/app/", http.StatusFound) }

// removed deletes, and says where to go.
func removed(s store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := s.Find(r.PathValue("name")); err != nil {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		http.Redirect(w, r, "/", http.StatusSeeOther)
	}
}

func serve(s store, base string) error {
	defaults := chi.Middlewares{middleware.RequestID, middleware.Recoverer, robots(http.Dir("web"))}
	r := chi.NewRouter()
	r.Use(defaults...)
	r.Mount("/v1", newAPI(s))
	r.Mount("/v2", guard(s)(newAPI(s)))
	r.Get("/", toRoot)
	r.Get("/removed/{name}", removed(s)) // want "proven: GET /removed/{name} is registered"
	r.Handle("/app/*", http.StripPrefix("/app", http.FileServer(http.Dir("web"))))
	r.With(guard(s)).Get(path.Join(base, "joined"), answer)
	r.Get(path.Join(base, "plain"), answer) // want "proven: GET /base/plain is registered without"
	return http.ListenAndServe(":8080", r)
}

type memory map[string]*user

func (m memory) Find(name string) (*user, error) { return m[name], nil }

func main() { log.Fatal(serve(memory{}, "/base")) }
