// Package web is how the house writes handlers.
package web

import "net/http"

// Context is what a handler of the house is given.
type Context interface {
	Response() http.ResponseWriter
	LoggedIn() bool
}

type context struct {
	w http.ResponseWriter
	r *http.Request
}

func (c *context) Response() http.ResponseWriter { return c.w }
func (c *context) LoggedIn() bool                { return c.r.Header.Get("Authorization") != "" }

func newContext(w http.ResponseWriter, r *http.Request) *context { return &context{w: w, r: r} }

// Handle adapts a handler of the house.
func Handle(h func(Context)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { h(newContext(w, r)) }
}

// Exchange is the same as a struct.
type Exchange struct {
	Writer  http.ResponseWriter
	Request *http.Request
}

// HandleStruct adapts one that takes a struct.
func HandleStruct(h func(*Exchange)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { h(&Exchange{Writer: w, Request: r}) }
}

// Guard asks for a token.
func Guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}
