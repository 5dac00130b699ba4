// Command branches bounds bodies on some ways and not on others.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
)

type value struct{ Name string }

// some bounds only posts.
func some(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost {
		r.Body = http.MaxBytesReader(w, r.Body, 1024)
	}
	data, _ := io.ReadAll(r.Body) // want "proven: the body of ANY /some is read by io.ReadAll"
	w.Write(data)
}

// both bounds on either side.
func both(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost {
		r.Body = http.MaxBytesReader(w, r.Body, 1024)
	} else {
		r.Body = http.MaxBytesReader(w, r.Body, 2048)
	}
	data, _ := io.ReadAll(r.Body)
	w.Write(data)
}

// first reads before it bounds.
func first(w http.ResponseWriter, r *http.Request) {
	var v value
	json.NewDecoder(r.Body).Decode(&v) // want "proven: the body of ANY /first is read by json.Decoder.Decode"
	r.Body = http.MaxBytesReader(w, r.Body, 1024)
	io.ReadAll(r.Body)
}

// chosen reads one of two readers.
func chosen(w http.ResponseWriter, r *http.Request) {
	var body io.Reader = r.Body
	if r.URL.Query().Get("big") == "" {
		body = io.LimitReader(body, 1024)
	}
	data, _ := io.ReadAll(body) // want "proven: the body of ANY /chosen is read by io.ReadAll"
	w.Write(data)
}

// someMiddleware bounds only posts.
func someMiddleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			r.Body = http.MaxBytesReader(w, r.Body, 1024)
		}
		next.ServeHTTP(w, r)
	})
}

func behind(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(r.Body) // want "(proven|unproven): the body of ANY /behind is read by io.ReadAll"
	w.Write(data)
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/some", some)
	mux.HandleFunc("/both", both)
	mux.HandleFunc("/first", first)
	mux.HandleFunc("/chosen", chosen)
	mux.Handle("/behind", someMiddleware(http.HandlerFunc(behind)))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
