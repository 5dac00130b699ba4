// Command shape_builders puts chains together with builders whose methods set
// fields and return the receiver.
package main

import (
	"log"
	"net/http"
)

type middleware func(http.Handler) http.Handler

// visitor is the request with what the program knows of it.
type visitor struct {
	w    http.ResponseWriter
	r    *http.Request
	conf config
}

type config struct{ name string }

type visited func(*visitor, http.ResponseWriter, *http.Request)

type wrapper func(visited) visited

// bridge builds a function that brings handlers of visitors to net/http.
type bridge struct {
	conf config
	pre  []middleware
	post []wrapper
}

func newBridge(c config) *bridge { return &bridge{conf: c} }

func (b *bridge) withPre(mws ...middleware) *bridge {
	for _, mw := range mws {
		if mw == nil {
			continue
		}
		b.pre = append(b.pre, mw)
	}
	return b
}

func (b *bridge) withPost(mws ...wrapper) *bridge {
	for _, mw := range mws {
		b.post = append(b.post, mw)
	}
	return b
}

// build folds both lists around what it is given, the last first.
func (b *bridge) build() func(visited) http.Handler {
	return func(next visited) http.Handler {
		for i := len(b.post) - 1; i >= 0; i-- {
			next = b.post[i](next)
		}
		var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next(&visitor{w, r, b.conf}, w, r)
		})
		for i := len(b.pre) - 1; i >= 0; i-- {
			h = b.pre[i](h)
		}
		return h
	}
}

func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Frame-Options", "DENY")
		next.ServeHTTP(w, r)
	})
}

func noStore(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// required asks for a credential.
func required(next visited) visited {
	return func(v *visitor, w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(v, w, r)
	}
}

// counted asks for nothing.
func counted(next visited) visited {
	return func(v *visitor, w http.ResponseWriter, r *http.Request) {
		log.Print(v.conf.name)
		next(v, w, r)
	}
}

func show(_ *visitor, w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }

// chain is a value: each of its methods returns another one.
type chain struct{ mws []middleware }

func (c chain) with(mws ...middleware) chain {
	c.mws = append(c.mws[:len(c.mws):len(c.mws)], mws...)
	return c
}

func (c chain) then(h http.Handler) http.Handler {
	for i := range c.mws {
		h = c.mws[len(c.mws)-1-i](h)
	}
	return h
}

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }

func main() {
	mux := http.NewServeMux()
	open := newBridge(config{"open"}).withPre(headers).build()
	mux.Handle("GET /open", open(show)) // want "proven: GET /open is registered without"
	counting := newBridge(config{"counting"}).withPre(headers, noStore).withPost(counted).build()
	mux.Handle("GET /counted", counting(show)) // want "proven: GET /counted is registered without"
	closed := newBridge(config{"closed"}).withPre(headers, noStore).withPost(required).build()
	mux.Handle("GET /closed", closed(show))
	both := newBridge(config{"both"}).withPost(counted, required).withPre(noStore).build()
	mux.Handle("GET /both", both(show))
	mux.Handle("POST /both", both(func(_ *visitor, w http.ResponseWriter, _ *http.Request) { w.Write([]byte("literal")) }))

	// A builder can be told more in statements of its own.
	b := newBridge(config{"statements"})
	b.withPre(headers)
	b.withPost(required)
	mux.Handle("GET /statements", b.build()(show))
	forgotten := newBridge(config{"forgotten"})
	forgotten.withPost(counted)
	mux.Handle("GET /forgotten", forgotten.build()(show)) // want "proven: GET /forgotten is registered"

	// A value is left as it was by what is made of it.
	base := chain{}.with(headers)
	secured := base.with(guard)
	mux.Handle("GET /base", base.then(http.HandlerFunc(answer))) // want "proven: GET /base is registered without"
	mux.Handle("GET /secured", secured.then(http.HandlerFunc(answer)))
	mux.Handle("GET /more", secured.with(noStore).then(http.HandlerFunc(answer)))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
