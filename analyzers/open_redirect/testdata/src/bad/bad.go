// Package bad sends clients where requests say.
package bad

import (
	"net/http"
	"strings"
)

// Login goes on to wherever the link says.
func Login(w http.ResponseWriter, r *http.Request) {
	next := r.URL.Query().Get("next")
	if next == "" {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusSeeOther) // want `proven: query parameter "next" of the request decides which site http.Redirect sends the client to`
}

// Logout asks for a leading slash, which //evil.example has too.
func Logout(w http.ResponseWriter, r *http.Request) {
	to := r.FormValue("return_to")
	if !strings.HasPrefix(to, "/") {
		to = "/"
	}
	http.Redirect(w, r, to, http.StatusSeeOther) // want `proven: form value "return_to"`
}

// Out sets the header itself.
func Out(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", r.FormValue("to")) // want `proven: form value "to" of the request decides which site http.Header.Set sends the client to`
	w.WriteHeader(http.StatusFound)
}

// One slash is left, behind which a backslash makes a host to browsers; or two are.
func slashes(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/"+strings.TrimLeft(r.FormValue("left"), "/"), http.StatusFound)   // want `unproven: form value "left"`
	http.Redirect(w, r, "/"+strings.TrimPrefix(r.FormValue("once"), "/"), http.StatusFound) // want `proven: form value "once"`
	http.Redirect(w, r, "/"+strings.TrimLeft(r.FormValue("blank"), " "), http.StatusFound)  // want `proven: form value "blank"`
}

// What a text goes on with may be no query.
func joined(w http.ResponseWriter, r *http.Request) {
	joiner := "."
	if r.FormValue("more") != "" {
		joiner = "&"
	}
	http.Redirect(w, r, "https://docs"+joiner+r.FormValue("zone"), http.StatusFound) // want `proven: form value "zone"`
}
