// Package hub talks to clients.
package hub

import (
	"net/http"

	"github.com/gorilla/websocket"
)

const maxMessage = 512

var upgrader = websocket.Upgrader{}

type client struct{ conn *websocket.Conn }

// Serve opens a connection.
func Serve(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	go (&client{conn}).read()
}

func (c *client) read() {
	defer c.conn.Close()
	c.conn.SetReadLimit(maxMessage)
	for {
		if _, _, err := c.conn.ReadMessage(); err != nil {
			return
		}
	}
}
