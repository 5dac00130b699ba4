// Command inline has handlers that ask for a credential themselves, and
// handlers that ask for something else.
package main

import (
	"encoding/json"
	"log"
	"net/http"
)

type store interface {
	All() []string
	Find(token string) (string, error)
	Delete(id string) error
}

type server struct{ store store }

// guarded asks first.
func (s *server) guarded(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "secret" {
		http.Error(w, "unauthorized", http.StatusUnauthorized)
		return
	}
	json.NewEncoder(w).Encode(s.store.All())
}

// looked asks the store who is calling.
func (s *server) looked(w http.ResponseWriter, r *http.Request) {
	name, err := s.store.Find(r.Header.Get("Authorization"))
	if err != nil {
		http.Error(w, "unauthorized", http.StatusUnauthorized)
		return
	}
	json.NewEncoder(w).Encode(name)
}

// user writes the rejection for its callers.
func (s *server) user(w http.ResponseWriter, r *http.Request) (string, bool) {
	name, err := s.store.Find(r.Header.Get("Authorization"))
	if err != nil {
		http.Error(w, "unauthorized", http.StatusUnauthorized)
		return "", false
	}
	return name, true
}

func (s *server) helped(w http.ResponseWriter, r *http.Request) {
	name, ok := s.user(w, r)
	if !ok {
		return
	}
	json.NewEncoder(w).Encode(name)
}

// validated asks for a body, not for a caller.
func (s *server) validated(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("id") == "" {
		http.Error(w, "no id", http.StatusBadRequest)
		return
	}
	if err := s.store.Delete(r.FormValue("id")); err != nil {
		http.Error(w, "no such order", http.StatusNotFound)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// greeted shows more to those it knows.
func (s *server) greeted(w http.ResponseWriter, r *http.Request) {
	if name, err := s.store.Find(r.Header.Get("Authorization")); err == nil {
		json.NewEncoder(w).Encode(name)
		return
	}
	json.NewEncoder(w).Encode(s.store.All())
}

// cached answers from a cache that a header names.
func (s *server) cached(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("If-None-Match") == "1" {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	json.NewEncoder(w).Encode(s.store.All())
}

// whole leaves everything to guarded, part only something.
func (s *server) whole(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	s.guarded(w, r)
}

func (s *server) part(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/" {
		s.guarded(w, r)
		return
	}
	json.NewEncoder(w).Encode(s.store.All())
}

// prepared does some harmless work first, on some ways.
func (s *server) prepared(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("pretty") != "" {
		w.Header().Set("Content-Type", "text/plain")
	}
	if r.Header.Get("Authorization") != "secret" {
		http.Error(w, "unauthorized", http.StatusUnauthorized)
		return
	}
	json.NewEncoder(w).Encode(s.store.All())
}

func serve(s *server) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /guarded", s.guarded)
	mux.HandleFunc("GET /looked", s.looked)
	mux.HandleFunc("GET /helped", s.helped)
	mux.HandleFunc("DELETE /validated", s.validated) // want "proven: DELETE /validated is registered without"
	mux.HandleFunc("GET /greeted", s.greeted)        // want "(proven|unproven): GET /greeted "
	mux.HandleFunc("GET /cached", s.cached)          // want "proven: GET /cached is registered without"
	mux.HandleFunc("GET /whole", s.whole)
	mux.HandleFunc("GET /part", s.part) // want "proven: GET /part is registered without"
	mux.HandleFunc("GET /prepared", s.prepared)
	log.Fatal(http.ListenAndServe(":8080", mux))
}

type memory map[string]string

func (m memory) All() []string                     { return nil }
func (m memory) Find(token string) (string, error) { return m[token], nil }
func (m memory) Delete(id string) error            { delete(m, id); return nil }

func main() { serve(&server{memory{}}) }
