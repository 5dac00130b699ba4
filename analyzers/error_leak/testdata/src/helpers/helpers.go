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
	json.NewEncoder(w).Encode(v)
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
	w.Write([]byte(text))
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
		respond(w, http.StatusInternalServerError, map[string]string{"error": err.Error()}) // want `proven: the error of os.Open reaches the client through helpers.respond`
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
		s.message(w, http.StatusInternalServerError, err.Error()) // want `proven: the error of os.Create`
		return
	}
	f.Close()
	s.message(w, http.StatusCreated, "created")
}

// close answers as open does, which is another fault: what helpers are given is decided
// by each of those who call them.
func (s *server) close(w http.ResponseWriter, r *http.Request) {
	if err := os.Chmod("/var/lib/shop", 0o500); err != nil {
		respond(w, http.StatusInternalServerError, map[string]string{"error": err.Error()}) // want `proven: the error of os.Chmod reaches the client through helpers.respond$`
		return
	}
	if err := os.Chmod("/var/lib/shop/lock", 0o500); err != nil {
		s.problem(w, err.Error()) // want `proven: the error of os.Chmod reaches the client through \(\*helpers.server\).problem`
		return
	}
	respond(w, http.StatusOK, map[string]string{"state": "closed"})
}

// problem hands what it is given to another helper.
func (s *server) problem(w http.ResponseWriter, text string) {
	respond(w, http.StatusInternalServerError, map[string]string{"error": text})
}

// explain makes a text of an error, for all who call it.
func (s *server) explain(w http.ResponseWriter, err error) {
	respond(w, http.StatusInternalServerError, "shop: "+err.Error()) // want `proven: the error of os.Mkdir reaches the client through helpers.respond, and one more error does`
}

func (s *server) build(w http.ResponseWriter, r *http.Request) {
	if err := os.Mkdir("/var/lib/shop/a", 0o700); err != nil {
		s.explain(w, err)
	}
	if err := os.MkdirAll("/var/lib/shop/b/c", 0o700); err != nil {
		s.explain(w, err)
	}
	s.explain(w, errors.New("nothing was built"))
}

// returned is a handler whose error is logged by whoever calls it.
func returned(w http.ResponseWriter, r *http.Request) error {
	return os.Rename("/var/lib/shop/a", "/var/lib/shop/b")
}

var _ http.Handler = handle(returned)
