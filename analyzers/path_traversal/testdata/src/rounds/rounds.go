// Package rounds gives the variable of a loop something behind what it is read for.
package rounds

import (
	"net/http"
	"os"
)

type media struct{ path, name string }

var library []media

// renamed: each round begins with what the list holds.
func renamed(_ http.ResponseWriter, r *http.Request) {
	format := r.URL.Query().Get("format")
	var out []media
	for _, m := range library {
		_, _ = os.ReadFile(m.path)
		m.path = m.name + format
		out = append(out, m)
	}
	_ = out
}

// before: what is given first is read.
func before(_ http.ResponseWriter, r *http.Request) {
	format := r.URL.Query().Get("format")
	for _, m := range library {
		m.path = format
		_, _ = os.ReadFile(m.path) // want "query parameter .format. of the request becomes part of the file name that os.ReadFile is given"
	}
}

// around: the variable is the same in all rounds.
func around(_ http.ResponseWriter, r *http.Request) {
	format := r.URL.Query().Get("format")
	var m media
	for range library {
		_, _ = os.ReadFile(m.path) // want "query parameter .format. of the request becomes part of the file name that os.ReadFile is given"
		m.path = format
	}
}
