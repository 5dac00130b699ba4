// Package vouched_paths opens files by names that functions of the project make
// safe, which the policy says and no body shows.
package vouched_paths

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"

	"corpus/vouched_paths/safe"
	"corpus/vouched_paths/store"
)

type api struct {
	cleaner safe.Cleaner
	service safe.Service
	rooted  *safe.Rooted
	clean   func(string) string
}

func newAPI() *api {
	r := &safe.Rooted{Root: "/srv"}
	return &api{cleaner: r, service: r, rooted: r, clean: r.Keep}
}

// What a vouched function returns is safe.
func result(w http.ResponseWriter, r *http.Request) {
	name, err := safe.Path(r.FormValue("name"))
	if err != nil {
		return
	}
	os.ReadFile("/srv/" + name)
}

// The same body without the policy's word is not.
func other(w http.ResponseWriter, r *http.Request) {
	os.ReadFile("/srv/" + safe.Other(r.FormValue("name"))) // want "proven: "
}

// One that is vouched for SQL is none for files.
func wrongKind(w http.ResponseWriter, r *http.Request) {
	os.ReadFile("/srv/" + safe.Trim(r.FormValue("name"))) // want "proven: "
}

// Only what comes out is safe, not what went in.
func input(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	safe.Path(name)
	os.ReadFile("/srv/" + name) // want "proven: "
}

// A part that goes past it is not safe.
func beside(w http.ResponseWriter, r *http.Request) {
	name, _ := safe.Path(r.FormValue("name"))
	os.ReadFile(filepath.Join("/srv", r.FormValue("dir"), name)) // want "proven: "
}

// One of two ways is not cleaned.
func eitherWay(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if r.FormValue("raw") == "" {
		name, _ = safe.Path(name)
	}
	os.ReadFile("/srv/" + name) // want "proven: "
}

// What is cleaned is safe in another package.
func across(w http.ResponseWriter, r *http.Request) {
	name, _ := safe.Path(r.FormValue("name"))
	store.Load(name)
}

// What is not, is not.
func acrossRaw(w http.ResponseWriter, r *http.Request) {
	store.Load(r.FormValue("name"))
}

// clean is a helper around the vouched function.
func clean(r *http.Request) string {
	name, _ := safe.Path(r.PathValue("name"))
	return name
}

// What a helper returns is as safe as what it got.
func helper(w http.ResponseWriter, r *http.Request) { store.Load(clean(r)) }

// A yes makes what was asked about safe.
func valid(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !safe.Valid(name) {
		return
	}
	os.ReadFile("/srv/" + name)
}

// So does a nil error.
func checked(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if err := safe.Check(name); err != nil {
		return
	}
	os.ReadFile("/srv/" + name)
}

// An answer that nobody looks at makes nothing safe.
func unasked(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	safe.Check(name)
	os.ReadFile("/srv/" + name) // want "proven: "
}

// Neither does a yes about something else.
func somethingElse(w http.ResponseWriter, r *http.Request) {
	if !safe.Valid(r.FormValue("dir")) {
		return
	}
	os.ReadFile("/srv/" + r.FormValue("name")) // want "proven: "
}

// Nor a no.
func refused(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !safe.Valid(name) {
		os.ReadFile("/srv/" + name) // want "proven: "
	}
}

// What a vouched function opens itself is its business.
func inside(w http.ResponseWriter, r *http.Request) {
	data, _ := safe.Read(r.FormValue("name"))
	w.Write(data)
}

// The elements of a list that it returns are safe.
func list(w http.ResponseWriter, r *http.Request) {
	for _, name := range safe.Names(r.Form["name"]) {
		os.ReadFile("/srv/" + name)
	}
}

// The elements that it was given are not.
func givenList(w http.ResponseWriter, r *http.Request) {
	names := r.Form["name"]
	safe.Names(names)
	os.ReadFile("/srv/" + names[0]) // want "proven: "
}

// Fields of a struct that it returns are safe.
func fields(w http.ResponseWriter, r *http.Request) {
	t := safe.Parse(r.FormValue("target"))
	os.ReadFile(filepath.Join("/srv", t.Dir, t.Name))
}

// An instance of a generic function is the function.
func generic(w http.ResponseWriter, r *http.Request) {
	os.ReadFile("/srv/" + safe.First(r.Form["name"]))
}

// What it changes through a pointer is safe.
func changed(w http.ResponseWriter, r *http.Request) {
	u := safe.Upload{Name: r.FormValue("name"), Title: r.FormValue("title")}
	safe.Clean(&u)
	os.ReadFile("/srv/" + u.Title) // want "proven: "
}

// A yes about a struct is one about its fields.
func validStruct(w http.ResponseWriter, r *http.Request) {
	u := safe.Upload{Name: r.FormValue("name")}
	if safe.ValidUpload(u) {
		os.ReadFile("/srv/" + u.Name)
	}
}

// So it is where it is decoded, and asked by a method of its own.
func validated(w http.ResponseWriter, r *http.Request) {
	var u safe.Upload
	if err := json.NewDecoder(r.Body).Decode(&u); err != nil {
		return
	}
	if err := u.Validate(); err != nil {
		return
	}
	os.ReadFile("/srv/" + u.Name)
}

// And where a function is given a pointer to it.
func checkedStruct(w http.ResponseWriter, r *http.Request) {
	u := &safe.Upload{}
	json.NewDecoder(r.Body).Decode(u)
	if safe.CheckUpload(u) == nil {
		os.ReadFile("/srv/" + u.Name)
	}
}

// What is stored behind the answer was not asked about.
func storedLater(w http.ResponseWriter, r *http.Request) {
	var u safe.Upload
	json.NewDecoder(r.Body).Decode(&u)
	if err := u.Validate(); err != nil {
		return
	}
	u.Name = r.FormValue("name")
	os.ReadFile("/srv/" + u.Name) // want "proven: "
}

// An answer about one struct is none about another.
func otherStruct(w http.ResponseWriter, r *http.Request) {
	var u, v safe.Upload
	json.NewDecoder(r.Body).Decode(&u)
	json.NewDecoder(r.Body).Decode(&v)
	if err := u.Validate(); err != nil {
		return
	}
	os.ReadFile("/srv/" + v.Name) // want "proven: "
}

// A method of an interface is vouched for whatever stands behind it.
func (a *api) behindInterface(w http.ResponseWriter, r *http.Request) {
	os.ReadFile("/srv/" + a.cleaner.Clean(r.FormValue("name")))
}

// So it is where the interface is part of another.
func (a *api) embedded(w http.ResponseWriter, r *http.Request) {
	os.ReadFile("/srv/" + a.service.Clean(r.FormValue("name")))
}

// A method of a type is vouched for behind an interface that says nothing.
func (a *api) behindType(w http.ResponseWriter, r *http.Request) {
	os.ReadFile("/srv/" + a.cleaner.Keep(r.FormValue("name")))
}

// A method that is called on its type is vouched for.
func (a *api) method(w http.ResponseWriter, r *http.Request) {
	os.ReadFile("/srv/" + a.rooted.Keep(r.FormValue("name")))
}

// Another method of the type is not.
func (a *api) otherMethod(w http.ResponseWriter, r *http.Request) {
	os.ReadFile("/srv/" + a.rooted.Drop(r.FormValue("name"))) // want "proven: "
}

// A method value is the method.
func methodValue(w http.ResponseWriter, r *http.Request) {
	rooted := &safe.Rooted{}
	keep := rooted.Keep
	os.ReadFile("/srv/" + keep(r.FormValue("name")))
}

func each(list []string, f func(string) string) []string {
	var out []string
	for _, s := range list {
		out = append(out, f(s))
	}
	return out
}

// A function that is handed on is the function.
func handedOn(w http.ResponseWriter, r *http.Request) {
	for _, name := range each(r.Form["name"], safe.Trimmed) {
		os.ReadFile("/srv/" + name)
	}
}

// One that is not vouched for is none where it is handed on.
func handedOnRaw(w http.ResponseWriter, r *http.Request) {
	for _, name := range each(r.Form["name"], safe.Other) {
		os.ReadFile("/srv/" + name) // want "proven: "
	}
}

// What is cleaned first stays so in what only carries it.
func handedOnTwice(w http.ResponseWriter, r *http.Request) {
	for _, name := range each(each(r.Form["name"], safe.Trimmed), safe.Other) {
		os.ReadFile("/srv/" + name)
	}
}

// What is cleaned is safe where it is kept and read again.
func kept(w http.ResponseWriter, r *http.Request) {
	b := &kept1{}
	b.name, _ = safe.Path(r.FormValue("name"))
	b.load()
}

type kept1 struct{ name string }

func (k *kept1) load() { os.ReadFile("/srv/" + k.name) }

// What is not is told where it is opened.
func keptRaw(w http.ResponseWriter, r *http.Request) {
	b := &store.Box{Name: r.FormValue("name")}
	b.Load()
}

func main() {
	a := newAPI()
	for path, h := range map[string]http.HandlerFunc{
		"/a": a.behindInterface, "/b": a.embedded, "/c": a.behindType, "/d": a.method, "/e": a.otherMethod,
		"/f": result, "/g": kept, "/h": keptRaw,
	} {
		http.HandleFunc(path, h)
	}
}
