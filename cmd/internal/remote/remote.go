// Package remote reads files from the hosts that somebody named, and from no
// other. A document is not to be trusted with the network: it could have the
// machine that checks it read what only that machine can reach.
package remote

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	timeout      = 10 * time.Second // of one file, with all redirects
	maxRedirects = 5
	maxBytes     = 40 << 20 // of one file, which is what a whole document may have
)

// Client fetches files. It sends nothing but the request: no cookies, no
// credentials. It does not use a proxy, which would decide for itself where a
// name leads.
type Client struct {
	hosts []string // as in a URL, without the default port, lower case
	http  *http.Client

	mu    sync.Mutex
	files map[string]*file
}

// file is what one URL answered. The same answer holds for the whole run.
type file struct {
	once sync.Once
	data []byte
	err  error
}

// New returns a client for the hosts, each written as host or host:port.
func New(hosts []string) (*Client, error) {
	c := &Client{files: map[string]*file{}}
	for _, h := range hosts {
		h = strings.ToLower(h)
		u, err := url.Parse("https://" + h)
		if err != nil || u.Host != h || u.Hostname() == "" || strings.Contains(h, "*") {
			return nil, fmt.Errorf("%q is no host: expected a name such as schemas.acme.dev, or one with a port", h)
		}
		c.hosts = append(c.hosts, strings.TrimSuffix(h, ":443"))
	}
	dialer := &net.Dialer{Timeout: timeout, ControlContext: c.control}
	c.http = &http.Client{
		Timeout:       timeout,
		CheckRedirect: c.redirect,
		Transport: &http.Transport{
			DialContext: dialer.DialContext, ForceAttemptHTTP2: true, MaxResponseHeaderBytes: 1 << 16,
			TLSHandshakeTimeout: timeout, MaxIdleConnsPerHost: 4,
		},
	}
	return c, nil
}

// Fetch returns at most limit bytes behind an https URL. Its errors name no URL.
func (c *Client) Fetch(ctx context.Context, location string, limit int) ([]byte, error) {
	u, err := url.Parse(location)
	if err != nil {
		return nil, errors.New("it is no URL that can be read")
	}
	if err := c.allowed(u); err != nil {
		return nil, err
	}
	c.mu.Lock()
	f := c.files[location]
	if f == nil {
		f = &file{}
		c.files[location] = f
	}
	c.mu.Unlock()
	f.once.Do(func() { f.data, f.err = c.get(ctx, u) })
	if f.err == nil && len(f.data) > limit {
		return nil, tooLarge(limit)
	}
	return f.data, f.err
}

// allowed says why a URL is not read, or nothing.
func (c *Client) allowed(u *url.URL) error {
	switch host := strings.TrimSuffix(strings.ToLower(u.Host), ":443"); {
	case u.Scheme != "https":
		return errors.New("only https URLs are fetched")
	case u.User != nil:
		return errors.New("it holds a user's name, and nobody's credentials are sent")
	case !slices.Contains(c.hosts, host):
		return fmt.Errorf("the host %s is not one that --allow-remote-refs names; copy the file into the project and refer to it by a relative path", host)
	}
	return nil
}

func (c *Client) redirect(r *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return fmt.Errorf("it is redirected more than %d times", maxRedirects)
	}
	if err := c.allowed(r.URL); err != nil {
		return fmt.Errorf("it is redirected, and %w", err)
	}
	return nil
}

// control looks at the address that a name led to, when it is connected to: a
// name that leads into a private network must not open it.
func (c *Client) control(_ context.Context, _, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("its address %s cannot be judged", address)
	}
	ip := at.Addr().Unmap().WithZone("")
	inside := slices.ContainsFunc(private, func(p netip.Prefix) bool { return p.Contains(ip) })
	if ip.IsGlobalUnicast() && !ip.IsPrivate() && !inside || c.named(ip, at.Port()) {
		return nil
	}
	return fmt.Errorf("its host is at %s, which is no public address: name the address with --allow-remote-refs too if it is meant", ip)
}

// private are networks that look public: what providers use inside their own,
// what is kept for tests, and IPv6 that stands for any address of IPv4.
var private = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/32"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("2001::/32"),
}

// named reports whether the address itself is among the hosts.
func (c *Client) named(ip netip.Addr, port uint16) bool {
	return slices.ContainsFunc(c.hosts, func(h string) bool {
		if ap, err := netip.ParseAddrPort(h); err == nil {
			return ap.Addr() == ip && ap.Port() == port
		}
		a, err := netip.ParseAddr(strings.Trim(h, "[]"))
		return err == nil && a == ip
	})
}

func (c *Client) get(ctx context.Context, u *url.URL) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, errors.New("it is no URL that can be read")
	}
	request.Header.Set("User-Agent", "apiward")
	request.Header.Set("Accept", "application/yaml, application/json, text/plain, */*;q=0.1")
	response, err := c.http.Do(request)
	if err != nil {
		return nil, cause(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the host answers with status %d", response.StatusCode)
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, maxBytes+1))
	switch {
	case err != nil:
		return nil, cause(err)
	case len(data) > maxBytes:
		return nil, tooLarge(maxBytes)
	}
	return data, nil
}

// cause strips the method and the URL from an error: the reader has them.
func cause(err error) error {
	if ue, ok := errors.AsType[*url.Error](err); ok {
		if ue.Timeout() {
			return fmt.Errorf("the host did not answer within %s", timeout)
		}
		err = ue.Err
	}
	if oe, ok := errors.AsType[*net.OpError](err); ok {
		err = oe.Err
	}
	return err
}

func tooLarge(limit int) error {
	return fmt.Errorf("it has more bytes than the %d that are read of one document's files", limit)
}
