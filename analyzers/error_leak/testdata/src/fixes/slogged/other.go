package slogged

import (
	"net/http"
	"os"
)

// Other is in a file that does not log, of a package that does.
func Other(w http.ResponseWriter, r *http.Request) {
	text, err := os.ReadFile("other.html")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want "proven: the error of os.ReadFile"
		return
	}
	w.Write(text)
}
