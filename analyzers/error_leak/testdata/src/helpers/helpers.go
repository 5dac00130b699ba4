// Package helpers answers by functions of its own.
package helpers

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"
)

type server struct{}

// respond answers with any value.
func respond(w http.ResponseWriter, status int, v any) {
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v) // want `proven: the error of os.Open`
}

// fail answers with an error's text.
func fail(w http.ResponseWriter, status int, err error) {
	http.Error(w, err.Error(), status) // want `proven: the error of os.Remove`
}

// careful answers with what a status means.
func careful(w http.ResponseWriter, status int, err error) {
	log.Println(err)
	http.Error(w, http.StatusText(status), status)
}

// message answers with a text.
func (s *server) message(w http.ResponseWriter, status int, text string) {
	w.WriteHeader(status)
	w.Write([]byte(text)) // want `proven: the error of os.Create`
}

// handle is a handler that returns what went wrong.
type handle func(w http.ResponseWriter, r *http.Request) error

// ServeHTTP logs it.
func (h handle) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		log.Println(err)
		http.Error(w, "not available", http.StatusInternalServerError)
	}
}

func (s *server) open(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open("/var/lib/shop")
	if err != nil {
		respond(w, http.StatusInternalServerError, map[string]string{"error": err.Error()})
		return
	}
	f.Close()
	respond(w, http.StatusOK, map[string]string{"state": "open"})
}

func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	if err := os.Remove("/var/lib/shop/lock"); err != nil {
		fail(w, http.StatusInternalServerError, err)
		careful(w, http.StatusInternalServerError, err)
		return
	}
	fail(w, http.StatusConflict, errors.New("there is no lock"))
}

func (s *server) create(w http.ResponseWriter, r *http.Request) {
	f, err := os.Create("/var/lib/shop/lock")
	if err != nil {
		s.message(w, http.StatusInternalServerError, err.Error())
		return
	}
	f.Close()
	s.message(w, http.StatusCreated, "created")
}

// returned is a handler whose error is logged by whoever calls it.
func returned(w http.ResponseWriter, r *http.Request) error {
	return os.Rename("/var/lib/shop/a", "/var/lib/shop/b")
}

var _ http.Handler = handle(returned)
