// Command tables registers routes in loops over tables, guarded and open.
package main

import (
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
)

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }
func other(w http.ResponseWriter, _ *http.Request)  { w.Write([]byte("other")) }

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type route struct {
	method, path string
	handler      http.HandlerFunc
}

// all is a table that a variable holds.
var all = []route{
	{method: "GET", path: "/e", handler: answer}, // a comment
	{method: "PUT", path: "/f", handler: guarded},
}

// guarded asks for itself.
func guarded(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "secret" {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	answer(w, r)
}

// returned is a table that a function makes, of pointers.
func returned() []*route {
	return []*route{
		{"GET", "/g", answer},
		{"GET", "/h", guarded},
	}
}

// register adds a table to a router.
func register(r chi.Router, routes ...route) {
	for i := range routes {
		r.Method(routes[i].method, "/registered"+routes[i].path, routes[i].handler) // want "proven: GET /registered/i is registered without"
	}
}

// use puts every middleware of a list on a router.
func use(r chi.Router, mws ...func(http.Handler) http.Handler) {
	for _, mw := range mws {
		r.Use(mw)
	}
}

// load makes a table that cannot be read.
func load(n int) []route {
	var list []route
	for range n {
		list = append(list, route{"GET", "/n", answer})
	}
	return list
}

func main() {
	r := chi.NewRouter()
	for _, rt := range []route{
		{"GET", "/a", answer},
		{"POST", "/b", other},
	} {
		r.With(guard).MethodFunc(rt.method, rt.path, rt.handler)
	}
	for _, rt := range []route{
		{"GET", "/c", answer},
		{"POST", "/d", other},
	} {
		r.MethodFunc(rt.method, "/open"+rt.path, rt.handler) // want "proven: GET /open/c is registered" "proven: POST /open/d is registered"
	}
	for _, rt := range all {
		r.MethodFunc(rt.method, "/global"+rt.path, rt.handler) // want "proven: GET /global/e is registered"
	}
	for _, rt := range returned() {
		r.MethodFunc(rt.method, "/returned"+rt.path, rt.handler) // want "proven: GET /returned/g is registered"
	}
	for path, h := range map[string]http.HandlerFunc{
		"/map/a": answer,
		"/map/b": guarded,
	} {
		r.Get(path, h) // want "proven: GET /map/a is registered"
	}
	for _, path := range []string{"/x", "/y"} {
		r.Get(path, answer) // want "proven: GET /x is registered" "proven: GET /y is registered"
	}
	register(r, route{"GET", "/i", answer}, route{"GET", "/j", guarded})
	r.Group(func(r chi.Router) {
		use(r, guard)
		r.Get("/k", answer)
	})
	mws := chi.Middlewares{}
	if len(all) > 0 {
		mws = append(mws, guard)
	}
	r.With(mws...).Get("/l", answer) // want "(unproven|hint): .*GET /l "
	for _, rt := range load(len(all)) {
		r.Get(rt.path, rt.handler) // want "hint: whether GET {\\?} requires"
	}
	log.Fatal(http.ListenAndServe(":8080", r))
}
