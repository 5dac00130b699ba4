// Command shape_listeners serves several routers, each on its own address.
package main

import (
	"context"
	"errors"
	"log"
	"net"
	"net/http"
	"sync"

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

// app has its servers in fields.
type app struct {
	public *http.Server
	admin  http.Server
	wg     sync.WaitGroup
}

func newApp(addr string) *app {
	a := &app{public: &http.Server{Addr: addr}}
	a.public.Handler = a.routes()
	a.admin = http.Server{Addr: "127.0.0.1:9090", Handler: a.internal()} // want "hint: what corpus/shape_listeners serves on this machine alone needs no credential, as DELETE /cache"
	return a
}

func (a *app) routes() http.Handler {
	r := chi.NewRouter()
	r.With(guard).Get("/items", answer)
	r.Post("/items", answer) // want "proven: POST /items is registered"
	return r
}

func (a *app) internal() *chi.Mux {
	r := chi.NewRouter()
	r.Delete("/cache", answer)
	return r
}

func (a *app) run(ctx context.Context) error {
	a.wg.Add(2)
	go func() {
		defer a.wg.Done()
		if err := a.public.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			log.Print(err)
		}
	}()
	go a.serveAdmin()
	<-ctx.Done()
	return a.public.Shutdown(ctx)
}

func (a *app) serveAdmin() {
	defer a.wg.Done()
	_ = a.admin.ListenAndServe()
}

// metrics has a server that is handed its router by a function.
func serve(l net.Listener, h http.Handler) error {
	srv := &http.Server{Handler: h}
	return srv.Serve(l)
}

func metrics() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /stats/closed", guard(http.HandlerFunc(answer)))
	mux.HandleFunc("GET /stats/open", answer) // want "proven: GET /stats/open is registered"
	return mux
}

func main() {
	a := newApp(":8080")
	l, err := net.Listen("tcp", ":7070")
	if err != nil {
		log.Fatal(err)
	}
	errs := make(chan error, 1)
	go func() { errs <- serve(l, metrics()) }()
	go func() { errs <- a.run(context.Background()) }()
	log.Fatal(<-errs)
}
