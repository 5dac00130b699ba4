// Package good sends clients to places that it knows.
package good

import (
	"net/http"
	"net/url"
	"strings"
)

// Login goes on to a path of the service.
func Login(w http.ResponseWriter, r *http.Request) {
	next := r.URL.Query().Get("next")
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.HasPrefix(next, `/\`) {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
}

var hosts = map[string]bool{"www.example.com": true, "shop.example.com": true}

// Logout goes on to a site of the company.
func Logout(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("return_to"))
	if err != nil || !hosts[u.Host] {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	http.Redirect(w, r, u.String(), http.StatusSeeOther)
}

// Out puts a constant path first.
func Out(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", "/pages/"+url.PathEscape(r.FormValue("to")))
	w.WriteHeader(http.StatusFound)
}
