// Command routes_negroni puts lists of handlers, each of which calls the next,
// before routers and before single handlers.
package main

import (
	"context"
	"net/http"
	"os"

	"github.com/gorilla/mux"
	"github.com/urfave/negroni/v3"
)

func list(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/data")
	_, _ = w.Write(data)
}

// check ends requests without a key.
func check(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	if r.Header.Get("X-Api-Key") != os.Getenv("KEY") {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	next(w, r)
}

// maybe lets everybody by, and says who has a key.
func maybe(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	if _, ok := keys[r.Header.Get("X-Api-Key")]; ok {
		r = r.WithContext(context.WithValue(r.Context(), known{}, true))
	}
	next(w, r)
}

type known struct{}

var keys = map[string]bool{}

// gate is a handler of a struct.
type gate struct{ key string }

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	if c, err := r.Cookie("session"); err != nil || c.Value != g.key {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	next(w, r)
}

// trace only notes what comes by.
type trace struct{ seen int }

func (t *trace) ServeHTTP(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	t.seen++
	next(w, r)
}

func main() {
	r := mux.NewRouter()
	r.HandleFunc("/open", list).Methods("GET") // route GET /open none recover=present
	// A list of its own before one handler.
	r.Handle("/one", negroni.New(negroni.HandlerFunc(check), negroni.Wrap(http.HandlerFunc(list)))).Methods("POST") // route POST /one required recover=present
	r.Handle("/two", negroni.New(&trace{}, negroni.WrapFunc(list)))                                                 // route ANY /two none recover=present
	r.Handle("/three", negroni.New(&trace{}, &gate{key: os.Getenv("S")}, negroni.WrapFunc(list)))                   // route ANY /three required recover=present
	r.Handle("/four", negroni.New(negroni.HandlerFunc(maybe), negroni.WrapFunc(list))).Methods("GET")               // route GET /four optional recover=present
	// A list that is made of another.
	common := negroni.New(&trace{})
	r.Path("/five").Methods("PUT").Handler(common.With(negroni.HandlerFunc(check), negroni.WrapFunc(list))) // route PUT /five required recover=present
	r.Path("/six").Handler(common.With(negroni.WrapFunc(list)))                                             // route ANY /six none recover=present
	// A router behind a list.
	api := mux.NewRouter().PathPrefix("/api").Subrouter()
	api.HandleFunc("/users", list).Methods("GET") // route GET /api/users required recover=present
	r.PathPrefix("/api").Handler(negroni.New(negroni.HandlerFunc(check), negroni.Wrap(api)))

	n := negroni.New()
	n.Use(negroni.NewRecovery())
	n.Use(negroni.NewLogger())
	n.UseFunc(func(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) { next(w, r) })
	n.UseHandler(r)
	n.Run(":8080")
}
