// Package deliver sends events.
package deliver

import (
	"bytes"
	"context"
	"net/http"
)

// Client delivers.
type Client struct {
	http    *http.Client
	address string
}

// New returns a client.
func New(c *http.Client) *Client { return &Client{http: c} }

// Deliver sends an event to an address.
func (c *Client) Deliver(ctx context.Context, address string, event []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(event)) // want `proven: field Address of the request's body`
	if err != nil {
		return err
	}
	return c.do(req)
}

// Later keeps an address.
func (c *Client) Later(_ context.Context, address string) { c.address = address }

// Flush sends to the address that was kept last.
func (c *Client) Flush(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.address, nil) // want `unproven: form value "address" of the request`
	if err != nil {
		return err
	}
	return c.do(req)
}

// Slack sends to one host.
func (c *Client) Slack(ctx context.Context, channel string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://hooks.slack.example/services/"+channel, nil)
	if err != nil {
		return err
	}
	return c.do(req)
}

func (c *Client) do(req *http.Request) error {
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
