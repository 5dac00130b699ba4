// Package guard makes dialers that refuse machines.
package guard

import (
	"errors"
	"net"
	"syscall"
	"time"
)

// Dialer returns one that refuses addresses of this network.
func Dialer() *net.Dialer {
	return &net.Dialer{Timeout: time.Second, Control: outside()}
}

// Plain returns one that refuses nothing.
func Plain() *net.Dialer { return &net.Dialer{Timeout: time.Second} }

func outside() func(network, address string, c syscall.RawConn) error {
	return func(network, address string, c syscall.RawConn) error {
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			return err
		}
		if ip := net.ParseIP(host); ip == nil || ip.IsPrivate() || ip.IsLoopback() {
			return errors.New("no such machine")
		}
		return nil
	}
}
