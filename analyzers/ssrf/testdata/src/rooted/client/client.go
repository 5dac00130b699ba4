// Package client asks below the address that the configuration has.
package client

import (
	"net/http"
	"os"
	"path"
	"strings"
)

// API is a service that is asked.
type API struct{ base string }

// New returns the service of the environment.
func New() *API { return &API{base: os.Getenv("API_URL")} }

// Ask asks for a path.
func (a *API) Ask(p string) (*http.Response, error) {
	return http.Get(a.base + p) // want `proven: form value "any" of the request decides which host`
}

// AskBelow asks for a path below the service's address.
func (a *API) AskBelow(p string) (*http.Response, error) {
	return a.send(Rooted(p))
}

// AskClean asks for a path whose dots are taken out.
func (a *API) AskClean(p string) (*http.Response, error) {
	return a.send(path.Clean("/" + p))
}

func (a *API) send(p string) (*http.Response, error) { return http.Get(a.base + p) }

// Rooted returns a path that begins with a slash.
func Rooted(p string) string {
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	return p
}
