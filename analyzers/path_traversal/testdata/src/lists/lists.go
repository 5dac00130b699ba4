// Package lists opens what one field of a list's elements says, where a request
// fills another.
package lists

import (
	"net/http"
	"os"
)

type folder struct{ Name, Dir string }

type user struct {
	Login   string
	Folders []folder
	Shared  []*folder
}

// A list that is put together where it is read.
func appended(w http.ResponseWriter, r *http.Request) {
	var list []folder
	list = append(list, folder{Name: r.FormValue("name"), Dir: "/srv/data"})
	for _, f := range list {
		os.Open(f.Dir)
		os.Open(f.Name) // want `proven: form value "name"`
	}
}

func each(list []folder) {
	for _, f := range list {
		os.Open(f.Dir)
		os.Open(f.Name) // want `proven: form value "names"`
	}
}

// One for each name, made in a loop and read elsewhere.
func looped(w http.ResponseWriter, r *http.Request) {
	r.ParseForm()
	var list []folder
	for _, name := range r.Form["names"] {
		if name == "" {
			list = append(list, folder{Dir: "/srv/data"})
			continue
		}
		list = append(list, folder{Name: name, Dir: "/srv/data"})
	}
	each(list)
}

func folders(name string, several bool) []folder {
	list := make([]folder, 0, 2)
	list = append(list, folder{Dir: "/srv/data"})
	if several {
		list = append(list, folder{Name: name, Dir: "/srv/more"})
	}
	return list
}

// The list comes from a function.
func returned(w http.ResponseWriter, r *http.Request) {
	list := folders(r.FormValue("returned"), r.Method == http.MethodPost)
	os.Open(list[1].Dir)
	os.Open(list[1].Name) // want `proven: form value "returned"`
}

// A list is made longer by another.
func joined(w http.ResponseWriter, r *http.Request) {
	list := append([]folder{{Dir: "/srv/first"}}, folders(r.FormValue("joined"), true)...)
	os.Open(list[2].Dir)
	os.Open(list[2].Name) // want `proven: form value "joined"`
}

// A list in a field.
func kept(w http.ResponseWriter, r *http.Request) {
	u := &user{Login: r.FormValue("login")}
	u.Folders = append(u.Folders, folder{Name: r.FormValue("kept"), Dir: "/srv/data"})
	for _, f := range u.Folders {
		os.Open(f.Dir)
		os.Open(f.Name) // want `proven: form value "kept"`
	}
}

func (u *user) add(name string) {
	u.Folders = append(u.Folders, folder{Name: name, Dir: "/srv/data"})
}

func (u *user) open() {
	for _, f := range u.Folders {
		os.Open(f.Dir)
		os.Open(f.Name) // want `proven: form value "added"`
	}
}

// One method fills the list and another reads it.
func filled(w http.ResponseWriter, r *http.Request) {
	u := &user{Login: r.FormValue("login")}
	u.add(r.FormValue("added"))
	u.open()
}

// A list of pointers.
func shared(w http.ResponseWriter, r *http.Request) {
	var list []*folder
	list = append(list, &folder{Name: r.FormValue("shared"), Dir: "/srv/data"})
	for _, f := range list {
		os.Open(f.Dir)
		os.Open(f.Name) // want `proven: form value "shared"`
	}
}

// What is said of an element once it is in the list is in it.
func later(w http.ResponseWriter, r *http.Request) {
	var list []folder
	list = append(list, folder{Dir: "/srv/data"})
	list[0].Name = r.FormValue("later")
	os.Open(list[0].Dir)
	os.Open(list[0].Name) // want `proven: form value "later"`
}

// What is behind a pointer is filled when it is in the list already.
func behind(w http.ResponseWriter, r *http.Request) {
	list := []*folder{}
	for range 2 {
		f := &folder{Dir: "/srv/data"}
		list = append(list, f)
		f.Name = r.FormValue("behind")
	}
	os.Open(list[0].Dir)
	os.Open(list[0].Name) // want `proven: form value "behind"`
}

// A literal of the function makes the list longer.
func captured(w http.ResponseWriter, r *http.Request) {
	var list []folder
	add := func(name string) {
		list = append(list, folder{Name: name, Dir: "/srv/data"})
	}
	add("index")
	add(r.FormValue("captured"))
	os.Open(list[0].Name) // want `proven: form value "captured"`
}

// What a list is given as a whole is in each of its elements.
func whole(w http.ResponseWriter, r *http.Request) {
	var names []string
	names = append(names, "/srv/data", r.FormValue("whole"))
	os.Open(names[0]) // want `proven: form value "whole"`
}
