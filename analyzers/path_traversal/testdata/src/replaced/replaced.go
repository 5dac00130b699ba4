// Package replaced opens files by names that are set anew before they are used.
package replaced

import (
	"encoding/json"
	"net/http"
	"os"
	"path"
)

type input struct {
	Path, Name string
	Part       part
}

type part struct{ File string }

// A field is read and set anew.
func field(w http.ResponseWriter, r *http.Request) {
	in := input{Path: r.FormValue("p")}
	os.ReadFile("/srv/" + in.Path) // want `proven: form value "p"`
	in.Path = path.Base(in.Path)
	os.ReadFile("/srv/" + in.Path)
}

// On one of the ways it is not.
func sometimes(w http.ResponseWriter, r *http.Request) {
	in := &input{Path: r.FormValue("p")}
	if r.FormValue("name") == "" {
		in.Path = "index.html"
	}
	os.ReadFile("/srv/" + in.Path) // want `proven: form value "p"`
}

// On each of them it is.
func always(w http.ResponseWriter, r *http.Request) {
	in := &input{Path: r.FormValue("p")}
	switch in.Name {
	case "":
		in.Path = "index.html"
	case "about":
		in.Path = "about.html"
	default:
		in.Path = path.Base(in.Path)
	}
	os.ReadFile("/srv/" + in.Path)
}

// Another of its fields is none of the matter.
func other(w http.ResponseWriter, r *http.Request) {
	in := &input{Path: r.FormValue("p")}
	in.Name = "index.html"
	os.ReadFile("/srv/" + in.Path) // want `proven: form value "p"`
}

// What stands in the whole is gone where the part is set.
func inner(w http.ResponseWriter, r *http.Request) {
	var in input
	if json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&in) != nil {
		return
	}
	os.ReadFile(in.Part.File) // want `proven: field Part.File of the request's body`
	in.Part.File = "/srv/index.html"
	os.ReadFile(in.Part.File)
	os.ReadFile(in.Path) // want `proven: field Path of the request's body`
}

// By a pointer to it.
func pointed(w http.ResponseWriter, r *http.Request) {
	name := new(string)
	*name = r.FormValue("p")
	*name = "/srv/index.html"
	os.ReadFile(*name)
	*name = r.FormValue("p")
	os.ReadFile(*name) // want `proven: form value "p"`
}

// In a loop what the last round left is there in the next.
func rounds(w http.ResponseWriter, r *http.Request) {
	in := &input{Path: "/srv/index.html"}
	for _, p := range r.Form["p"] {
		os.ReadFile(in.Path) // want `proven: form value "p"`
		in.Path = "/srv/index.html"
		os.ReadFile(in.Path)
		in.Path = p
	}
}

// clean sets the field on every way.
func (in *input) clean() {
	if in.Path == "" {
		in.Path = "index.html"
		return
	}
	in.Path = path.Base(in.Path)
}

// complete sets it on one.
func (in *input) complete() {
	if in.Path == "" {
		in.Path = "index.html"
	}
}

func cleaned(w http.ResponseWriter, r *http.Request) {
	in := &input{Path: r.FormValue("p")}
	in.clean()
	os.ReadFile("/srv/" + in.Path)
}

func completed(w http.ResponseWriter, r *http.Request) {
	in := &input{Path: r.FormValue("p")}
	in.complete()
	os.ReadFile("/srv/" + in.Path) // want `proven: form value "p"`
}

// When the call comes later, or in another goroutine, nothing is known of it.
func late(w http.ResponseWriter, r *http.Request) {
	in := &input{Path: r.FormValue("p")}
	defer in.clean()
	os.ReadFile("/srv/" + in.Path) // want `proven: form value "p"`
}

func aside(w http.ResponseWriter, r *http.Request) {
	in := &input{Path: r.FormValue("p")}
	go in.clean()
	os.ReadFile("/srv/" + in.Path) // want `proven: form value "p"`
}

// A builder's last word is what counts.
func (in *input) at(name string) *input {
	in.Path = name
	return in
}

func built(w http.ResponseWriter, r *http.Request) {
	os.ReadFile(new(input).at(r.FormValue("p")).at("/srv/index.html").Path)
	os.ReadFile(new(input).at("/srv/index.html").at(r.FormValue("p")).Path) // want `proven: form value "p"`
}

// Of two structs it is the other that is set.
func twins(w http.ResponseWriter, r *http.Request) {
	a, b := &input{Path: r.FormValue("p")}, &input{Path: r.FormValue("p")}
	b.Path = "/srv/index.html"
	os.ReadFile(a.Path) // want `proven: form value "p"`
	os.ReadFile(b.Path)
}

// What was stored first is what it was, whatever was stored since and is gone.
func back(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("p")
	in := &input{Path: path.Base(name)}
	if r.FormValue("raw") != "" {
		in.Path = name
		os.ReadFile("/srv/" + in.Path) // want `proven: form value "p"`
		in.Path = path.Base(name)
	}
	os.ReadFile("/srv/" + in.Path)
}
