// Package api has the handlers.
package api

import (
	"net/http"

	"corpus/idle/files"
)

// Show shows a file.
func Show(w http.ResponseWriter, r *http.Request) {
	data, err := files.Read(r.FormValue("name"))
	if err != nil {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	w.Write(data)
}
