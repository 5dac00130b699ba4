// Package client talks to another service with what it is given.
package client

import (
	"net/http"

	"golang.org/x/crypto/bcrypt"
)

// Client is the other service.
type Client struct {
	key  string
	user string
}

// New returns a client with a key.
func New(user, key string) *Client { return &Client{key: key, user: user} }

// Get sends the key along.
func (c *Client) Get(path string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, "https://stock.acme.io"+path, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("X-Client", c.user)
	req.Header.Set("X-Api-Key", c.key)
	return http.DefaultClient.Do(req)
}

// Sign sets the credentials of a request.
func Sign(req *http.Request, user, password string) { req.SetBasicAuth(user, password) }

// Check takes as long for a user that is not there.
func Check(hash []byte, password string) bool {
	return bcrypt.CompareHashAndPassword(hash, []byte(password)) == nil
}
