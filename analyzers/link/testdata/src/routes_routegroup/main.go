// Command routes_routegroup has groups over a ServeMux, some of which a map holds.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/go-pkgz/routegroup"
)

func list(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, os.Args) }

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("TOKEN") {
			http.Error(w, "who are you", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func seen(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Seen", "1")
		next.ServeHTTP(w, r)
	})
}

// A module says of which version it is, and fills the group of that version.
type (
	version string
	fills   func(*routegroup.Bundle)
	module  func() (version, fills)
)

func items() (version, fills) {
	return "v1", func(g *routegroup.Bundle) {
		g.HandleFunc("GET /items", list)                 // route GET /api/v1/items none
		g.With(guard).HandleFunc("DELETE /items", list)  // route DELETE /api/v1/items required
		g.Mount("/{id}").HandleFunc("GET /detail", list) // route GET /api/v1/{id}/detail none
	}
}

type server struct {
	root     *routegroup.Bundle
	versions map[version]*routegroup.Bundle
}

func (s *server) fill(modules ...module) {
	s.versions = make(map[version]*routegroup.Bundle)
	for _, m := range modules {
		version, fill := m()
		if _, ok := s.versions[version]; !ok {
			s.versions[version] = s.root.Mount(fmt.Sprintf("/api/%s", version))
			s.versions[version].HandleFunc("GET /doc", list) // route GET /api/v1/doc none route GET /api/v2/doc none
			fill(s.versions[version].Group())
		}
	}
}

// orders is made with what its routes need.
func orders(guard func(http.Handler) http.Handler, parts ...part) module {
	return func() (version, fills) {
		return "v2", func(g *routegroup.Bundle) {
			g.Use(guard)
			g.With(seen).HandleFunc("GET /orders", list) // route GET /api/v2/orders required
			for _, p := range parts {
				p.register(g)
			}
		}
	}
}

type part interface{ register(*routegroup.Bundle) }

type bills struct{}

func (bills) register(g *routegroup.Bundle) {
	g.Mount("/bills").HandleFunc("POST /{id}", list) // route POST /api/v2/bills/{id} required
}

func newServer(modules ...module) *server {
	s := &server{root: routegroup.New(http.NewServeMux())}
	s.fill(modules...)
	return s
}

func main() {
	log.Fatal(http.ListenAndServe(":7070", newServer(items, orders(guard, bills{})).root))
}

func other() {
	s := &server{root: routegroup.New(http.NewServeMux())}
	s.root.Use(seen)
	s.root.HandleFunc("/{$}", list)                      // route ANY / none
	s.root.Handle("POST /items", http.HandlerFunc(list)) // route POST /items none
	s.root.HandleFiles("/css", http.Dir("css"))          // route GET /css none
	users := s.root.Mount("/users")
	users.Use(guard)
	users.HandleRootFunc("GET", list)   // route GET /users required
	users.HandleFunc("GET /{id}", list) // route GET /users/{id} required
	users.Route(func(g *routegroup.Bundle) {
		g.Use(seen)
		g.HandleFunc("PUT /{id}", list) // route PUT /users/{id} required
	})
	s.root.Group().HandleFunc("GET /open", list) // route GET /open none
	s.fill(items)

	// By names, some of which are known.
	areas := map[string]*routegroup.Bundle{"open": s.root.Mount("/open-area")}
	areas["closed"] = s.root.Mount("/closed-area").With(guard)
	areas["closed"].HandleFunc("GET /list", list) // route GET /closed-area/list required
	areas["open"].HandleFunc("GET /list", list)   // route GET /open-area/list none
	if area, ok := areas[os.Args[1]]; ok {
		area.HandleFunc("GET /named", list) // route GET /open-area/named none route GET /closed-area/named required
	}
	go func() { log.Fatal(http.ListenAndServe(":8080", s.root)) }()

	mux := http.NewServeMux()
	admin := routegroup.Mount(mux, "/admin")
	admin.HandleFunc("GET /early", list) // route GET /admin/early none
	late := admin.With(guard)
	late.HandleFunc("GET /late", list) // route GET /admin/late required
	log.Fatal(http.ListenAndServe(":9090", mux))
}
