// Package good keeps files in their directory.
package good

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
)

const dir = "/srv/files"

// Files answers from a directory that nothing leads out of.
type Files struct{ root *os.Root }

// Download opens the file through the root.
func (s *Files) Download(w http.ResponseWriter, r *http.Request) {
	f, err := s.root.Open(r.URL.Query().Get("name"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer f.Close()
	io.Copy(w, f)
}

// Save asks whether the name is a local one.
func Save(w http.ResponseWriter, r *http.Request) {
	var note struct{ Name, Text string }
	if err := json.NewDecoder(r.Body).Decode(&note); err != nil {
		http.Error(w, "the body is not JSON", http.StatusBadRequest)
		return
	}
	if !filepath.IsLocal(note.Name) {
		http.Error(w, "no such name", http.StatusBadRequest)
		return
	}
	if err := os.WriteFile(filepath.Join(dir, note.Name), []byte(note.Text), 0o600); err != nil {
		http.Error(w, "the note was not saved", http.StatusInternalServerError)
	}
}

// Delete takes the last element of the name alone.
func Delete(w http.ResponseWriter, r *http.Request) {
	if err := os.Remove(filepath.Join(dir, filepath.Base(r.PathValue("name")))); err != nil {
		http.NotFound(w, r)
	}
}
