// Package parsed calls addresses that it has in parts.
package parsed

import (
	"net/http"
	"net/url"
	"path"
)

// The host of the parts is the request's.
func host(w http.ResponseWriter, r *http.Request) {
	u := url.URL{Scheme: "https", Host: r.FormValue("host"), Path: "/status"}
	http.Get(u.String()) // want `proven: form value "host"`
}

// It is set later.
func hostLater(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse("https://api.example.com/status")
	if err != nil {
		return
	}
	u.Host = r.FormValue("host")
	http.Get(u.String()) // want `proven: form value "host"`
}

// Parsing an address does not make it a good one.
func whole(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("url"))
	if err != nil {
		return
	}
	http.Get(u.String()) // want `proven: form value "url"`
}

// Nor does having it in canonical form, or asking for a scheme.
func scheme(w http.ResponseWriter, r *http.Request) {
	u, err := url.ParseRequestURI(r.FormValue("url"))
	if err != nil || u.Scheme != "https" {
		return
	}
	http.Get(u.String()) // want `proven: form value "url"`
}

// A reference may be a whole address.
func resolved(w http.ResponseWriter, r *http.Request) {
	base, err := url.Parse("https://api.example.com/v1/")
	if err != nil {
		return
	}
	ref, err := base.Parse(r.FormValue("ref"))
	if err != nil {
		return
	}
	http.Get(ref.String()) // want `form value "ref"`
}

// The path of the parts is the request's.
func pathOnly(w http.ResponseWriter, r *http.Request) {
	u := url.URL{Scheme: "https", Host: "api.example.com", Path: "/users/" + r.PathValue("id")}
	http.Get(u.String())
}

// The query of the parts is.
func queryOnly(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse("https://api.example.com/search")
	if err != nil {
		return
	}
	q := u.Query()
	q.Set("q", r.FormValue("q"))
	u.RawQuery = q.Encode()
	http.Get(u.String())
}

// The path is set later.
func pathLater(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse("https://api.example.com")
	if err != nil {
		return
	}
	u.Path = path.Join("/files", r.FormValue("name"))
	http.Get(u.String())
}

// Joining adds to the path.
func joined(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse("https://api.example.com")
	if err != nil {
		return
	}
	http.Get(u.JoinPath("users", r.PathValue("id")).String())
	s, err := url.JoinPath("https://api.example.com", "users", r.PathValue("id"))
	if err != nil {
		return
	}
	http.Get(s)
}

// What is resolved is a path alone.
func resolvedPath(w http.ResponseWriter, r *http.Request) {
	base, err := url.Parse("https://api.example.com/v1/")
	if err != nil {
		return
	}
	http.Get(base.ResolveReference(&url.URL{Path: r.FormValue("path")}).String())
}

// Of an address only the path is taken over.
func takenOver(w http.ResponseWriter, r *http.Request) {
	asked, err := url.Parse(r.FormValue("url"))
	if err != nil {
		return
	}
	u := url.URL{Scheme: "https", Host: "cdn.example.com", Path: asked.Path, RawQuery: asked.RawQuery}
	http.Get(u.String())
}

// The host is replaced by a constant one.
func overwritten(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("url"))
	if err != nil {
		return
	}
	u.Scheme, u.Host, u.User = "https", "cdn.example.com", nil
	http.Get(u.String())
}
