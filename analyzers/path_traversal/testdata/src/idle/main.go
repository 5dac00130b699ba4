// Command idle serves files. Beside it stands a server for tests, which no
// program runs.
package main

import (
	"log"
	"net/http"

	"corpus/idle/api"
)

func main() {
	http.HandleFunc("GET /files", api.Show)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
