// Package mw stands around handlers.
package mw

import (
	"fmt"
	"log"
	"net/http"
	"runtime/debug"
)

// Handler is a handler that may fail.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Log keeps it.
func Log(h func(w http.ResponseWriter, r *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			log.Println(err)
			http.Error(w, "not available", http.StatusInternalServerError)
		}
	}
}

// Recover answers with a text that another function makes.
func Recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				w.Write([]byte(describe(v))) // want `proven: (what a panic was about|the stack trace)`
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func describe(v any) string { return fmt.Sprintf("%v\n%s", v, debug.Stack()) }

// Quiet answers with a constant.
func Quiet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				log.Println(describe(v))
				w.WriteHeader(http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// Tell answers with what the handler returns.
func Tell(h Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError) // want `proven: the error of os.ReadFile`
		}
	}
}
