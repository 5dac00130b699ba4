package dialled

import (
	"context"
	"fmt"
	"net"
	"net/http"
)

type images struct{ transport http.RoundTripper }

// hardened returns a copy of what everybody dials with, which refuses.
func hardened() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		host, _, err := net.SplitHostPort(addr)
		if err != nil {
			return nil, err
		}
		if ip := net.ParseIP(host); ip == nil || ip.IsPrivate() {
			return nil, fmt.Errorf("access to %s is not allowed", host)
		}
		return (&net.Dialer{}).DialContext(ctx, network, addr)
	}
	return t
}

func usual() *http.Transport { return http.DefaultTransport.(*http.Transport).Clone() }

func repeated(f func() error) error { return f() }

// A transport that was supplied is used, or one that refuses.
func (i images) load(ctx context.Context, address string) error {
	transport := i.transport
	if transport == nil {
		transport = hardened()
	}
	client := http.Client{Transport: transport}
	return repeated(func() error {
		req, err := http.NewRequest(http.MethodGet, address, http.NoBody) // want `unproven: form value "loaded"`
		if err != nil {
			return err
		}
		_, err = client.Do(req.WithContext(ctx))
		return err
	})
}

// Neither refuses.
func (i images) loadAny(ctx context.Context, address string) error {
	transport := i.transport
	if transport == nil {
		transport = usual()
	}
	client := http.Client{Transport: transport}
	return repeated(func() error {
		req, err := http.NewRequest(http.MethodGet, address, http.NoBody) // want `^proven: form value "any"`
		if err != nil {
			return err
		}
		_, err = client.Do(req.WithContext(ctx))
		return err
	})
}

func (i images) serve(w http.ResponseWriter, r *http.Request) {
	i.load(r.Context(), r.FormValue("loaded"))
	i.loadAny(r.Context(), r.FormValue("any"))
}
