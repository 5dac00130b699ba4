// Package bases calls below addresses of the configuration.
package bases

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
)

type client struct {
	base string
	http *http.Client
}

// A slash ends the host, whatever the base is.
func (c *client) below(w http.ResponseWriter, r *http.Request) {
	c.http.Get(c.base + "/users/" + r.PathValue("id"))
	c.http.Get(fmt.Sprintf("%s/users/%s", c.base, r.PathValue("id")))
	c.http.Get(fmt.Sprintf("%s/search?q=%s", strings.TrimSuffix(c.base, "/"), url.QueryEscape(r.FormValue("q"))))
}

// The base comes from the environment.
func environment(w http.ResponseWriter, r *http.Request) {
	http.Get(os.Getenv("API_URL") + "/users/" + r.PathValue("id"))
}

// The whole address does: no request has a say in it.
func configured(w http.ResponseWriter, r *http.Request) {
	http.Post(os.Getenv("WEBHOOK_URL"), "text/plain", strings.NewReader(r.FormValue("text")))
}

// Only the configuration knows how the base ends.
func (c *client) directly(w http.ResponseWriter, r *http.Request) {
	c.http.Get(c.base + r.FormValue("path")) // want `form value "path"`
}

// The path of a request begins with a slash.
func (c *client) forwarded(w http.ResponseWriter, r *http.Request) {
	c.http.Get(c.base + r.URL.Path)
	c.http.Get("http://backend:8080" + r.URL.RequestURI())
}

// The address of the request is taken over, its host is not.
func (c *client) rewritten(w http.ResponseWriter, r *http.Request) {
	u := *r.URL
	u.Scheme, u.Host = "http", c.base
	req, err := http.NewRequestWithContext(r.Context(), r.Method, u.String(), r.Body)
	if err != nil {
		return
	}
	c.http.Do(req)
}

// The tenant's host comes from a table that requests do not fill.
func (c *client) stored(w http.ResponseWriter, r *http.Request) {
	host, ok := tenants()[r.Header.Get("X-Tenant")]
	if !ok {
		return
	}
	c.http.Get("https://" + host + "/api")
}

func tenants() map[string]string { return map[string]string{"a": os.Getenv("TENANT_A")} }
