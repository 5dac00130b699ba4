// Package slogged logs with slog.
package slogged

import (
	"log/slog"
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
	slog.Info("shown", "bytes", len(text))
	w.Write(text)
}
