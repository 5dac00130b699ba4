// Command house has handlers of its own shape, which ask a context of the house
// who is calling: what they are told of that is not followed.
package main

import (
	"encoding/json"
	"log"
	"net/http"

	"corpus/house/web"
)

var orders []string

func list(c web.Context) { json.NewEncoder(c.Response()).Encode(orders) }

func direct(w http.ResponseWriter, _ *http.Request) { json.NewEncoder(w).Encode(orders) }

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /a", web.Handle(list))        // want "hint: whether GET /a requires"
	mux.HandleFunc("GET /b", web.HandleStruct(list2)) // want "hint: whether GET /b requires"
	mux.HandleFunc("GET /c", direct)                  // want "proven: GET /c is registered without"
	mux.Handle("GET /d", web.Guard(http.HandlerFunc(direct)))
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func list2(c *web.Exchange) { json.NewEncoder(c.Writer).Encode(orders) }
