// Package served answers with files.
package served

import (
	"embed"
	"io/fs"
	"net/http"
	"path/filepath"
)

// The name is a parameter, of which ServeFile knows nothing.
func parameter(w http.ResponseWriter, r *http.Request) {
	http.ServeFile(w, r, filepath.Join("/srv/files", r.URL.Query().Get("file"))) // want `proven: query parameter "file" of the request becomes part of the file name that http.ServeFile is given`
}

// So is the user's directory.
func perUser(w http.ResponseWriter, r *http.Request) {
	http.ServeFile(w, r, "/srv/avatars/"+r.Header.Get("X-User")+".png") // want `proven: header "X-User"`
}

// ServeFile looks for ".." in the path of the request.
func ownPath(w http.ResponseWriter, r *http.Request) {
	http.ServeFile(w, r, filepath.Join("/srv/files", r.URL.Path))
}

// And so in what the router took out of it.
func ownParameter(w http.ResponseWriter, r *http.Request) {
	http.ServeFile(w, r, filepath.Join("/srv/files", r.PathValue("file")))
}

// A directory that the request chooses is served.
func directory(w http.ResponseWriter, r *http.Request) {
	http.FileServer(http.Dir("/srv/"+r.FormValue("tenant"))).ServeHTTP(w, r) // want `proven: form value "tenant"`
}

// A Dir keeps what it opens inside.
func fromDir(w http.ResponseWriter, r *http.Request) {
	f, err := http.Dir("/srv/files").Open(r.FormValue("name"))
	if err == nil {
		f.Close()
	}
}

//go:embed served.go
var assets embed.FS

// So do file systems.
func fromFS(w http.ResponseWriter, r *http.Request) {
	b, err := fs.ReadFile(assets, r.FormValue("name"))
	if err != nil {
		http.ServeFileFS(w, r, assets, r.FormValue("name"))
		return
	}
	w.Write(b)
}

// The file server takes the path of the request by itself.
func static() http.Handler {
	return http.StripPrefix("/static/", http.FileServer(http.Dir("/srv/static")))
}
