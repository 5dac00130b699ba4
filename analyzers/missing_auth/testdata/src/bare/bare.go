// Command bare has no guard at all: of its routes none is the odd one out.
package main

import (
	"log"
	"net/http"
)

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", answer)
	mux.HandleFunc("GET /a", answer)
	mux.HandleFunc("GET /b", answer)
	mux.HandleFunc("GET /c", answer)
	mux.HandleFunc("GET /d", answer)
	log.Fatal(http.ListenAndServe(":8080", mux)) // want "proven: no route that corpus/bare serves here requires authentication: of 4"
}
