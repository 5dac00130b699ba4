// Package outgoing takes requests that it has made itself apart from those that come in.
package outgoing

import (
	"context"
	"io"
	"net/http"
	"net/url"
)

type crawler struct {
	start  string
	client *http.Client
}

// What is sent here was made here: its address is nothing that somebody asks for.
func (c *crawler) page() error {
	req, err := http.NewRequest("GET", c.start, nil)
	if err != nil {
		return err
	}
	return c.send(req)
}

func (c *crawler) send(req *http.Request) error {
	res, err := c.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	return follow(req.URL, res.Header.Get("Location"))
}

func follow(from *url.URL, to string) error {
	res, err := http.Get(from.JoinPath("index.html").String())
	if err != nil {
		return err
	}
	return res.Body.Close()
}

// By way of a helper that makes it, of one that changes it, and again after an error.
func (c *crawler) again(ctx context.Context, body io.Reader) error {
	req := c.build(ctx, body)
	req.Header.Set("Accept", "text/html")
	err := c.try(req, 3)
	if err != nil {
		other := &http.Request{Method: "GET", Header: http.Header{}}
		other.URL, _ = url.Parse(c.start)
		err = c.try(other, 1)
	}
	return err
}

func (c *crawler) build(ctx context.Context, body io.Reader) *http.Request {
	req, err := http.NewRequestWithContext(ctx, "POST", c.start, body)
	if err != nil {
		return nil
	}
	return req.WithContext(context.WithoutCancel(ctx))
}

func (c *crawler) try(req *http.Request, left int) error {
	if _, err := http.Get(req.URL.String()); err == nil || left == 0 {
		return err
	}
	return c.try(req.Clone(req.Context()), left-1)
}

// A request that came in, handed to a function that answers nothing itself.
func Hook(w http.ResponseWriter, r *http.Request) {
	if err := notify(r); err != nil {
		http.Error(w, "no", http.StatusBadGateway)
	}
}

func notify(r *http.Request) error {
	_, err := http.Get(r.FormValue("callback")) // want `proven: form value "callback"`
	return err
}

// One of its callers hands on what came in.
func Mirror(w http.ResponseWriter, r *http.Request) {
	_ = mirror(r)
}

func mirrorStart(start string) error {
	req, err := http.NewRequest("GET", start, nil)
	if err != nil {
		return err
	}
	return mirror(req)
}

func mirror(r *http.Request) error {
	_, err := http.Get(r.Header.Get("X-Mirror")) // want `proven: header "X-Mirror"`
	return err
}

// Somebody else calls it too, whom nobody knows here.
var checks = []func(*http.Request) error{check}

func checkStart(start string) error {
	req, err := http.NewRequest("GET", start, nil)
	if err != nil {
		return err
	}
	return check(req)
}

func check(r *http.Request) error {
	_, err := http.Get(r.URL.Query().Get("next")) // want `proven: query parameter "next"`
	return err
}

// A method that an interface calls as well.
type checker interface{ inspect(*http.Request) error }

type plain struct{}

func (plain) inspect(r *http.Request) error {
	_, err := http.Get(r.FormValue("by")) // want `proven: form value "by"`
	return err
}

func (plain) begin(start string) error {
	req, err := http.NewRequest("GET", start, nil)
	if err != nil {
		return err
	}
	return plain{}.inspect(req)
}

func Inspect(c checker) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { _ = c.inspect(r) }
}

// It made a request, and sends on the one that came in.
func Relay(w http.ResponseWriter, r *http.Request) {
	out := r
	if r.URL.RawQuery == "" {
		out, _ = http.NewRequest("GET", "https://example.com/", nil)
	}
	_ = relay(out)
}

func relay(r *http.Request) error {
	_, err := http.Get(r.FormValue("to")) // want `proven: form value "to"`
	return err
}
