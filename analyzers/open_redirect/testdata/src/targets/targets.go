// Package targets puts targets together.
package targets

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/google/uuid"
)

// The host is the request's.
func host(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://"+r.FormValue("host")+"/login", http.StatusFound) // want `proven: form value "host"`
}

// A subdomain is, and with a slash in it more than that.
func subdomain(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, fmt.Sprintf("https://%s.example.com/", r.FormValue("tenant")), http.StatusFound) // want `proven: form value "tenant"`
}

// Two slashes and a host are an address.
func slashes(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/"+r.FormValue("path"), http.StatusFound) // want `proven: form value "path"`
}

// The parts of an address are the request's.
func parts(w http.ResponseWriter, r *http.Request) {
	u := url.URL{Scheme: "https", Host: r.FormValue("host"), Path: "/"}
	http.Redirect(w, r, u.String(), http.StatusFound) // want `proven: form value "host"`
}

// Parsing refuses little.
func parsed(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("to"))
	if err != nil {
		return
	}
	http.Redirect(w, r, u.String(), http.StatusFound) // want `proven: form value "to"`
}

// What was escaped is unescaped again.
func unescaped(w http.ResponseWriter, r *http.Request) {
	to, err := url.QueryUnescape(r.FormValue("to"))
	if err != nil {
		return
	}
	http.Redirect(w, r, to, http.StatusFound) // want `proven: form value "to"`
}

// A handler that redirects is made of a parameter.
func handler(w http.ResponseWriter, r *http.Request) {
	http.RedirectHandler(r.FormValue("to"), http.StatusFound).ServeHTTP(w, r) // want `proven: form value "to"`
}

// A path of the service comes first.
func path(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/users/"+r.PathValue("id"), http.StatusFound)
	http.Redirect(w, r, fmt.Sprintf("/users/%s/orders/%s", r.PathValue("id"), r.FormValue("order")), http.StatusFound)
}

// A query does.
func query(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/login?next="+url.QueryEscape(r.FormValue("next")), http.StatusFound)
	http.Redirect(w, r, "/search?"+url.Values{"q": {r.FormValue("q")}}.Encode(), http.StatusFound)
	http.Redirect(w, r, "?page="+r.FormValue("page"), http.StatusFound)
}

// A host that is constant does.
func constant(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://docs.example.com/"+r.FormValue("page"), http.StatusFound)
	u := url.URL{Scheme: "https", Host: "docs.example.com", Path: r.FormValue("page")}
	http.Redirect(w, r, u.String(), http.StatusFound)
}

// Numbers and UUIDs lead nowhere else.
func typed(w http.ResponseWriter, r *http.Request) {
	id, err := uuid.Parse(r.FormValue("id"))
	if err != nil {
		return
	}
	n, err := strconv.Atoi(r.FormValue("n"))
	if err != nil {
		return
	}
	http.Redirect(w, r, "/"+id.String(), http.StatusFound)
	http.Redirect(w, r, "/"+strconv.Itoa(n), http.StatusFound)
}

// The request decides which of two.
func chosen(w http.ResponseWriter, r *http.Request) {
	to := "/home"
	if r.FormValue("admin") != "" {
		to = "/admin"
	}
	http.Redirect(w, r, to, http.StatusFound)
}

var pages = map[string]string{"docs": "https://docs.example.com/", "blog": "https://blog.example.com/"}

// The target is looked up.
func looked(w http.ResponseWriter, r *http.Request) {
	to, ok := pages[r.PathValue("page")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	http.Redirect(w, r, to, http.StatusFound)
}

type config struct{ issuer string }

// The site that logs people in is configured, and told where to come back.
func (c *config) authorize(w http.ResponseWriter, r *http.Request) {
	q := url.Values{"state": {r.FormValue("state")}, "redirect_uri": {"https://app.example.com/callback"}}
	http.Redirect(w, r, c.issuer+"/authorize?"+q.Encode(), http.StatusFound)
}

func home() string { return "shop.example.com" }

const section = "#"

// Two slashes begin a host, and what stands behind it begins a path. Behind a
// question mark or a number sign there is no host at all.
func placed(w http.ResponseWriter, r *http.Request) {
	to := r.FormValue("to")
	http.Redirect(w, r, "//www.example.com/"+to, http.StatusFound)
	http.Redirect(w, r, home()+(section+to), http.StatusFound)
	http.Redirect(w, r, "?next="+to, http.StatusFound)
	http.Redirect(w, r, "//"+to, http.StatusFound)                // want `proven: form value "to"`
	http.Redirect(w, r, "///x"+to, http.StatusFound)              // want `proven: form value "to"`
	http.Redirect(w, r, "//www.example.com"+to, http.StatusFound) // want `proven: form value "to"`
}
