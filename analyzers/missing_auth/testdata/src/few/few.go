// Command few has no guard either, and so few routes that each is named.
package main

import (
	"log"
	"net/http"
)

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }

func main() {
	http.HandleFunc("/health", answer)
	http.HandleFunc("/a", answer)                    // want "proven: ANY /a is registered without"
	http.Handle("POST /b", http.HandlerFunc(answer)) // want "proven: POST /b is registered without"
	log.Fatal(http.ListenAndServe(":8080", nil))
}
