// Package dialled calls addresses of requests by clients that look where they come
// to, and by some that do not.
package dialled

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"syscall"

	"corpus/dialled/guard"
)

// A dialer of another package asks.
func guarded(w http.ResponseWriter, r *http.Request) {
	d := guard.Dialer()
	tr := &http.Transport{DialContext: d.DialContext}
	client := &http.Client{Transport: tr}
	client.Get(r.FormValue("guarded")) // want `unproven: form value "guarded"`
}

func unguarded(w http.ResponseWriter, r *http.Request) {
	d := guard.Plain()
	client := &http.Client{Transport: &http.Transport{DialContext: d.DialContext}}
	client.Get(r.FormValue("plain")) // want `proven: form value "plain"`
}

// A dialer of its own asks, and the request is made before.
func controlled(w http.ResponseWriter, r *http.Request) {
	d := &net.Dialer{Control: func(network, address string, c syscall.RawConn) error {
		if network != "tcp4" {
			return fmt.Errorf("%s is not dialled", network)
		}
		return nil
	}}
	client := &http.Client{Transport: &http.Transport{DialContext: d.DialContext}}
	req, err := http.NewRequest(http.MethodGet, r.FormValue("controlled"), nil) // want `unproven: form value "controlled"`
	if err != nil {
		return
	}
	client.Do(req)
}

// Two clients send it, of which one does not look.
func either(w http.ResponseWriter, r *http.Request) {
	client := &http.Client{Transport: &http.Transport{DialContext: guard.Dialer().DialContext}}
	req, err := http.NewRequest(http.MethodGet, r.FormValue("either"), nil) // want `proven: form value "either"`
	if err != nil {
		return
	}
	if r.FormValue("again") != "" {
		http.DefaultClient.Do(req)
	}
	client.Do(req)
}

var errPrivate = errors.New("a private address")

// A function dials, and refuses.
func refusing(w http.ResponseWriter, r *http.Request) {
	client := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		host, _, err := net.SplitHostPort(addr)
		if err != nil {
			return nil, err
		}
		if ip := net.ParseIP(host); ip == nil || ip.IsPrivate() {
			return nil, errPrivate
		}
		return (&net.Dialer{}).DialContext(ctx, network, addr)
	}}}
	client.Get(r.FormValue("refusing")) // want `unproven: form value "refusing"`
}

// One that only dials says no more than what went wrong.
func dialling(w http.ResponseWriter, r *http.Request) {
	client := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(ctx, network, addr)
		if err != nil {
			return nil, fmt.Errorf("dial %s: %w", addr, err)
		}
		return conn, nil
	}}}
	client.Get(r.FormValue("dialling")) // want `proven: form value "dialling"`
}
