// Command idle serves one route behind a guard. Its module has a package that no
// command imports.
package main

import (
	"encoding/json"
	"log"
	"net/http"
)

var orders []string

func main() {
	http.HandleFunc("GET /orders", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		json.NewEncoder(w).Encode(orders)
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
