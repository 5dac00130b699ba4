// The service serves one document by net/http and by gorilla's mux.
package main

import (
	"log"
	"net/http"
	"os"

	"corpus/oapi_plain/muxapi"
	"corpus/oapi_plain/stdapi"

	"github.com/gorilla/mux"
)

// store answers both.
type store struct{ names []string }

func (s *store) ListFiles(w http.ResponseWriter, r *http.Request) {
	for _, name := range s.names {
		w.Write([]byte(name))
	}
}

func (s *store) PutFile(w http.ResponseWriter, r *http.Request, name string) {
	s.names = append(s.names, name)
}

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("KEY") {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// service puts the generated handlers together.
type service struct {
	files stdapi.ServerInterface
	mux   *http.ServeMux
}

func (s *service) handler() http.Handler {
	s.mux.Handle("/inner/", http.StripPrefix("/inner", stdapi.Handler(s.files)))
	s.mux.Handle("/guarded/", http.StripPrefix("/guarded", guard(stdapi.Handler(s.files))))
	stdapi.HandlerWithOptions(s.files, stdapi.StdHTTPServerOptions{BaseURL: "/wrapped", BaseRouter: s.mux, Middlewares: []stdapi.MiddlewareFunc{guard}})
	return stdapi.HandlerFromMux(s.files, s.mux)
}

func main() {
	r := mux.NewRouter()
	files := &store{names: []string{os.Getenv("FIRST")}}
	muxapi.HandlerFromMuxWithBaseURL(files, r, "/old")
	secret := r.PathPrefix("/secret").Subrouter()
	secret.Use(guard)
	muxapi.HandlerWithOptions(files, muxapi.GorillaServerOptions{BaseRouter: secret})
	go http.ListenAndServe(":8081", r)

	s := &service{files: files, mux: http.NewServeMux()}
	log.Fatal(http.ListenAndServe(":8080", s.handler()))
}
