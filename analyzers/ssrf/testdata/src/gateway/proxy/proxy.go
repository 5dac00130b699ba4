// Package proxy calls services.
package proxy

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Client knows the services.
type Client struct{ users, images string }

// New returns a client of services at these addresses.
func New(users, images string) *Client { return &Client{strings.TrimRight(users, "/"), images} }

func (c *Client) get(ctx context.Context, address string) (io.ReadCloser, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil) // want `proven: form value "src" of the request`
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// User gets a user below the address of the configuration.
func (c *Client) User(ctx context.Context, id string) (io.ReadCloser, error) {
	return c.get(ctx, fmt.Sprintf("%s/users/%s", c.users, url.PathEscape(id)))
}

// Image gets an image from anywhere.
func (c *Client) Image(ctx context.Context, src string) (io.ReadCloser, error) {
	return c.get(ctx, src)
}

// Avatar is a picture of a user at a server.
type Avatar struct{ Server, User string }

// Avatar gets a picture from a server.
func (c *Client) Avatar(ctx context.Context, a Avatar) (io.ReadCloser, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://"+a.Server+"/avatar/"+a.User, nil) // want `proven: form value "server" of the request`
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

func statusPage(env string) string {
	switch env {
	case "test":
		return "https://status.test.example.com/"
	default:
		return "https://status.example.com/"
	}
}

// Status gets the status page of an environment.
func (c *Client) Status(ctx context.Context, env string) (io.ReadCloser, error) {
	resp, err := http.Get(statusPage(env) + "?env=" + env)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}
