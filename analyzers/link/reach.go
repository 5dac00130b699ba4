package link

import (
	"net/netip"
	"strings"
)

// Reach says who can get to a listener.
type Reach uint8

// The reaches, widest first.
const (
	Anyone Reach = iota
	Host         // the machine itself, and what a proxy on it lets in
	Nobody       // the program itself and who it tells the port to: a callback, a test
)

// reachOf returns who gets to the address, with {?} for what is not known of
// it. A proxy needs a port that stays the same.
func reachOf(address string) Reach {
	at := strings.LastIndexByte(address, ':')
	if at < 0 {
		return Anyone
	}
	host, port := strings.Trim(address[:at], "[]"), address[at+1:]
	if ip, err := netip.ParseAddr(host); host != "localhost" && (err != nil || !ip.IsLoopback()) {
		return Anyone
	}
	if port == "0" {
		return Nobody
	}
	return Host
}
