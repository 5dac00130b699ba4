// Package chained asks functions behind interfaces, which ask others behind the same one.
package chained

import (
	"context"
	"net/http"
)

type query struct{ client, name string }

type resolver interface {
	resolve(ctx context.Context, q query) (string, error)
}

// A chain: each hands on what it was asked, and the last looks it up in a table.
type cache struct{ next resolver }

func (c *cache) resolve(ctx context.Context, q query) (string, error) { return c.next.resolve(ctx, q) }

type names struct {
	next resolver
	all  map[string]string
}

func (n *names) resolve(ctx context.Context, q query) (string, error) {
	if n.all[q.name] == "" {
		return n.next.resolve(ctx, query{client: q.client, name: q.name + ".example.com"})
	}
	return q.client, nil
}

// It asks the chain something of its own before it calls out: what clients ask the
// chain is not what comes back.
type upstream struct {
	first resolver
	host  string
}

func (u *upstream) resolve(ctx context.Context, q query) (string, error) {
	at, err := u.first.resolve(ctx, query{client: "upstream", name: u.host})
	if err != nil {
		return "", err
	}
	res, err := http.Get("https://" + at + "/answer") // want `unproven: form value "client"`
	if err != nil {
		return "", err
	}
	return res.Header.Get("Answer"), res.Body.Close()
}

type server struct{ chain resolver }

func newServer(host string) *server {
	last := &upstream{host: host}
	last.first = &cache{next: &names{all: map[string]string{}}}
	return &server{chain: &cache{next: &names{next: last}}}
}

func (s *server) Ask(w http.ResponseWriter, r *http.Request) {
	answer, err := s.chain.resolve(r.Context(), query{client: r.FormValue("client"), name: r.FormValue("name")})
	if err != nil {
		http.Error(w, "no", http.StatusBadGateway)
		return
	}
	_, _ = w.Write([]byte(answer))
}

// Two layers, of which each is asked by one that is known: what comes back is what was
// handed in.
type addresses interface{ of(name string) string }

type hosts interface{ host(name string) string }

type book struct{ hosts hosts }

func (b book) of(name string) string { return "http://" + b.hosts.host(name) + "/" }

type plain struct{}

func (plain) host(name string) string { return name + ":8080" }

type hook struct{ addresses addresses }

func newHook() *hook { return &hook{addresses: book{hosts: plain{}}} }

func (h *hook) Call(w http.ResponseWriter, r *http.Request) {
	res, err := http.Get(h.addresses.of(r.FormValue("host"))) // want `proven: form value "host"`
	if err == nil {
		_ = res.Body.Close()
	}
}
