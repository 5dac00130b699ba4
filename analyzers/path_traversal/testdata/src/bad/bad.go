// Package bad lets requests name files.
package bad

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
)

const dir = "/srv/files"

// Download joins the name to a directory, which ".." leaves again.
func Download(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open(filepath.Join(dir, r.URL.Query().Get("name"))) // want `proven: query parameter "name" of the request becomes part of the file name that os.Open is given`
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer f.Close()
	io.Copy(w, f)
}

// Save writes where the body says.
func Save(w http.ResponseWriter, r *http.Request) {
	var note struct{ Name, Text string }
	if err := json.NewDecoder(r.Body).Decode(&note); err != nil {
		http.Error(w, "the body is not JSON", http.StatusBadRequest)
		return
	}
	if err := os.WriteFile(dir+"/"+note.Name+".txt", []byte(note.Text), 0o600); err != nil { // want `proven: field Name of the request's body`
		http.Error(w, "the note was not saved", http.StatusInternalServerError)
	}
}

// Delete cleans the name, which resolves ".." and refuses nothing.
func Delete(w http.ResponseWriter, r *http.Request) {
	name := filepath.Clean(r.PathValue("name"))
	if err := os.Remove(filepath.Join(dir, name)); err != nil { // want `proven: path parameter "name" of the request`
		http.NotFound(w, r)
	}
}
