// Package checked looks at hosts before it calls them.
package checked

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// The host is compared.
func compared(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("url"))
	if err != nil || u.Host != "api.example.com" {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get(u.String())
}

// The address that was parsed is called as it came.
func comparedRaw(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("url")
	u, err := url.Parse(raw)
	if err != nil || u.Hostname() != "api.example.com" {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get(raw)
}

// A switch lets hosts by.
func switched(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("url"))
	if err != nil {
		return
	}
	switch u.Hostname() {
	case "a.example.com", "b.example.com":
	default:
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get(u.String())
}

var allowed = map[string]bool{"a.example.com": true}

// A map does.
func mapped(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("url"))
	if err != nil {
		return
	}
	if !allowed[u.Host] {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get(u.String())
}

// The host of the request itself is compared.
func bare(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("host")
	if host != "a.example.com" && host != "b.example.com" {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get("https://" + host + "/")
}

// The prefix reaches behind the host.
func prefixed(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("url")
	if !strings.HasPrefix(raw, "https://api.example.com/") {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get(raw)
}

// The prefix ends within the host.
func prefixedShort(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("url")
	if !strings.HasPrefix(raw, "https://api.example.com") {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get(raw) // want `proven: form value "url"`
}

// The scheme says nothing of the host.
func schemed(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("url")
	if !strings.HasPrefix(raw, "https://") {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get(raw) // want `proven: form value "url"`
}

// The host stands anywhere in the address.
func contained(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("url")
	if !strings.Contains(raw, "example.com") {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get(raw) // want `proven: form value "url"`
}

// Some hosts are refused, all others are called.
func refused(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("url"))
	if err != nil || u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1" {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get(u.String()) // want `proven: form value "url"`
}

var errHost = errors.New("this host is not allowed")

func check(raw string) error {
	u, err := url.Parse(raw)
	if err != nil {
		return err
	}
	if !allowed[u.Hostname()] {
		return errHost
	}
	return nil
}

var tenant = regexp.MustCompile(`^[a-z0-9]+$`)

// A name of one label completes a constant domain.
func labelled(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("tenant")
	if !tenant.MatchString(name) {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get("https://" + name + ".example.com/api")
}

// What comes out of a table is the program's own.
var services = map[string]string{"billing": "http://billing:8080", "users": "http://users:8080"}

func looked(w http.ResponseWriter, r *http.Request) {
	if base := services[r.PathValue("service")]; base != "" {
		http.Get(base + "/" + r.PathValue("path"))
	}
}

// The failure is told, and the call made all the same.
func told(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("url")
	if err := check(raw); err != nil {
		w.Header().Set("X-Warning", "odd host")
	}
	http.Get(raw) // want `proven: form value "url"`
}
