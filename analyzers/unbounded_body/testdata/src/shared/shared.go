// Command shared has helpers that read and helpers that bound, and handlers
// that use them in turn.
package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log"
	"net/http"
)

type value struct{ Name string }

// decode is shared by routes with a bound and routes without.
func decode(r *http.Request, v any) error {
	return json.NewDecoder(r.Body).Decode(v) // want "proven: the body of POST /open is read by json.Decoder.Decode"
}

func open(w http.ResponseWriter, r *http.Request) {
	var v value
	if err := decode(r, &v); err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func bound(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1024)
	var v value
	if err := decode(r, &v); err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

// decodeBound bounds what it reads.
func decodeBound(w http.ResponseWriter, r *http.Request, v any) error {
	return json.NewDecoder(http.MaxBytesReader(w, r.Body, 1024)).Decode(v)
}

func helped(w http.ResponseWriter, r *http.Request) {
	var v value
	if err := decodeBound(w, r, &v); err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

// limit bounds the body for those who call it.
func limit(w http.ResponseWriter, r *http.Request) { r.Body = http.MaxBytesReader(w, r.Body, 1024) }

func limited(w http.ResponseWriter, r *http.Request) {
	limit(w, r)
	data, _ := io.ReadAll(r.Body)
	w.Write(data)
}

// read is given the body alone.
func read(body io.Reader) ([]byte, error) {
	return io.ReadAll(body) // want "proven: the body of POST /body is read by io.ReadAll"
}

func body(w http.ResponseWriter, r *http.Request) {
	data, _ := read(r.Body)
	w.Write(data)
}

func bodyBound(w http.ResponseWriter, r *http.Request) {
	data, _ := read(io.LimitReader(r.Body, 1024))
	w.Write(data)
}

func local(w http.ResponseWriter, _ *http.Request) {
	data, _ := read(bytes.NewReader([]byte("local")))
	w.Write(data)
}

// parse is generic.
func parse[T any](r *http.Request) (T, error) {
	var v T
	err := json.NewDecoder(r.Body).Decode(&v) // want "proven: the body of POST /generic is read by json.Decoder.Decode"
	return v, err
}

func generic(w http.ResponseWriter, r *http.Request) {
	v, _ := parse[value](r)
	io.WriteString(w, v.Name)
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /open", open)
	mux.HandleFunc("POST /bound", bound)
	mux.HandleFunc("POST /helped", helped)
	mux.HandleFunc("POST /limited", limited)
	mux.HandleFunc("POST /body", body)
	mux.HandleFunc("POST /body/bound", bodyBound)
	mux.HandleFunc("GET /local", local)
	mux.HandleFunc("POST /generic", generic)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
