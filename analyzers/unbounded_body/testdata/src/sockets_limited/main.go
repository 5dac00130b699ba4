// Command sockets_limited bounds the messages of its clients, and follows a
// feed of its own choice.
package main

import (
	"net/http"

	"corpus/sockets_limited/feed"
	"corpus/sockets_limited/hub"
)

func main() {
	go feed.Follow("wss://example.com/prices")
	http.HandleFunc("/ws", hub.Serve)
	http.ListenAndServe(":8080", nil)
}
