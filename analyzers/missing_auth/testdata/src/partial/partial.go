// Command partial holds guards that some requests pass by, guards that are made
// of several checks, and chains of which a part cannot be read.
package main

import (
	"log"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
)

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// unlessPublic lets some paths by.
func unlessPublic(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/public") {
			next.ServeHTTP(w, r)
			return
		}
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// ifWriting asks only those who change something.
func ifWriting(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// ifSent rejects wrong tokens, and nobody who sends none.
func ifSent(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if token := r.Header.Get("Authorization"); token != "" && token != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// switchable is off unless it is configured.
func switchable(on bool) func(http.Handler) http.Handler {
	if !on {
		return func(next http.Handler) http.Handler { return next }
	}
	return guard
}

// configured looks at its switch with every request.
func configured(on bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if on && r.Header.Get("Authorization") != "secret" {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// either takes a cookie or a token, and demands one of them.
func either(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c, err := r.Cookie("session"); err == nil {
			if c.Value != "secret" {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
		} else if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// listed looks for the token in a list.
func listed(tokens []string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for _, t := range tokens {
				if r.Header.Get("Authorization") == t {
					next.ServeHTTP(w, r)
					return
				}
			}
			w.WriteHeader(http.StatusUnauthorized)
		})
	}
}

// plugins are filled by code that is not here.
var plugins []func(http.Handler) http.Handler

func main() {
	r := chi.NewRouter()
	r.With(guard).Get("/guarded", answer)
	r.With(unlessPublic).Get("/a", answer)
	r.With(unlessPublic).Get("/publications", answer) // want "proven: GET /publications is registered without authentication: partial.unlessPublic lets it by"
	r.With(unlessPublic).Get("/{name}", answer)       // want "hint: whether GET /{name} requires authentication is not known"
	r.With(ifWriting).Get("/b", answer)               // want "unproven: .*GET /b "
	r.With(ifWriting).Put("/b", answer)
	r.With(ifSent).Get("/c", answer)            // want "(unproven|hint): .*GET /c "
	r.With(switchable(true)).Get("/d", answer)  // want "(proven|unproven|hint): .*GET /d "
	r.With(configured(false)).Get("/e", answer) // want "proven: GET /e "
	r.With(configured(true)).Get("/on", answer)
	r.With(plugins...).Get("/f", answer) // want "hint: whether GET /f requires"
	r.With(plugins...).With(guard).Get("/g", answer)
	r.With(either).Get("/h", answer)
	r.With(listed([]string{"a", "b"})).Get("/i", answer)
	log.Fatal(http.ListenAndServe(":8080", r))
}
