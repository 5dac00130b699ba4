// Package sources redirects to values from all parts of a request.
package sources

import (
	"encoding/json"
	"net/http"
	"strings"
)

// A part of the path is put into a link.
func path(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.PathValue("to"), http.StatusFound) // want `proven: path parameter "to"`
}

// A form can be sent from another site.
func form(w http.ResponseWriter, r *http.Request) {
	if r.ParseForm() == nil {
		http.Redirect(w, r, r.PostForm.Get("to"), http.StatusFound) // want `proven: form value "to"`
	}
}

// A body is sent by a script, which can go wherever it likes by itself.
func body(w http.ResponseWriter, r *http.Request) {
	var in struct{ To string }
	if err := json.NewDecoder(r.Body).Decode(&in); err == nil {
		http.Redirect(w, r, in.To, http.StatusFound) // want `unproven: field To of the request's body`
	}
}

// A cookie is set by the service, or by somebody beside it.
func cookie(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie("return_to"); err == nil {
		http.Redirect(w, r, c.Value, http.StatusFound) // want `unproven: cookie "return_to"`
	}
}

// A header is set by whoever stands in front.
func header(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://"+r.Header.Get("X-Forwarded-Host")+"/", http.StatusFound) // want `unproven: header "X-Forwarded-Host"`
}

// The same host with another scheme is the same host.
func secure(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://"+r.Host+r.URL.RequestURI(), http.StatusMovedPermanently)
}

// The same path is the same path.
func again(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.URL.Path, http.StatusSeeOther)
}

// With a host before it a path leads to that host.
func moved(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://www.example.com"+r.URL.Path, http.StatusMovedPermanently)
}

// The host is cut out of what was asked for.
func port(w http.ResponseWriter, r *http.Request) {
	host, _, _ := strings.Cut(r.Host, ":")
	http.Redirect(w, r, "https://"+host+":8443/", http.StatusFound)
}
