// Package safe knows targets.
package safe

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// Target returns the target where it is a path, and the root where it is not.
func Target(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.HasPrefix(next, "/\\") {
		return "/"
	}
	return next
}

var hosts = map[string]bool{"": true, "app.example.com": true}

// Check refuses targets on other hosts.
func Check(next string) error {
	u, err := url.Parse(next)
	if err != nil {
		return err
	}
	if !hosts[u.Host] {
		return errors.New("no such target")
	}
	return nil
}

// Send sends clients anywhere.
func Send(w http.ResponseWriter, r *http.Request, target string) {
	http.Redirect(w, r, target, http.StatusMovedPermanently) // want `proven: query parameter "old" of the request`
}
