// Command middleware holds every shape that a middleware is written in. Of
// each there is one that rejects strangers and one that looks at the same
// header and lets everyone by.
package main

import (
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
)

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }

// A plain function.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func watch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			log.Print("a stranger")
		}
		next.ServeHTTP(w, r)
	})
}

// Methods of a struct that holds what they need.
type keeper struct{ token string }

func (k *keeper) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != k.token {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (k *keeper) watch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == k.token {
			log.Print("a friend")
		}
		next.ServeHTTP(w, r)
	})
}

// Constructors with a configuration.
type config struct {
	token string
	log   bool
}

func newGuard(c config) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") != c.token {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func newWatch(c config) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if c.log && r.Header.Get("Authorization") != c.token {
				log.Print("a stranger")
			}
			next.ServeHTTP(w, r)
		})
	}
}

// Structs that are handlers, with the next one in a field.
type guardHandler struct {
	next  http.Handler
	token string
}

func (g *guardHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != g.token {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	g.next.ServeHTTP(w, r)
}

type watchHandler struct{ next http.Handler }

func (g watchHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	log.Print(r.Header.Get("Authorization"))
	g.next.ServeHTTP(w, r)
}

func asGuard(next http.Handler) http.Handler { return &guardHandler{next: next, token: "secret"} }
func asWatch(next http.Handler) http.Handler { return watchHandler{next} }

// Functions around handler functions.
func guardFunc(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func watchFunc(next func(http.ResponseWriter, *http.Request)) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, r *http.Request) {
		log.Print(r.Header.Get("Authorization"))
		next(w, r)
	}
}

// A guard that proceeds in a deferred call, and in one that it hands to a
// helper.
func guardDeferred(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		defer next.ServeHTTP(w, r)
		log.Print("checked")
	})
}

func timed(what string, f func()) {
	log.Print(what)
	f()
}

func guardTimed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		timed("next", func() { next.ServeHTTP(w, r) })
	})
}

func watchTimed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			log.Print("a stranger")
		}
		timed("next", func() { next.ServeHTTP(w, r) })
	})
}

// A guard that is one of two, and one that is always the same.
func pick(debug bool) func(http.Handler) http.Handler {
	if debug {
		return watch
	}
	return guard
}

func main() {
	k := &keeper{token: "secret"}
	r := chi.NewRouter()
	r.With(guard).Get("/function/guard", answer)
	r.With(watch).Get("/function/watch", answer) // want "proven: GET /function/watch is registered without authentication"
	r.With(k.guard).Get("/method/guard", answer)
	r.With(k.watch).Get("/method/watch", answer) // want "proven: GET /method/watch is registered without authentication"
	r.With(newGuard(config{token: "secret"})).Get("/config/guard", answer)
	r.With(newWatch(config{log: true})).Get("/config/watch", answer) // want "proven: GET /config/watch is registered without authentication"
	r.With(asGuard).Get("/struct/guard", answer)
	r.With(asWatch).Get("/struct/watch", answer) // want "proven: GET /struct/watch is registered without authentication"
	r.Get("/handlerfunc/guard", guardFunc(answer))
	r.Get("/handlerfunc/watch", watchFunc(answer)) // want "proven: GET /handlerfunc/watch is registered without authentication"
	r.With(guardDeferred).Get("/deferred/guard", answer)
	r.With(guardTimed).Get("/timed/guard", answer)
	r.With(watchTimed).Get("/timed/watch", answer) // want "proven: GET /timed/watch is registered without authentication"
	r.With(pick(false)).Get("/picked", answer)     // want "GET /picked "
	r.With(watch, guard).Get("/both", answer)
	r.With(chi.Chain(watch, guard)...).Get("/list/guard", answer)
	r.With(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if _, _, ok := r.BasicAuth(); !ok {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}).Get("/literal/guard", answer)
	r.Handle("/object/guard", &guardHandler{next: http.HandlerFunc(answer), token: "secret"})
	r.Handle("/object/watch", watchHandler{next: http.HandlerFunc(answer)}) // want "proven: ANY /object/watch is registered without authentication"
	log.Fatal(http.ListenAndServe(":8080", r))
}
