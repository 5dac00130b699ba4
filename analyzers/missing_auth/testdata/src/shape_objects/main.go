// Command shape_objects keeps routers, middleware and prefixes in structs, more
// than one of each type.
package main

import (
	"errors"
	"log"
	"net/http"
	"sync"

	"github.com/go-chi/chi/v5"
)

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func passing(next http.Handler) http.Handler { return next }

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }

// area is a part of the service: there are two, and one asks for a credential.
type area struct {
	prefix string
	auth   func(http.Handler) http.Handler
	router *chi.Mux
	mu     sync.Mutex
}

func newArea(prefix string, auth func(http.Handler) http.Handler) *area {
	return &area{prefix: prefix, auth: auth, router: chi.NewRouter()}
}

func (a *area) add(path string) {
	a.router.With(a.auth).Get(a.prefix+path, answer) // want "proven: GET /open/things is registered without"
}

// server has its router made by a method that runs later.
type server struct {
	router http.Handler
	mws    []func(http.Handler) http.Handler
	name   string
}

func newServer(name string, mws ...func(http.Handler) http.Handler) (*server, error) {
	if name == "" {
		return nil, errors.New("no name")
	}
	s := &server{name: name}
	s.mws = append(s.mws, passing)
	s.mws = append(s.mws, mws...)
	s.setup()
	return s, nil
}

func (s *server) setup() {
	r := chi.NewRouter()
	r.Use(s.mws...)
	r.Get("/"+s.name+"/items", answer) // want "proven: GET /first/items is registered without"
	s.router = r
}

// option sets a field of a struct that is being made.
type option func(*options)

type options struct {
	auth func(http.Handler) http.Handler
	path string
}

func withAuth(mw func(http.Handler) http.Handler) option {
	return func(o *options) { o.auth = mw }
}

func withPath(path string) option {
	return func(o *options) { o.path = path }
}

func mount(mux *http.ServeMux, opts ...option) {
	o := &options{auth: passing, path: "/default"}
	for _, opt := range opts {
		opt(o)
	}
	mux.Handle(o.path, o.auth(http.HandlerFunc(answer))) // want "proven: ANY /default is registered" "proven: ANY /opened is registered"
}

// app has one struct in another, and a router that is no pointer.
type app struct {
	web struct{ mux http.ServeMux }
	api *area
	conf
}

type conf struct {
	gate func(http.Handler) http.Handler
}

func (a *app) routes() {
	a.web.mux.Handle("GET /pages", a.gate(http.HandlerFunc(answer)))
	a.web.mux.HandleFunc("GET /about", answer) // want "hint: GET /about says to whoever asks"
	a.api.add("/things")
}

// switched has its guard taken out again.
func switched(mux *http.ServeMux) {
	o := options{auth: guard}
	mux.Handle("GET /before", o.auth(http.HandlerFunc(answer)))
	o.auth = passing
	mux.Handle("GET /after", o.auth(http.HandlerFunc(answer))) // want "proven: GET /after is registered"
}

// itself is given what it holds: it leads nowhere, and must lead to an end.
func itself(mux *http.ServeMux) {
	var handlers []http.Handler
	again := func() { handlers = handlers }
	again()
	for _, h := range handlers {
		mux.Handle("GET /itself", h) // want "hint: whether GET /itself requires"
	}
}

func main() {
	mux := http.NewServeMux()
	open, closed := newArea("/open", passing), newArea("/closed", guard)
	closed.add("/things")
	mux.Handle("/open/", open.router)
	mux.Handle("/closed/", closed.router)

	first, err := newServer("first")
	if err != nil {
		log.Fatal(err)
	}
	second, err := newServer("second", guard)
	if err != nil {
		log.Fatal(err)
	}
	mux.Handle("/first/", first.router)
	mux.Handle("/second/", second.router)

	mount(mux)
	mount(mux, withPath("/opened"))
	mount(mux, withPath("/guarded"), withAuth(guard))

	a := &app{api: open, conf: conf{gate: guard}}
	a.routes()
	mux.Handle("/pages", &a.web.mux)
	mux.Handle("/about", &a.web.mux)
	switched(mux)
	itself(mux)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
