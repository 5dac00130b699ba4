// Package handlers answers requests for documents.
package handlers

import (
	"net/http"

	"corpus/archive/paths"
	"corpus/archive/vault"
)

// Document shows a document by its number.
func Document(w http.ResponseWriter, r *http.Request) {
	name, err := paths.Numbered(r.PathValue("id"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	b, _ := vault.Read(name)
	w.Write(b)
}

// Raw shows any file.
func Raw(w http.ResponseWriter, r *http.Request) {
	b, _ := vault.ReadAny(paths.Below("/srv/docs", r.FormValue("file")))
	w.Write(b)
}

// Own shows a file of the user's own.
func Own(w http.ResponseWriter, r *http.Request) {
	b, _ := vault.Read(paths.Rooted("/srv/docs", r.FormValue("file")))
	w.Write(b)
}

var current = &vault.Vault{}

// Keep keeps a name for later.
func Keep(w http.ResponseWriter, r *http.Request) { current.Use(r.FormValue("name")) }

// Kept shows the file that was kept.
func Kept(w http.ResponseWriter, r *http.Request) {
	b, _ := current.Open()
	w.Write(b)
}
