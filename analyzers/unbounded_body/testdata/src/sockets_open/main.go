// Command sockets_open reads messages of clients, however long they are.
package main

import (
	"context"
	"net/http"

	coder "github.com/coder/websocket"
	"github.com/gorilla/websocket"
)

var upgrader = websocket.Upgrader{ReadBufferSize: 1024, WriteBufferSize: 1024}

type client struct {
	conn *websocket.Conn
	send chan []byte
}

func main() {
	http.HandleFunc("/ws", serve)
	http.HandleFunc("/small", small)
	http.ListenAndServe(":8080", nil)
}

func serve(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	var hello struct{ Name string }
	if err := conn.ReadJSON(&hello); err != nil { // want "proven: a message of a client is read by websocket.Conn.ReadJSON without a bound on its size"
		return
	}
	c := &client{conn: conn, send: make(chan []byte, 16)}
	go c.read()
	conn.WriteJSON(hello)
}

// read keeps the connection in a field.
func (c *client) read() {
	defer c.conn.Close()
	for {
		_, data, err := c.conn.ReadMessage() // want "proven: a message of a client is read by websocket.Conn.ReadMessage"
		if err != nil {
			return
		}
		c.send <- data
	}
}

// small is of a library that bounds messages by itself.
func small(w http.ResponseWriter, r *http.Request) {
	conn, err := coder.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer conn.CloseNow()
	_, data, err := conn.Read(context.Background())
	if err != nil {
		return
	}
	conn.Write(r.Context(), coder.MessageText, data)
}
