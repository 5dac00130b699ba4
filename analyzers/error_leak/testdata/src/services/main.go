// Command services puts middleware around handlers.
package main

import (
	"log"
	"net/http"

	"corpus/services/api"
	"corpus/services/mw"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /load", mw.Tell(api.Load))
	mux.HandleFunc("GET /keep", mw.Log(api.Keep))
	mux.HandleFunc("GET /do", api.Do)
	mux.HandleFunc("GET /mild", api.Mild)
	mux.HandleFunc("GET /page", api.Page)
	log.Fatal(http.ListenAndServe(":8080", mw.Recover(mw.Quiet(mux))))
}
