// Command convert turns files into others.
package main

import (
	"log"
	"net/http"

	"corpus/convert/handlers"
)

func main() {
	mux := http.NewServeMux()
	handlers.Register(mux)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
