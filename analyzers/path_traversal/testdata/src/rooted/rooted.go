// Package rooted opens files below a root.
package rooted

import (
	"net/http"
	"os"
	"path/filepath"

	securejoin "github.com/cyphar/filepath-securejoin"
)

type api struct{ root *os.Root }

// The methods of a root take any name.
func (a *api) methods(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if b, err := a.root.ReadFile(name); err == nil {
		w.Write(b)
	}
	a.root.Remove(name)
	a.root.Mkdir(filepath.Dir(name), 0o700)
	a.root.WriteFile(name, nil, 0o600)
}

// A file system of the root takes any name too.
func (a *api) system(w http.ResponseWriter, r *http.Request) {
	http.ServeFileFS(w, r, a.root.FS(), r.FormValue("name"))
}

// One file is opened below a directory.
func inRoot(w http.ResponseWriter, r *http.Request) {
	f, err := os.OpenInRoot("/srv/files", r.FormValue("name"))
	if err == nil {
		f.Close()
	}
}

// The directory itself must not be the request's.
func chosenRoot(w http.ResponseWriter, r *http.Request) {
	root, err := os.OpenRoot("/srv/" + r.FormValue("tenant")) // want `proven: form value "tenant"`
	if err == nil {
		root.Close()
	}
	f, err := os.OpenInRoot(r.FormValue("dir"), "index.html") // want `proven: form value "dir"`
	if err == nil {
		f.Close()
	}
}

// Joined with the links looked at.
func joined(w http.ResponseWriter, r *http.Request) {
	name, err := securejoin.SecureJoin("/srv/files", r.FormValue("name"))
	if err != nil {
		return
	}
	b, _ := os.ReadFile(name)
	w.Write(b)
}

// A path with slashes becomes a local name, or an error.
func localized(w http.ResponseWriter, r *http.Request) {
	name, err := filepath.Localize(r.PathValue("path"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	b, _ := os.ReadFile(filepath.Join("/srv/files", name))
	w.Write(b)
}
