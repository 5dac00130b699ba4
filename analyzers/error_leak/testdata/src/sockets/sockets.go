// Package sockets answers over connections that stay open.
package sockets

import (
	"database/sql"
	"net/http"

	"github.com/gorilla/websocket"
)

type api struct {
	db      *sql.DB
	upgrade websocket.Upgrader
}

// A driver's error as a message.
func (a *api) told(w http.ResponseWriter, r *http.Request) {
	conn, err := a.upgrade.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	if err := a.db.Ping(); err != nil {
		conn.WriteMessage(websocket.TextMessage, []byte(err.Error())) // want `proven: the error of sql.DB.Ping reaches the client through websocket.Conn.WriteMessage`
		conn.WriteJSON(map[string]string{"error": err.Error()})       // want `proven: the error of sql.DB.Ping`
	}
}

// What cannot be sent is told to nobody, though it is tried.
func (a *api) broken(w http.ResponseWriter, r *http.Request) {
	conn, err := a.upgrade.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	if err := conn.WriteMessage(websocket.TextMessage, []byte("hello")); err != nil {
		conn.WriteMessage(websocket.TextMessage, []byte(err.Error()))
	}
	conn.WriteJSON(map[string]string{"error": "not available"})
}
