// Package web lets handlers return errors.
package web

import (
	"log"
	"net/http"
)

// Handler is a handler that can fail.
type Handler func(http.ResponseWriter, *http.Request) error

// ServeHTTP tells the client what went wrong.
func (h Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `proven: the error of os.ReadFile`
	}
}

// Quiet is a handler that fails in silence.
type Quiet func(http.ResponseWriter, *http.Request) error

// ServeHTTP keeps what went wrong.
func (h Quiet) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		log.Print(err)
		http.Error(w, "internal error", http.StatusInternalServerError)
	}
}

// Own is a handler whose errors are the program's own.
type Own func(http.ResponseWriter, *http.Request) error

// ServeHTTP tells the client.
func (h Own) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
}
