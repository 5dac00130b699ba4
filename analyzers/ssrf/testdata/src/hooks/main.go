// Command hooks delivers webhooks: one package takes them, one checks, one
// delivers.
package main

import (
	"log"
	"net/http"

	"corpus/hooks/api"
	"corpus/hooks/deliver"
)

func main() {
	s := api.New(deliver.New(http.DefaultClient))
	http.HandleFunc("POST /test", s.Test)
	http.HandleFunc("POST /hooks", s.Register)
	http.HandleFunc("POST /fire", s.Fire)
	http.HandleFunc("POST /safe", s.Safe)
	http.HandleFunc("POST /slack", s.Slack)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
