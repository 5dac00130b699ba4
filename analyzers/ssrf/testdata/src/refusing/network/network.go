// Package network says which addresses stand for machines of one's own network.
package network

import (
	"context"
	"errors"
	"net"
	"net/url"
	"strings"
)

// Inside says yes to what must not be called.
func Inside(ctx context.Context, u *url.URL) (bool, error) {
	var r net.Resolver
	ips, err := r.LookupIPAddr(ctx, u.Hostname())
	if err != nil || len(ips) == 0 {
		return false, errors.New("no such host")
	}
	for _, addr := range ips {
		if addr.IP.IsPrivate() || addr.IP.IsLoopback() {
			return true, nil
		}
	}
	return false, nil
}

// Local does so of a name.
func Local(host string) bool {
	ips, _ := net.LookupIP(host)
	for _, ip := range ips {
		if ip.IsLoopback() {
			return true
		}
	}
	return false
}

// Reserved asks for the name alone.
func Reserved(host string) bool {
	for _, suffix := range []string{".internal", ".local"} {
		if strings.HasSuffix(host, suffix) {
			return true
		}
	}
	return false
}

// Refused says why an address is not called.
func Refused(why string) error { return &refusal{why} }

type refusal struct{ why string }

func (r *refusal) Error() string { return r.why }
