// Package kept has clients that are made elsewhere than they are used.
package kept

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"corpus/dialled/guard"
)

// Sender sends by a client that it is given.
type Sender struct{ client *http.Client }

// NewSender returns a sender by the client.
func NewSender(c *http.Client) *Sender { return &Sender{client: c} }

// Send calls an address.
func (s *Sender) Send(to string) { s.client.Get(to) } // want `unproven: form value "sent"`

// Caller is as Sender, and nobody asks.
type Caller struct{ client *http.Client }

// NewCaller returns a caller by the client.
func NewCaller(c *http.Client) *Caller { return &Caller{client: c} }

// Call calls an address.
func (c *Caller) Call(to string) { c.client.Get(to) } // want `proven: form value "called"`

// Careful returns a client that looks where it comes to.
func Careful() *http.Client {
	return &http.Client{Transport: Transport(), Timeout: time.Second}
}

// Transport returns what Careful connects by.
func Transport() http.RoundTripper {
	return &http.Transport{DialContext: guard.Dialer().DialContext}
}

// Careless returns one that does not.
func Careless() *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: guard.Plain().DialContext}}
}

var errPrivate = errors.New("a private address")

// Own is a client in a variable.
var Own = &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsPrivate() {
		return nil, errPrivate
	}
	return (&net.Dialer{}).DialContext(ctx, network, addr)
}}}

// Other is one that does not look.
var Other = &http.Client{Timeout: time.Second}
