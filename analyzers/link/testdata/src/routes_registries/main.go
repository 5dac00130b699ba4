// Package main goes through tables of functions and of plugins, with the router in
// hand.
package main

import (
	"net/http"

	"corpus/routes_registries/users"

	"github.com/go-chi/chi/v5"
)

// A table that is written, one that initializers fill, and one by names.
var (
	written = []func(*http.ServeMux){first}
	filled  []func(*http.ServeMux)
	named   = map[string]func(*http.ServeMux){"third": third}
)

func init() { filled = append(filled, second) }

// add is called by the initializers of the files that have routes.
func add(f func(*http.ServeMux)) { filled = append(filled, f) }

func init() { add(fifth) }

func fifth(m *http.ServeMux) { m.HandleFunc("GET /fifth", list) } // route GET /fifth required

func first(m *http.ServeMux)  { m.HandleFunc("GET /first", list) }  // route GET /first required
func second(m *http.ServeMux) { m.HandleFunc("GET /second", list) } // route GET /second required
func third(m *http.ServeMux)  { m.HandleFunc("GET /third", list) }  // route GET /third required
func fourth(m *http.ServeMux) { m.HandleFunc("GET /fourth", list) } // route GET /fourth required

// plugin is what objects of other packages are known as.
type plugin interface{ Routes(*http.ServeMux) }

type health struct{}

func (health) Routes(m *http.ServeMux) { m.HandleFunc("GET /health", list) } // route GET /health required

var plugins []plugin

func init() { plugins = append(plugins, health{}) }

type server struct {
	plugins []plugin
	hook    func(*http.ServeMux)
}

// routes: what is called comes before what stands behind it.
func (s *server) routes(m *http.ServeMux) {
	for _, p := range s.plugins {
		p.Routes(m)
	}
	if s.hook != nil {
		s.hook(m)
	}
}

// kept are handlers by their names, which initializers put there.
var kept = map[string]http.Handler{}

func keep(name string, h http.Handler) { kept[name] = h }

func init() {
	m := http.NewServeMux()
	m.HandleFunc("GET /rain", list) // route GET /kept/weather/rain required
	keep("weather", m)
}

// all answers for what is kept.
func all() http.Handler {
	m := http.NewServeMux()
	for name, h := range kept {
		prefix := "/" + name
		m.Handle(prefix+"/", http.StripPrefix(prefix, h))
	}
	return m
}

func hooked(m *http.ServeMux) { m.HandleFunc("GET /hooked", list) } // route GET /hooked required

// part is registered before and after a guard, and only what stands behind it is
// guarded.
type part interface{ Mount(chi.Router) }

type early struct{}

func (early) Mount(r chi.Router) { r.Get("/early", list) } // route GET /early none

type late struct{}

func (late) Mount(r chi.Router) { r.Get("/late", list) } // route GET /late required

func parts(before, after []part) http.Handler {
	r := chi.NewRouter()
	for _, p := range before {
		p.Mount(r)
	}
	r.Group(func(r chi.Router) {
		r.Use(guard)
		for _, p := range after {
			p.Mount(r)
		}
	})
	return r
}

func main() {
	m := http.NewServeMux()
	for _, f := range written {
		f(m)
	}
	for _, f := range filled {
		f(m)
	}
	for _, f := range named {
		f(m)
	}
	for _, f := range []func(*http.ServeMux){fourth} {
		f(m)
	}
	for _, p := range plugins {
		p.Routes(m)
	}
	s := &server{plugins: []plugin{&users.Users{Prefix: "/v1"}}, hook: hooked}
	s.routes(m)
	go func() { _ = http.ListenAndServe(":81", parts([]part{early{}}, []part{late{}})) }()
	m.Handle("/kept/", http.StripPrefix("/kept", all()))
	_ = http.ListenAndServe(":80", guard(m))
}

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func list(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(nil) }
