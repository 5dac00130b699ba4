// Package plain logs nothing, and how it should is not ours to say.
package plain

import (
	"net/http"
	"os"
)

// Show sends a file.
func Show(w http.ResponseWriter, r *http.Request) {
	text, err := os.ReadFile("page.html")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want "proven: the error of os.ReadFile"
		return
	}
	w.Write(text)
}
