// Command routes_opened asks lists which requests need no check: what a configuration
// says, what the code does, and what requests can change.
package main

import (
	"encoding/json"
	"net/http"
	"os"
	"slices"
	"strings"
)

type config struct {
	Open   []string        `json:"open"`
	Skip   map[string]bool `json:"skip"`
	Routes []string        `json:"routes"`
}

func load() (*config, error) {
	c := &config{Routes: []string{"GET /routes/first"}}
	data, err := os.ReadFile("config.json")
	if err != nil {
		return nil, err
	}
	return c, json.Unmarshal(data, c)
}

type gate struct {
	mux    *http.ServeMux
	secret string
	open   []string
	skip   map[string]bool
	routes []string
	fixed  []string
	live   []string
	seen   map[string]bool
}

func (g *gate) right(r *http.Request) bool {
	return r.Header.Get("Authorization") == "Bearer "+g.secret
}

func deny(w http.ResponseWriter) { w.WriteHeader(http.StatusUnauthorized) }

func answer(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("something")) }

// unless checks all requests but those that are let by.
func (g *gate) unless(lets func(*http.Request) bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if lets(r) || g.right(r) {
			answer(w, r)
			return
		}
		deny(w)
	})
}

func (g *gate) byField(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if slices.Contains(g.open, r.URL.Path) || g.right(r) {
			next.ServeHTTP(w, r)
			return
		}
		deny(w)
	})
}

func (g *gate) byMap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.skip[r.URL.Path] && !g.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g *gate) byPrefix(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, p := range g.open {
			if strings.HasPrefix(r.URL.Path, p) {
				next.ServeHTTP(w, r)
				return
			}
		}
		if !g.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g *gate) byFixed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if slices.Contains(g.fixed, r.URL.Path) || g.right(r) {
			next.ServeHTTP(w, r)
			return
		}
		deny(w)
	})
}

// named asks for the pattern that the router has for a request.
func (g *gate) named(r *http.Request) bool {
	_, pattern := g.mux.Handler(r)
	if pattern == "" {
		return false
	}
	return slices.Contains(g.routes, pattern)
}

func (g *gate) byPattern(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if g.named(r) || g.right(r) {
			next.ServeHTTP(w, r)
			return
		}
		deny(w)
	})
}

// byLive goes by a list that an endpoint adds to.
func (g *gate) byLive(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if slices.Contains(g.live, r.URL.Path) || g.right(r) {
			next.ServeHTTP(w, r)
			return
		}
		deny(w)
	})
}

// bySeen goes by what earlier requests have left.
func (g *gate) bySeen(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.seen[r.URL.Path] && !g.right(r) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// byHeader looks for something else in the list that a client can say.
func (g *gate) byHeader(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if slices.Contains(g.open, r.Header.Get("X-Route")) || g.right(r) {
			next.ServeHTTP(w, r)
			return
		}
		deny(w)
	})
}

// byQuery goes by a list that the request brings.
func (g *gate) byQuery(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if slices.Contains(r.URL.Query()["open"], r.URL.Path) || g.right(r) {
			next.ServeHTTP(w, r)
			return
		}
		deny(w)
	})
}

func (g *gate) change(w http.ResponseWriter, r *http.Request) {
	if !g.right(r) {
		deny(w)
		return
	}
	g.live = append(g.live, r.FormValue("path"))
	g.seen[r.FormValue("path")] = true
}

func except(secret string, open ...string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if slices.Contains(open, r.URL.Path) || r.Header.Get("X-Api-Key") == secret {
				next.ServeHTTP(w, r)
				return
			}
			deny(w)
		})
	}
}

var constant = []string{"/global/open"}

func (g *gate) byGlobal(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if slices.Contains(constant, r.URL.Path) || g.right(r) {
			next.ServeHTTP(w, r)
			return
		}
		deny(w)
	})
}

func main() {
	c, err := load()
	if err != nil {
		panic(err)
	}
	mux := http.NewServeMux()
	g := &gate{mux: mux, secret: os.Getenv("SECRET"), open: c.Open, skip: c.Skip, routes: c.Routes, fixed: []string{"/fixed/open"}, seen: map[string]bool{}}
	h := http.HandlerFunc(answer)

	// Who runs the program says what is open, and nobody else.
	mux.Handle("GET /field", g.byField(h))                                                            // route GET /field required configured
	mux.Handle("GET /map", g.byMap(h))                                                                // route GET /map required configured
	mux.Handle("GET /prefix", g.byPrefix(h))                                                          // route GET /prefix required configured
	mux.Handle("GET /given", except(g.secret, c.Open...)(h))                                          // route GET /given required configured
	mux.Handle("GET /env", except(g.secret, strings.Split(os.Getenv("OPEN"), ",")...)(h))             // route GET /env required configured
	mux.Handle("GET /more", except(g.secret, append([]string{"/health"}, c.Open...)...)(h))           // route GET /more required configured
	mux.Handle("GET /routes/second", g.byPattern(h))                                                  // route GET /routes/second required
	mux.Handle("GET /asked", g.unless(func(r *http.Request) bool { return g.skip[r.URL.Path] }))      // route GET /asked optional
	mux.Handle("GET /told", g.unless(func(r *http.Request) bool { return r.Header.Get("X") != "y" })) // route GET /told optional

	// The code says so of the route itself.
	mux.Handle("GET /routes/first", g.byPattern(h))                                       // route GET /routes/first none
	mux.Handle("GET /fixed/open", g.byFixed(h))                                           // route GET /fixed/open none
	mux.Handle("GET /fixed/shut", g.byFixed(h))                                           // route GET /fixed/shut required
	mux.Handle("GET /global/open", g.byGlobal(h))                                         // route GET /global/open none
	mux.Handle("GET /global/shut", g.byGlobal(h))                                         // route GET /global/shut required
	mux.Handle("GET /most", except(g.secret, append([]string{"/most"}, c.Open...)...)(h)) // route GET /most none
	mux.Handle("GET /none", except(g.secret)(h))                                          // route GET /none required
	mux.Handle("GET /one", except(g.secret, "/one")(h))                                   // route GET /one none

	// Requests can enter what is let by.
	mux.Handle("GET /live", g.byLive(h))     // route GET /live unknown
	mux.Handle("GET /seen", g.bySeen(h))     // route GET /seen unknown
	mux.Handle("GET /header", g.byHeader(h)) // route GET /header optional
	mux.Handle("GET /query", g.byQuery(h))   // route GET /query unknown
	mux.HandleFunc("POST /live", g.change)   // route POST /live required
	_ = http.ListenAndServe(":8080", mux)
}
