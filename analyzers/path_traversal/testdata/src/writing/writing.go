// Package writing changes files by names from requests.
package writing

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// A file is made.
func created(w http.ResponseWriter, r *http.Request) {
	f, err := os.Create("/srv/" + r.FormValue("name")) // want `proven: form value "name"`
	if err == nil {
		f.Close()
	}
}

// A file is appended to.
func appended(w http.ResponseWriter, r *http.Request) {
	f, err := os.OpenFile(filepath.Join("/var/log/app", r.FormValue("log")), os.O_APPEND, 0o600) // want `proven: form value "log"`
	if err == nil {
		f.Close()
	}
}

// A directory is made, and another removed.
func directories(w http.ResponseWriter, r *http.Request) {
	os.MkdirAll(filepath.Join("/srv", r.FormValue("tenant"), "files"), 0o700) // want `proven: form value "tenant"`
	os.RemoveAll(filepath.Join("/srv", r.PathValue("old")))                   // want `proven: path parameter "old"`
}

// Either name of a file that is moved counts.
func moved(w http.ResponseWriter, r *http.Request) {
	os.Rename("/tmp/upload", "/srv/"+r.FormValue("to"))    // want `proven: form value "to"`
	os.Rename("/srv/"+r.FormValue("from"), "/srv/archive") // want `proven: form value "from"`
}

// A link leads where the request says.
func linked(w http.ResponseWriter, r *http.Request) {
	os.Symlink(r.FormValue("target"), "/srv/current") // want `proven: form value "target"`
}

// The text that is written is no name.
func text(w http.ResponseWriter, r *http.Request) {
	os.WriteFile("/srv/motd", []byte(r.FormValue("text")), 0o600)
}

// A digest has no separators.
func digest(w http.ResponseWriter, r *http.Request) {
	sum := sha256.Sum256([]byte(r.FormValue("url")))
	os.WriteFile("/var/cache/"+hex.EncodeToString(sum[:]), nil, 0o600)
}

// A time has none either.
func dated(w http.ResponseWriter, r *http.Request) {
	day, err := time.Parse(time.DateOnly, r.FormValue("day"))
	if err != nil {
		return
	}
	os.Remove("/var/log/app/" + day.Format("20060102") + ".log")
}

// A directory is made of the program's own names.
func temporary(w http.ResponseWriter, r *http.Request) {
	dir, err := os.MkdirTemp("", "upload-*")
	if err != nil {
		return
	}
	defer os.RemoveAll(dir)
	os.WriteFile(filepath.Join(dir, "body"), []byte(r.FormValue("text")), 0o600)
}

type config struct{ dir string }

// The directory comes from the configuration.
func (c *config) configured(w http.ResponseWriter, r *http.Request) {
	os.WriteFile(filepath.Join(c.dir, "last.txt"), []byte(r.FormValue("text")), 0o600)
}

// What is written to a file is not what the file is called.
func spooled(w http.ResponseWriter, r *http.Request) {
	f, err := os.CreateTemp("", "upload-*")
	if err != nil {
		return
	}
	defer os.Remove(f.Name())
	if _, err := io.Copy(f, io.LimitReader(r.Body, 1<<20)); err != nil {
		return
	}
	if _, err := f.WriteString(r.FormValue("comment")); err != nil || f.Close() != nil {
		return
	}
	os.Rename(f.Name(), "/srv/uploads/"+r.FormValue("as")) // want `proven: form value "as"`
}
