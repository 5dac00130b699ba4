// Package cleaned takes names apart before it joins them.
package cleaned

import (
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// ".." at the root is the root.
func rooted(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile(filepath.Join("/srv/files", filepath.Clean("/"+r.FormValue("name"))))
	w.Write(b)
}

// The same with slashes.
func rootedPath(w http.ResponseWriter, r *http.Request) {
	name := path.Clean("/" + r.FormValue("name"))
	b, _ := os.ReadFile("/srv/files" + name)
	w.Write(b)
}

// Joining with the root cleans.
func rootedJoin(w http.ResponseWriter, r *http.Request) {
	name := path.Join("/", r.FormValue("name"))
	b, _ := os.ReadFile(filepath.Join("/srv/files", filepath.FromSlash(name)))
	w.Write(b)
}

// The last element has no separators.
func last(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile("/srv/files/" + path.Base(r.FormValue("name")))
	w.Write(b)
}

// What stands behind the last slash has none either.
func cut(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	b, _ := os.ReadFile("/srv/files/" + name[strings.LastIndex(name, "/")+1:]) // want `form value "name"`
	w.Write(b)
}

// Without a root in front ".." stays.
func unrooted(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile("/srv/files/" + filepath.Clean(r.FormValue("name"))) // want `proven: form value "name"`
	w.Write(b)
}

// Cleaning the joined name resolves "..".
func after(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile(filepath.Clean("/srv/files/" + r.FormValue("name"))) // want `proven: form value "name"`
	w.Write(b)
}

// So does making it absolute.
func absolute(w http.ResponseWriter, r *http.Request) {
	name, err := filepath.Abs(filepath.Join("/srv/files", r.FormValue("name")))
	if err != nil {
		return
	}
	b, _ := os.ReadFile(name) // want `proven: form value "name"`
	w.Write(b)
}

// The directory of a name is as long as the name.
func directory(w http.ResponseWriter, r *http.Request) {
	os.MkdirAll(filepath.Join("/srv/files", filepath.Dir(r.FormValue("name"))), 0o700) // want `proven: form value "name"`
}
