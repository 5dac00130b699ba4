// Package handlers answers requests to convert files.
package handlers

import (
	"net/http"

	"corpus/convert/media"
)

// Register puts the handlers on the router.
func Register(mux *http.ServeMux) {
	mux.HandleFunc("POST /run", func(w http.ResponseWriter, r *http.Request) {
		if media.Run(r.FormValue("tool"), "in.png") != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
		}
	})
	mux.HandleFunc("POST /thumb", thumb)
	mux.HandleFunc("POST /probe", probe)
	mux.HandleFunc("POST /profile", profile)
}

func thumb(w http.ResponseWriter, r *http.Request) {
	if media.Thumb(r.FormValue("size")) != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func probe(w http.ResponseWriter, r *http.Request) {
	tool, err := media.Tool(r.FormValue("tool"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	if media.Start(tool) != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func profile(w http.ResponseWriter, r *http.Request) {
	p := media.Profile{Encoder: r.FormValue("encoder"), Name: r.FormValue("name")}
	if p.Apply() != nil || p.Show() != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}
