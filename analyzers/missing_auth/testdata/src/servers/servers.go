// Command servers puts routers on listeners in every way that net/http knows,
// each once behind a guard and once open.
package main

import (
	"context"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"time"

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

func one(path string) *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc(path, answer)
	return mux
}

var global = http.NewServeMux()

type app struct {
	mux    *http.ServeMux
	server *http.Server
}

func newApp() *app {
	a := &app{mux: http.NewServeMux()}
	a.mux.HandleFunc("GET /app", answer)
	a.server = &http.Server{Addr: ":1", Handler: guard(a.mux), ReadTimeout: time.Second}
	return a
}

func (a *app) run() error { return a.server.ListenAndServe() }

// whole is a handler that answers everything with a mux of its own.
type whole struct{ mux *http.ServeMux }

func (h *whole) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Server", "whole")
	h.mux.ServeHTTP(w, r)
}

func main() {
	go http.ListenAndServe(":2", guard(one("/a")))
	open := http.NewServeMux()
	open.HandleFunc("/b", answer) // want "proven: ANY /b is registered without"
	go http.ListenAndServe(":3", open)

	literal := http.NewServeMux()
	literal.HandleFunc("/c", answer)
	go (&http.Server{Addr: ":4", Handler: guard(literal)}).ListenAndServe()

	assigned := http.NewServeMux()
	assigned.HandleFunc("/d", answer) // want "proven: ANY /d is registered without"
	srv := &http.Server{Addr: ":5"}
	srv.Handler = assigned
	go srv.ListenAndServe()
	defer srv.Shutdown(context.Background())

	wrapped := http.NewServeMux()
	wrapped.HandleFunc("/e", answer)
	var value http.Server
	value.Handler = guard(wrapped)
	l, err := net.Listen("tcp", ":6")
	if err != nil {
		log.Fatal(err)
	}
	go value.Serve(l)

	global.HandleFunc("/f", answer) // want "proven: ANY /f is registered without"
	go http.ListenAndServe(":7", global)

	h := &whole{mux: http.NewServeMux()}
	h.mux.HandleFunc("/g", answer) // want "proven: ANY /g is registered without"
	go http.ListenAndServe(":8", h)

	guarded := &whole{mux: http.NewServeMux()}
	guarded.mux.HandleFunc("/h", answer)
	go http.ListenAndServe(":9", guard(guarded))

	run := func() error {
		r := chi.NewRouter()
		r.Use(guard)
		r.Get("/i", answer)
		return http.ListenAndServe(":10", r)
	}
	go run()

	if err := newApp().run(); err != nil {
		log.Fatal(err)
	}
}

// local is served to a test of its own.
func local() *httptest.Server { return httptest.NewServer(guard(one("/j"))) }
