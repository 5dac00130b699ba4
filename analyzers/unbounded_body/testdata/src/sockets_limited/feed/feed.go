// Package feed is a client of another service.
package feed

import "github.com/gorilla/websocket"

// Follow reads prices.
func Follow(url string) error {
	conn, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		return err
	}
	defer conn.Close()
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			return err
		}
	}
}
