// Command routes_iterators loops over iterators of the standard library: routes of
// tables, and middlewares that handlers are wrapped in.
package main

import (
	"maps"
	"net/http"
	"os"
	"slices"

	"github.com/go-chi/chi/v5"
)

func answer(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(r.Host)) }

func key(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("KEY") {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func named(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Server", "iterators")
		next.ServeHTTP(w, r)
	})
}

// wrap puts the first middleware outermost.
func wrap(h http.Handler, mws ...func(http.Handler) http.Handler) http.Handler {
	for _, mw := range slices.Backward(mws) {
		h = mw(h)
	}
	return h
}

// within puts the last one outermost.
func within(h http.Handler, mws ...func(http.Handler) http.Handler) (wrapped http.Handler) {
	wrapped = h
	for mw := range slices.Values(mws) {
		wrapped = mw(wrapped)
	}
	return wrapped
}

// layer is what handlers are wrapped in.
type layer interface {
	Wrap(h http.Handler) http.Handler
}

// layerFunc is a function as one.
type layerFunc func(h http.Handler) http.Handler

func (f layerFunc) Wrap(h http.Handler) http.Handler { return f(h) }

// keyed asks for a key of its own.
type keyed struct{ key string }

func (k *keyed) Wrap(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if k.key == "" || r.Header.Get("X-Key") != k.key {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		h.ServeHTTP(w, r)
	})
}

// plain asks for nothing.
type plain struct{ name string }

func (p *plain) Wrap(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Server", p.name)
		h.ServeHTTP(w, r)
	})
}

func layered(h http.Handler, layers ...layer) (wrapped http.Handler) {
	wrapped = h
	for _, l := range slices.Backward(layers) {
		wrapped = l.Wrap(wrapped)
	}
	return wrapped
}

// stacked does the same by counting.
func stacked(h http.Handler, layers []layer) http.Handler {
	for i := len(layers) - 1; i >= 0; i-- {
		h = layers[i].Wrap(h)
	}
	return h
}

func wrapping(m *http.ServeMux) {
	h := http.HandlerFunc(answer)
	m.Handle("GET /wrapped", wrap(h, named, key))                                                                       // route GET /wrapped required
	m.Handle("GET /within", within(h, key, named))                                                                      // route GET /within required
	m.Handle("GET /unkeyed", wrap(h, named, named))                                                                     // route GET /unkeyed none
	m.Handle("GET /bare", wrap(h))                                                                                      // route GET /bare none
	m.Handle("GET /layered", layered(h, &plain{"layered"}, layerFunc(key)))                                             // route GET /layered required
	m.Handle("GET /layers", layered(h, &keyed{os.Getenv("LAYERS")}, layerFunc(named)))                                  // route GET /layers required
	m.Handle("GET /unlayered", layered(h, &plain{"layered"}, layerFunc(named)))                                         // route GET /unlayered none
	m.Handle("GET /stacked", stacked(h, []layer{&plain{"stacked"}, &keyed{os.Getenv("LAYERS")}}))                       // route GET /stacked required
	m.Handle("GET /unstacked", stacked(h, []layer{&plain{"stacked"}, layerFunc(named)}))                                // route GET /unstacked none
	m.Handle("GET /mixed", layered(wrap(h, named), &plain{"mixed"}, layerFunc(named), &keyed{key: os.Getenv("MIXED")})) // route GET /mixed required
}

type row struct {
	pattern string
	serve   http.HandlerFunc
}

func tables(r chi.Router) {
	for path, h := range maps.All(map[string]http.HandlerFunc{"/maps/all": answer}) {
		r.Get(path, h) // route GET /maps/all none
	}
	for path := range maps.Keys(map[string]bool{"/maps/keys": true}) {
		r.Get(path, answer) // route GET /maps/keys none
	}
	for h := range maps.Values(map[string]http.HandlerFunc{"value": answer}) {
		r.Get("/maps/values", h) // route GET /maps/values none
	}
	for _, row := range slices.All([]row{{"/slices/all", answer}, {"/slices/too", answer}}) {
		r.With(key).Get(row.pattern, row.serve) // route GET /slices/all required route GET /slices/too required
	}
	for row := range slices.Values([]row{{"/slices/values", answer}}) {
		r.Method(http.MethodPut, row.pattern, row.serve) // route PUT /slices/values none
	}
}

func main() {
	m := http.NewServeMux()
	wrapping(m)
	go func() { _ = http.ListenAndServe(":8080", m) }()
	r := chi.NewRouter()
	tables(r)
	_ = http.ListenAndServe(":8081", r)
}
