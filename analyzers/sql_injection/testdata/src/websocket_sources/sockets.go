// Package websocket_sources reads what comes over websockets: from a client of
// the service, and from a service that it is a client of.
package websocket_sources

import (
	"context"
	"database/sql"
	"net/http"

	coder "github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
	"github.com/gorilla/websocket"
	xnet "golang.org/x/net/websocket"
)

var (
	db       *sql.DB
	upgrader = websocket.Upgrader{}
)

type message struct {
	Topic string
	Count int
}

// serve reads messages in every form.
func serve(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	for {
		_, data, err := conn.ReadMessage()
		if err != nil {
			return
		}
		db.Exec("LISTEN " + string(data)) // want `proven`
		var m message
		if err := conn.ReadJSON(&m); err != nil {
			return
		}
		db.Exec("LISTEN " + m.Topic) // want `proven`
		db.Exec("SELECT pg_notify(?, ?)", m.Topic, m.Count)
		pump(conn)
	}
}

// pump is given the connection.
func pump(conn *websocket.Conn) {
	var m message
	if err := websocket.ReadJSON(conn, &m); err != nil {
		return
	}
	db.Exec("NOTIFY " + m.Topic) // want `proven`
}

// accept is the same by another library.
func accept(w http.ResponseWriter, r *http.Request) {
	conn, err := coder.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer conn.CloseNow()
	_, data, err := conn.Read(r.Context())
	if err != nil {
		return
	}
	db.Exec("LISTEN " + string(data)) // want `proven`
	var m message
	if err := wsjson.Read(r.Context(), conn, &m); err != nil {
		return
	}
	db.Exec("LISTEN " + m.Topic) // want `proven`
}

// echo is a handler of the oldest library.
func echo(conn *xnet.Conn) {
	var topic string
	if err := xnet.Message.Receive(conn, &topic); err != nil {
		return
	}
	db.Exec("LISTEN " + topic)                                   // want `proven`
	db.Exec("LISTEN " + conn.Request().URL.Query().Get("topic")) // want `proven: query parameter "topic"`
}

// follow reads what a service says that this one has chosen.
func follow(ctx context.Context) error {
	conn, _, err := websocket.DefaultDialer.DialContext(ctx, "wss://example.com/topics", nil)
	if err != nil {
		return err
	}
	defer conn.Close()
	_, data, err := conn.ReadMessage()
	if err != nil {
		return err
	}
	db.Exec("SELECT pg_notify('topics', ?)", string(data))
	other, _, err := coder.Dial(ctx, "wss://example.com/topics", nil)
	if err != nil {
		return err
	}
	_, data, err = other.Read(ctx)
	db.Exec("SELECT pg_notify('topics', ?)", string(data))
	return err
}
