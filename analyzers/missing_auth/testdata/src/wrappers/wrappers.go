// Command wrappers puts guards around whole routers of net/http, one by one,
// in lists and in nested muxes.
package main

import (
	"log"
	"net/http"
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

func trace(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Print(r.URL.Path)
		next.ServeHTTP(w, r)
	})
}

// chain puts the first middleware outermost.
func chain(h http.Handler, mws ...func(http.Handler) http.Handler) http.Handler {
	for i := len(mws) - 1; i >= 0; i-- {
		h = mws[i](h)
	}
	return h
}

// stack makes one middleware out of several.
func stack(mws ...func(http.Handler) http.Handler) func(http.Handler) http.Handler {
	return func(h http.Handler) http.Handler {
		for _, mw := range mws {
			h = mw(h)
		}
		return h
	}
}

type item struct{ name string }

func (i item) ServeHTTP(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(i.name)) }

func main() {
	inner := http.NewServeMux()
	inner.HandleFunc("GET /items/{id}", answer)
	inner.Handle("PUT /items/{id}", item{"put"})

	open := http.NewServeMux()
	open.HandleFunc("GET /items/{id}", answer) // want "proven: GET /open/items/{id} is registered without authentication"

	legacy := http.NewServeMux()
	legacy.HandleFunc("/legacy/items/", answer)

	mux := http.NewServeMux()
	mux.Handle("/inner/", http.StripPrefix("/inner", guard(inner)))
	mux.Handle("/open/", http.StripPrefix("/open", trace(open)))
	mux.Handle("/legacy/", trace(guard(legacy)))
	mux.Handle("GET /wrapped", guard(http.HandlerFunc(answer)))
	mux.Handle("GET /nested", trace(guard(trace(http.HandlerFunc(answer)))))
	mux.Handle("GET /traced", trace(trace(http.HandlerFunc(answer)))) // want "proven: GET /traced is registered without authentication"
	mux.Handle("GET /chained", chain(http.HandlerFunc(answer), trace, guard))
	mux.Handle("GET /chained/open", chain(http.HandlerFunc(answer), trace)) // want "proven: GET /chained/open is registered without authentication"
	mux.Handle("GET /stacked", stack(trace, guard)(http.HandlerFunc(answer)))
	mux.Handle("GET /stacked/open", stack(trace, trace)(http.HandlerFunc(answer))) // want "proven: GET /stacked/open is registered without authentication"
	mux.Handle("POST example.com/host", item{"host"})                              // want "proven: POST /host is registered without authentication"
	mux.Handle("/exact/{$}", http.HandlerFunc(answer))                             // want "proven: ANY /exact/ is registered without authentication"

	full := trace(mux)
	full = trace(full)
	log.Fatal(http.ListenAndServe(":8080", full))
}
