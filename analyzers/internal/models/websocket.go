package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// gorillaWebsocket: what comes over a connection is a request's where a
// request was upgraded to it, and an answer where it was dialled.
func gorillaWebsocket() model.Library {
	return model.Library{
		Path: "github.com/gorilla/websocket",
		Sources: slices.Concat(
			whole(model.Body, "Upgrader", "Upgrade"),
			whole(model.Body, "", "Upgrade"),
		),
		Sinks: slices.Concat(
			into(model.Response, "Conn", 0, "WriteJSON"),
			into(model.Response, "Conn", 1, "WriteMessage"),
			into(model.Response, "", 1, "WriteJSON"),
			into(model.Outbound, "Dialer", 0, "Dial"),
			into(model.Outbound, "Dialer", 1, "DialContext"),
		),
		Pure:   []string{"Conn.ReadMessage", "Conn.ReadJSON", "Conn.NextReader", "ReadJSON", "JoinMessages", "Conn.Subprotocol"},
		Opaque: []string{"Dialer.Dial", "Dialer.DialContext", "NewClient"},
		// A client that cannot be written to reads nothing.
		PublicErrors: []string{"Conn.WriteMessage", "Conn.WriteJSON", "Conn.WriteControl", "WriteJSON"},
		Sockets: []model.Socket{{
			Accept: []string{"Upgrader.Upgrade", "Upgrade"}, Dial: []string{"Dialer.Dial", "Dialer.DialContext", "NewClient"},
			Read: []string{"Conn.ReadMessage", "Conn.ReadJSON", "ReadJSON"}, Limit: []string{"Conn.SetReadLimit"},
		}},
	}
}

// coderWebsocket bounds messages to 32 KiB until told otherwise.
func coderWebsocket() []model.Library {
	lib := func(path string) model.Library {
		return model.Library{
			Path:    path,
			Sources: whole(model.Body, "", "Accept"),
			Sinks:   slices.Concat(into(model.Response, "Conn", 2, "Write"), into(model.Outbound, "", 1, "Dial")),
			Pure:    []string{"Conn.Read", "Conn.Reader", "NetConn"},
			Opaque:  []string{"Dial"},
		}
	}
	json := func(path string) model.Library {
		return model.Library{Path: path, Sinks: into(model.Response, "", 2, "Write"), Pure: []string{"Read"}}
	}
	return []model.Library{
		lib("github.com/coder/websocket"), json("github.com/coder/websocket/wsjson"),
		lib("nhooyr.io/websocket"), json("nhooyr.io/websocket/wsjson"),
	}
}

// netWebsocket hands a handler the connection alone; messages are bounded to
// 32 MB.
func netWebsocket() model.Library {
	codec := filling(model.Body, "Codec", 1, "Receive")
	return model.Library{
		Path:            "golang.org/x/net/websocket",
		Requests:        []string{"Conn"},
		BoundedRequests: []string{"Conn"},
		Sources:         codec,
		Sinks:           slices.Concat(into(model.Response, "Codec", 1, "Send"), into(model.Response, "Conn", 0, "Write"), into(model.Outbound, "", 0, "Dial", "NewConfig")),
	}
}

// gobwasWebsocket dials in one step; what comes over a connection is read from the
// net.Conn beneath it.
func gobwasWebsocket() model.Library {
	return model.Library{
		Path:   "github.com/gobwas/ws",
		Sinks:  slices.Concat(into(model.Outbound, "", 1, "Dial"), into(model.Outbound, "Dialer", 1, "Dial")),
		Opaque: []string{"Dial", "Dialer.Dial"},
	}
}
