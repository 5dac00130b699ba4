// Command routes_signed answers those who sign what they send, and says of a signature
// that does not hold that the request is a bad one.
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"io"
	"net/http"
	"os"

	"corpus/routes_signed/sign"
)

type server struct {
	secret []byte
	kept   map[string]string
}

func main() {
	s := &server{secret: []byte(os.Getenv("SECRET")), kept: map[string]string{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /hooks/far", s.far)         // route POST /hooks/far required
	mux.HandleFunc("POST /hooks/truth", s.truth)     // route POST /hooks/truth required
	mux.HandleFunc("POST /hooks/here", s.here)       // route POST /hooks/here required
	mux.HandleFunc("POST /hooks/lenient", s.lenient) // route POST /hooks/lenient none
	mux.HandleFunc("POST /hooks/parsed", s.parsed)   // route POST /hooks/parsed none
	_ = http.ListenAndServe(":80", mux)
}

func body(w http.ResponseWriter, r *http.Request) []byte {
	data, _ := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	return data
}

func (s *server) far(w http.ResponseWriter, r *http.Request) {
	data := body(w, r)
	if err := sign.Verify(s.secret, data, r.Header.Get("X-Signature")); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	s.kept["far"] = string(data)
}

func (s *server) truth(w http.ResponseWriter, r *http.Request) {
	data := body(w, r)
	if !sign.Holds(s.secret, data, r.Header.Get("X-Signature")) {
		http.Error(w, "a bad signature", http.StatusBadRequest)
		return
	}
	s.kept["truth"] = string(data)
}

func (s *server) here(w http.ResponseWriter, r *http.Request) {
	data := body(w, r)
	m := hmac.New(sha256.New, s.secret)
	m.Write(data)
	if !hmac.Equal(m.Sum(nil), []byte(r.Header.Get("X-Signature"))) {
		http.Error(w, "a bad signature", http.StatusBadRequest)
		return
	}
	s.kept["here"] = string(data)
}

func (s *server) lenient(w http.ResponseWriter, r *http.Request) {
	data := body(w, r)
	if err := sign.Lenient(s.secret, data, r.Header.Get("X-Signature")); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	s.kept["lenient"] = string(data)
}

func (s *server) parsed(w http.ResponseWriter, r *http.Request) {
	data := body(w, r)
	if err := sign.Parse(r.Header.Get("X-Signature")); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	s.kept["parsed"] = string(data)
}
