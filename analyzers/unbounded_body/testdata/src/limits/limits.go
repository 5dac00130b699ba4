// Command limits bounds bodies in middlewares, around routers and around the
// server, and has middlewares that only look as if they did.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

type value struct{ Name string }

func decode(_ http.ResponseWriter, r *http.Request) {
	var v value
	json.NewDecoder(r.Body).Decode(&v) // want "proven: the body of POST /late and 4 more routes is read by json.Decoder.Decode"
}

func all(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(r.Body)
	w.Write(data)
}

// limit bounds the body.
func limit(n int64) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.Body = http.MaxBytesReader(w, r.Body, n)
			next.ServeHTTP(w, r)
		})
	}
}

// closing keeps the body a closer.
func closing(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = io.NopCloser(io.LimitReader(r.Body, 1024))
		next.ServeHTTP(w, r)
	})
}

// copied bounds the body of a copy of the request.
func copied(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r2 := r.Clone(r.Context())
		r2.Body = http.MaxBytesReader(w, r.Body, 1024)
		next.ServeHTTP(w, r2)
	})
}

// always bounds every body in two ways.
func always(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
		} else {
			r.Body = http.MaxBytesReader(w, r.Body, 1<<10)
		}
		next.ServeHTTP(w, r)
	})
}

// late bounds what has been read.
func late(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
		r.Body = http.MaxBytesReader(w, r.Body, 1024)
	})
}

// logged has a limit in its name.
func limitLogger(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Print(r.ContentLength)
		next.ServeHTTP(w, r)
	})
}

// sized believes the header.
func sized(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > 1024 {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// another bounds a request that nobody gets.
func another(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r2 := r.Clone(r.Context())
		r2.Body = http.MaxBytesReader(w, r.Body, 1024)
		next.ServeHTTP(w, r)
	})
}

func main() {
	r := chi.NewRouter()
	r.Post("/open", decode)
	r.With(limit(1024)).Post("/limit", decode)
	r.With(closing).Post("/closing", decode)
	r.With(copied).Post("/copied", decode)
	r.With(always).Post("/always", decode)
	r.With(middleware.RequestSize(1024)).Post("/size", decode)
	r.With(late).Post("/late", decode)
	r.With(limitLogger).Post("/logged", decode)
	r.With(sized).Post("/sized", decode)
	r.With(another).Post("/other", decode)
	r.Method("POST", "/handler", http.MaxBytesHandler(http.HandlerFunc(decode), 1024))

	inner := chi.NewRouter()
	inner.Post("/", all)
	r.Mount("/inner", http.MaxBytesHandler(inner, 1024))

	mux := http.NewServeMux()
	mux.HandleFunc("POST /all", all)
	go http.ListenAndServe(":8081", http.MaxBytesHandler(mux, 1024))
	go (&http.Server{Addr: ":8082", Handler: limit(1024)(mux)}).ListenAndServe()
	log.Fatal(http.ListenAndServe(":8080", r))
}
