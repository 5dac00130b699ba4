// Command routes_chosen has parameters that say what is wanted, under names that
// credentials have elsewhere.
package main

import (
	"errors"
	"net/http"
)

type file struct{ id, path string }

type files interface {
	Get(session string) (file, error)
}

type store map[string]file

func (s store) Get(session string) (file, error) {
	f, ok := s[session]
	if !ok {
		return file{}, errors.New("no such file")
	}
	return f, nil
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /archive", archive(store{})) // route GET /archive none
	mux.HandleFunc("GET /value", value(store{}))     // route GET /value none
	mux.HandleFunc("GET /mine", mine(store{}))       // route GET /mine required
	mux.HandleFunc("GET /signed", signed(store{}))   // route GET /signed required
	_ = http.ListenAndServe(":80", mux)
}

// archive sends the file of a session that somebody recorded.
func archive(all files) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		f, err := all.Get(r.URL.Query().Get("session"))
		if err != nil {
			http.Error(w, "no such session", http.StatusNotFound)
			return
		}
		http.ServeFile(w, r, f.path)
	}
}

// value sends what is kept under a key.
func value(all store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		f, ok := all[r.URL.Query().Get("key")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		http.ServeFile(w, r, f.path)
	}
}

// mine refuses who does not know the key.
func mine(all files) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		f, err := all.Get(r.URL.Query().Get("key"))
		if err != nil {
			http.Error(w, "who are you", http.StatusUnauthorized)
			return
		}
		http.ServeFile(w, r, f.path)
	}
}

// signed hides what it has from those whose token does not hold.
func signed(all files) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		f, err := all.Get(r.URL.Query().Get("token"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		http.ServeFile(w, r, f.path)
	}
}
