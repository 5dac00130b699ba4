// Package request_path opens what the path of a request names.
package request_path

import (
	"net/http"
	"os"
	"path"
)

// The path of a request begins with a slash: cleaned and without its root, it
// stays below.
func rooted(w http.ResponseWriter, r *http.Request) {
	name := path.Clean(r.URL.Path)[len("/"):]
	if f, err := os.Open(name); err == nil {
		f.Close()
	}
}

// With the root it is any file.
func root(w http.ResponseWriter, r *http.Request) {
	if f, err := os.Open(path.Clean(r.URL.Path)); err == nil { // want `proven: `
		f.Close()
	}
}

// A form value need not begin with a slash.
func unrooted(w http.ResponseWriter, r *http.Request) {
	if f, err := os.Open(path.Clean(r.FormValue("name"))[1:]); err == nil { // want `proven: form value "name"`
		f.Close()
	}
}
