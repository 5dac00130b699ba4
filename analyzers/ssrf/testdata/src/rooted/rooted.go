// Package rooted asks for what begins with a slash, behind an address of the
// configuration: no host begins there.
package rooted

import (
	"net/http"
	"os"
	"path"
	"strings"

	"corpus/rooted/client"
)

var api = os.Getenv("API_URL")

func checked(w http.ResponseWriter, r *http.Request) {
	p := r.FormValue("checked")
	if !strings.HasPrefix(p, "/") {
		http.Error(w, "not a path", http.StatusBadRequest)
		return
	}
	http.Get(api + p)
}

func completed(w http.ResponseWriter, r *http.Request) {
	p := r.FormValue("completed")
	if len(p) == 0 || p[0] != '/' {
		p = "/" + p
	}
	http.Get(api + strings.TrimSpace(p))
}

func cleaned(w http.ResponseWriter, r *http.Request) {
	http.Get(api + path.Clean("/"+r.FormValue("cleaned")))
}

func helped(w http.ResponseWriter, r *http.Request) {
	http.Get(api + client.Rooted(r.FormValue("helped")))
}

// Whoever is called puts the address before it.
func passed(w http.ResponseWriter, r *http.Request) {
	client.New().Ask("/users/" + r.FormValue("passed"))
	client.New().AskBelow(r.FormValue("below"))
	client.New().AskClean(r.FormValue("clean"))
}

func anything(w http.ResponseWriter, r *http.Request) {
	client.New().Ask(r.FormValue("any"))
}

// The slash is cut off again.
func cut(w http.ResponseWriter, r *http.Request) {
	p := r.FormValue("cut")
	if !strings.HasPrefix(p, "/") {
		return
	}
	http.Get(api + p[1:])                         // want `proven: form value "cut"`
	http.Get(api + strings.TrimPrefix(p, "/api")) // want `proven: form value "cut"`
}

// Some of the paths begin with one.
func some(w http.ResponseWriter, r *http.Request) {
	p := r.FormValue("some")
	if r.FormValue("full") != "" {
		p = "/" + p
	}
	http.Get(api + p) // want `proven: form value "some"`
}

// Behind a scheme two slashes begin a host.
func scheme(w http.ResponseWriter, r *http.Request) {
	p := r.FormValue("scheme")
	if !strings.HasPrefix(p, "/") {
		return
	}
	http.Get("https:" + p) // want `proven: form value "scheme"`
}

// Nothing stands before it.
func alone(w http.ResponseWriter, r *http.Request) {
	p := r.FormValue("alone")
	if strings.HasPrefix(p, "/") {
		return
	}
	http.Get(api + p) // want `proven: form value "alone"`
}
