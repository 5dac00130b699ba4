// Package buffers writes addresses piece by piece.
package buffers

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// The host is written first.
func hostFirst(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("https://api.example.com/v1/")
	b.WriteString(r.FormValue("path"))
	http.Get(b.String())
}

// The host is written in pieces.
func inPieces(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	b.WriteString("https://")
	b.WriteString("api.example.com")
	b.WriteByte('/')
	b.WriteString(r.FormValue("path"))
	http.Get(b.String())
}

// The client's text stands where the host does.
func hostOpen(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("https://")
	b.WriteString(r.FormValue("host"))
	b.WriteString("/v1")
	http.Get(b.String()) // want `proven: form value "host"`
}

// Nothing ends the host.
func hostGoesOn(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("https://api.example.com")
	b.WriteString(r.FormValue("rest"))
	http.Get(b.String()) // want `proven: form value "rest"`
}

// The host is written on one way alone.
func onOneWay(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	if r.FormValue("own") != "" {
		b.WriteString("https://api.example.com/")
	}
	b.WriteString(r.FormValue("address"))
	http.Get(b.String()) // want `proven: form value "address"`
}

// What is written is dropped again.
func dropped(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("https://api.example.com/")
	b.Reset()
	b.WriteString(r.FormValue("dropped"))
	http.Get(b.String()) // want `proven: form value "dropped"`
}

// Others write into the same buffer.
func byWriter(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	fmt.Fprintf(&b, "https://%s/", "api.example.com")
	io.WriteString(&b, r.FormValue("path"))
	http.Get(b.String())
}

// Queries stand behind the host.
func query(w http.ResponseWriter, r *http.Request) {
	b := &strings.Builder{}
	b.WriteString("https://api.example.com")
	b.WriteString("/search?q=")
	for i, q := range r.URL.Query()["q"] {
		if i > 0 {
			b.WriteString("+")
		}
		b.WriteString(q)
	}
	http.Get(b.String())
}

// A format puts the host first.
func formatted(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	fmt.Fprintf(&b, "https://%s/users/%s", "api.example.com", r.FormValue("user"))
	http.Get(b.String())
}

// A format puts the client's host there.
func formattedHost(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	fmt.Fprintf(&b, "https://%s.%s/users/", r.FormValue("tenant"), "example.com") // the domain is written behind it
	fmt.Fprintf(&b, "%s", r.FormValue("user"))
	http.Get(b.String()) // want `proven: form value "tenant"`
}
