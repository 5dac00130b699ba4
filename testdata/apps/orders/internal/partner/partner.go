// Package partner talks to the services of carriers and of shops.
package partner

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

// ErrRefused says that the other side took the request and said no.
var ErrRefused = errors.New("the other side refused")

// Carrier knows where parcels are.
type Carrier struct {
	client         *http.Client
	user, password string
}

// NewCarrier returns the carrier's service for one of its accounts.
func NewCarrier(client *http.Client, user, password string) *Carrier {
	return &Carrier{client: client, user: user, password: password}
}

// Parcel says where a parcel is.
func (c *Carrier) Parcel(ctx context.Context, number string) (string, error) {
	address := "https://track.carrier.acme.dev/v2/parcels/" + url.PathEscape(number)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", fmt.Errorf("ask for parcel: %w", err)
	}
	req.SetBasicAuth(c.user, c.password)
	resp, err := c.client.Do(req)
	if err != nil {
		return "", fmt.Errorf("ask for parcel: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", ErrRefused
	}
	var parcel struct {
		Place string `json:"place"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&parcel); err != nil {
		return "", fmt.Errorf("read parcel: %w", err)
	}
	return parcel.Place, nil
}

// signingKey is what shops check our callbacks with.
const signingKey = "pV7xq2TkLw9sRz4m"

// Callbacks tells shops what became of their orders.
type Callbacks struct {
	client *http.Client
}

// NewCallbacks returns callbacks that go out through client.
func NewCallbacks(client *http.Client) *Callbacks {
	return &Callbacks{client: client}
}

// Send posts a message to a shop's address.
func (c *Callbacks) Send(ctx context.Context, address string, message []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(message))
	if err != nil {
		return fmt.Errorf("callback: %w", err)
	}
	mac := hmac.New(sha256.New, []byte(signingKey))
	mac.Write(message)
	req.Header.Set("X-Signature", hex.EncodeToString(mac.Sum(nil)))
	resp, err := c.client.Do(req)
	if err != nil {
		return fmt.Errorf("callback: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusBadRequest {
		return ErrRefused
	}
	return nil
}
