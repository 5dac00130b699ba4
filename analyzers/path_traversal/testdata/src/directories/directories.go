// Package directories looks at names that another package puts behind a directory.
package directories

import (
	"net/http"
	"strings"
	"unicode"

	"corpus/directories/kept"
)

func isSegment(name string) bool {
	if name == "" || name == "." {
		return false
	}
	if strings.ContainsAny(name, `/\`) || strings.Contains(name, "..") {
		return false
	}
	for _, r := range name {
		if unicode.IsControl(r) {
			return false
		}
	}
	return true
}

type pictures struct{ store kept.Store }

// Both names are one segment each.
func (p *pictures) checked(w http.ResponseWriter, r *http.Request) {
	user, picture := r.PathValue("user1"), r.PathValue("picture1")
	if !isSegment(user) || !isSegment(picture) {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	p.store.Load(user + "/" + picture)
}

// The name is, and the directory is constant.
func (p *pictures) below(w http.ResponseWriter, r *http.Request) {
	if picture := r.PathValue("picture2"); isSegment(picture) {
		p.store.LoadFrom("/srv", picture)
	}
}

// Nobody looks at them.
func (p *pictures) unchecked(w http.ResponseWriter, r *http.Request) {
	p.store.Load(r.PathValue("user3") + "/" + r.PathValue("picture3"))
}

// The directory is the request's, and nobody looks at it.
func (p *pictures) anywhere(w http.ResponseWriter, r *http.Request) {
	if picture := r.PathValue("picture4"); isSegment(picture) {
		p.store.LoadFrom(r.PathValue("dir"), picture)
	}
}

// It says nothing of slashes, and the name is all of it.
func (p *pictures) rooted(w http.ResponseWriter, r *http.Request) {
	if picture := r.PathValue("picture6"); !strings.Contains(picture, "..") {
		kept.Open(picture)
	}
}

func serve() {
	p := &pictures{store: &kept.Files{Base: "/srv"}}
	http.HandleFunc("GET /1/{user1}/{picture1}", p.checked)
	http.HandleFunc("GET /2/{picture2}", p.below)
	http.HandleFunc("GET /3/{user3}/{picture3}", p.unchecked)
	http.HandleFunc("GET /4/{dir}/{picture4}", p.anywhere)
	http.HandleFunc("GET /6/{picture6}", p.rooted)
}
