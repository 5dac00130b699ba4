// Package fakes is a server for tests.
package fakes

import (
	"net/http"
	"os"
	"path/filepath"
)

// Serve serves a directory.
func Serve(dir string) error {
	return http.ListenAndServe("localhost:0", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		os.Remove(filepath.Join(dir, r.FormValue("file"))) // want `unproven: form value "file"`
	}))
}
