// Package hosts compares hosts.
package hosts

import (
	"net/http"
	"net/url"
)

// The host is that of the request.
func sameHost(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("next"))
	if err != nil || u.Host != r.Host {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, u.String(), http.StatusFound)
}

// Beside the host stands a parameter.
func both(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://"+r.Host+r.FormValue("path"), http.StatusFound) // want `proven: form value "path"`
}
