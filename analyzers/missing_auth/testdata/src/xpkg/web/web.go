// Package web has handlers that are told how to guard themselves.
package web

import (
	"log"
	"net/http"

	"corpus/xpkg/auth"
)

// Trace logs every request.
func Trace(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Print(r.URL.Path)
		next.ServeHTTP(w, r)
	})
}

// Strict guards a page.
func Strict(g *auth.Guard) func(http.Handler) http.Handler { return g.Require }

// Optional only looks.
func Optional(g *auth.Guard) func(http.Handler) http.Handler { return g.Log }

// Page answers behind mw.
func Page(mw func(http.Handler) http.Handler) http.HandlerFunc {
	return mw(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("page")) })).ServeHTTP
}
