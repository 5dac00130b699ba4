// Package streams copies bodies: to nowhere, to memory, and to what may bound
// them itself.
package streams

import (
	"bytes"
	"crypto/sha256"
	"io"
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("POST /drop", drop)
	http.HandleFunc("POST /keep", keep)
	http.HandleFunc("POST /sum", sum)
	http.HandleFunc("POST /file", file)
	http.ListenAndServe(":8080", nil)
}

// drop keeps nothing of what it reads.
func drop(w http.ResponseWriter, r *http.Request) {
	io.Copy(io.Discard, r.Body)
}

// keep keeps all of it in memory.
func keep(w http.ResponseWriter, r *http.Request) {
	var kept bytes.Buffer
	io.Copy(&kept, r.Body) // want "proven: the body of (ANY|POST) /keep is read"
	w.Write(kept.Bytes())
}

// sum needs no memory for it.
func sum(w http.ResponseWriter, r *http.Request) {
	hash := sha256.New()
	io.Copy(hash, r.Body) // want "unproven: the body of POST /sum is read"
	w.Write(hash.Sum(nil))
}

// file fills a disk.
func file(w http.ResponseWriter, r *http.Request) {
	f, err := os.CreateTemp("", "upload")
	if err != nil {
		http.Error(w, "no room", http.StatusInsufficientStorage)
		return
	}
	defer f.Close()
	io.Copy(f, r.Body) // want "unproven: the body of POST /file is read"
}
