// Package main registers on groups that are copied from each other, in many ways:
// each holds the router of one before it.
package main

import "net/http"

func answer(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) }

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, _, ok := r.BasicAuth(); !ok {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type group struct {
	mux    *http.ServeMux
	parent *group
	other  *http.ServeMux
}

var groups = map[string]*group{}

func (g *group) with() *group    { return &group{mux: g.mux, parent: g, other: g.other} }
func (g *group) swapped() *group { return &group{mux: g.other, parent: g, other: g.mux} }
func (g *group) named(name string) *group {
	if known := groups[name]; known != nil {
		return &group{mux: known.mux, parent: known.parent, other: known.mux}
	}
	next := g.with()
	next.mux, next.other = g.parent.mux, g.parent.other
	groups[name] = next
	return next
}

func (g *group) reset() { g.mux, g.other = g.parent.other, g.parent.mux }

// These are for others to call, with groups that nobody knows here.

func (g *group) Follow(other *group) *group { return &group{mux: other.mux, parent: other} }
func (g *group) Join(other *group) *group   { g.mux = other.mux; return g }
func (g *group) Leave(other *group) *group  { g.mux = other.other; return g }
func (g *group) Swap(a, b *group)           { a.mux, b.mux = b.mux, a.mux; a.other, b.other = b.other, b.mux }
func Merge(a, b *group) *group              { return &group{mux: a.mux, other: b.other} }

func (g *group) handle(pattern string, h http.HandlerFunc) {
	for at := g; at != nil; at = at.parent {
		if at.parent == nil {
			at.mux.HandleFunc(pattern, h)
		}
	}
}

func main() {
	mux := http.NewServeMux()
	root := &group{mux: mux, other: mux}
	root.with().handle("GET /orders", answer)                  // want "proven: GET /orders is registered"
	root.swapped().named("a").handle("GET /customers", answer) // want "proven: GET /customers is registered"
	root.with().mux.Handle("GET /invoices", guard(http.HandlerFunc(answer)))
	root.swapped().reset()
	_ = http.ListenAndServe(":8080", mux)
}
