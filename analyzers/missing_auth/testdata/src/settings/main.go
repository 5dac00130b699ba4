// Command settings lets whoever starts it switch its guards off: one note says so, and
// nothing is reported of the routes.
package main

import (
	"net/http"
	"os"
)

type server struct {
	pass string
	open bool // which a handler changes
	data map[string]string
}

func main() {
	s := &server{pass: os.Getenv("PASS"), data: map[string]string{}}
	mux := http.NewServeMux()
	mux.Handle("GET /orders", s.asks(s.list))
	mux.Handle("POST /orders", s.asks(s.change))
	mux.Handle("DELETE /orders", s.closed(s.change)) // want `DELETE /orders can be called without authentication`
	mux.Handle("PUT /open", s.strict(s.opens))
	_ = http.ListenAndServe(":80", mux)
}

func (s *server) asks(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.pass != "" { // want `what requires authentication of 2 of the routes that corpus/settings serves, as of GET /orders, is switched off where s.pass == ""`
			if _, p, ok := r.BasicAuth(); !ok || p != s.pass {
				http.Error(w, "no", http.StatusUnauthorized)
				return
			}
		}
		next(w, r)
	})
}

// closed asks nobody once a request has opened the service.
func (s *server) closed(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.open {
			if _, p, ok := r.BasicAuth(); !ok || p != s.pass {
				http.Error(w, "no", http.StatusUnauthorized)
				return
			}
		}
		next(w, r)
	})
}

func (s *server) strict(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, p, ok := r.BasicAuth(); !ok || p != s.pass {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next(w, r)
	})
}

func (s *server) list(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(s.data["a"])) }

func (s *server) change(_ http.ResponseWriter, r *http.Request) { s.data["a"] = r.Header.Get("X-Name") }

func (s *server) opens(http.ResponseWriter, *http.Request) { s.open = true }
