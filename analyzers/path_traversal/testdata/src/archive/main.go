// Command archive keeps documents; names go through three packages.
package main

import (
	"log"
	"net/http"

	"corpus/archive/handlers"
)

func main() {
	http.HandleFunc("GET /doc/{id}", handlers.Document)
	http.HandleFunc("GET /raw", handlers.Raw)
	http.HandleFunc("GET /own", handlers.Own)
	http.HandleFunc("GET /kept", handlers.Kept)
	http.HandleFunc("POST /kept", handlers.Keep)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
