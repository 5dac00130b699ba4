// Package main bounds the body in one handler, which bounds no other's, on a
// router whose routes are not read.
package main

import (
	"io"
	"net/http"

	"github.com/gorilla/mux"
)

func bounded(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	io.ReadAll(r.Body)
}

func unbounded(w http.ResponseWriter, r *http.Request) {
	io.ReadAll(r.Body) // want "proven"
}

func main() {
	m := mux.NewRouter()
	m.HandleFunc("/bounded", bounded)
	m.HandleFunc("/unbounded", unbounded)
	http.ListenAndServe(":8080", m)
}
