// Command statuses answers with what is wrong with a request.
package main

import (
	"log"
	"net/http"

	"corpus/statuses/api"
)

func main() {
	a := &api.API{}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", a.Create)
	mux.HandleFunc("POST /notes", a.Note)
	mux.HandleFunc("POST /tags", a.Tag)
	mux.HandleFunc("GET /orders", a.List)
	mux.HandleFunc("POST /import", a.Import)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
