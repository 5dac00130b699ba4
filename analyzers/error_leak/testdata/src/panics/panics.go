// Package panics answers what it recovers from.
package panics

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"runtime"
	"runtime/debug"
)

// What a panic was about, printed.
func printed(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				http.Error(w, fmt.Sprintf("panic: %v", v), http.StatusInternalServerError) // want `proven: what a panic was about reaches the client through http.Error`
			}
		}()
		next(w, r)
	}
}

// As an error.
func asserted(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if err, ok := recover().(error); ok {
				json.NewEncoder(w).Encode(map[string]string{"error": err.Error()}) // want `proven: what a panic was about`
			}
		}()
		next(w, r)
	}
}

// With the stack, as text.
func stack(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, "<pre>%s</pre>", debug.Stack()) // want `proven: the stack trace of debug.Stack reaches the client through fmt.Fprintf`
}

// All goroutines, by a buffer.
func goroutines(w http.ResponseWriter, r *http.Request) {
	buf := make([]byte, 1<<16)
	n := runtime.Stack(buf, true)
	w.Write(buf[:n]) // want `proven: the stack trace of runtime.Stack`
}

// Logged, and answered with a constant.
func logged(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				log.Printf("%v\n%s", v, debug.Stack())
				w.WriteHeader(http.StatusInternalServerError)
				w.Write([]byte("internal error"))
			}
		}()
		next(w, r)
	}
}

// What kind of thing it was decides between constants.
func chosen(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch recover().(type) {
			case nil:
			case runtime.Error:
				http.Error(w, "internal error", http.StatusInternalServerError)
			default:
				http.Error(w, "not now", http.StatusServiceUnavailable)
			}
		}()
		next(w, r)
	}
}
