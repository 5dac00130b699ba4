// Package chain puts middleware around handlers that return errors.
package chain

import "net/http"

// Handler is what http.Handler is, and can fail.
type Handler interface {
	ServeHTTP(http.ResponseWriter, *http.Request) error
}

// HandlerFunc is a function as a Handler.
type HandlerFunc func(http.ResponseWriter, *http.Request) error

// ServeHTTP calls the function.
func (f HandlerFunc) ServeHTTP(w http.ResponseWriter, r *http.Request) error { return f(w, r) }

// Middleware goes around handlers.
type Middleware func(Handler) Handler

// Chain is what goes around all of them.
type Chain struct {
	end  func(Handler) http.Handler
	list []Middleware
}

// New returns a chain that leaves what failed to end.
func New(end func(Handler) http.Handler) *Chain { return &Chain{end: end} }

// Use adds to the chain.
func (c *Chain) Use(mws ...Middleware) { c.list = append(c.list, mws...) }

// Func makes a handler of one.
func (c *Chain) Func(h HandlerFunc, mws ...Middleware) http.HandlerFunc {
	return c.handler(h, mws...).ServeHTTP
}

func (c *Chain) handler(h Handler, mws ...Middleware) http.Handler {
	return c.end(around(h, append(c.list, mws...)))
}

func around(h Handler, mws []Middleware) Handler {
	for i := len(mws) - 1; i >= 0; i-- {
		if mw := mws[i]; mw != nil {
			h = mw(h)
		}
	}
	return h
}
