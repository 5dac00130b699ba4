// Package records opens what one field of a record says, where a request fills another.
package records

import (
	"errors"
	"net/http"
	"net/mail"
	"os"
	"strings"
)

// account has the fields of a library's struct as its own.
type account struct {
	mail.Address
	note string
}

func (a *account) named() (*os.File, error)     { return os.Open(a.Name) } // want `proven: form value "chosen"`
func (a *account) addressed() (*os.File, error) { return os.Open(a.Address.Address) }

// The request says the one field, and the other names the file.
func embedded(w http.ResponseWriter, r *http.Request) {
	a := account{Address: mail.Address{Name: r.FormValue("chosen"), Address: "/srv/data/index"}, note: "made here"}
	a.addressed()
	a.named()
}

type place struct{ Dir, Owner string }

type tenant struct{ home place }

func placed(owner string) place { return place{Dir: "/srv/data", Owner: owner} }

// settle puts a struct that another made into a field.
func (t *tenant) settle(owner string) { t.home = placed(owner) }

// A field of a struct in a struct that is set as a whole.
func settled(w http.ResponseWriter, r *http.Request) {
	var t tenant
	t.settle(r.FormValue("settler"))
	os.Open(t.home.Dir)
	os.Open(t.home.Owner) // want `proven: form value "settler"`
}

type record struct{ Owner, Dir, File string }

// owned returns by value what was behind the pointer.
func owned(rec *record, owner string) (record, error) {
	if owner == "" {
		return *rec, errors.New("nobody owns it")
	}
	rec.Owner = owner
	return *rec, nil
}

// The record is filled in part by who is told of it.
func returned(w http.ResponseWriter, r *http.Request) {
	rec := record{Dir: "/srv/data", File: r.FormValue("file")}
	got, err := owned(&rec, r.FormValue("owner"))
	if err != nil {
		return
	}
	os.Open(got.Dir)
	os.Open(got.Owner) // want `proven: form value "owner"`
	os.Open(got.File)  // want `proven: form value "file"`
}

func replace(by *strings.Replacer, text string) string { return by.Replace(text) }

// What a replacer was given once it does not keep.
func replaced(w http.ResponseWriter, r *http.Request) {
	years := strings.NewReplacer("%year%", "2024")
	w.Header().Set("X-Title", replace(years, r.FormValue("title")))
	os.Open(replace(years, "/srv/%year%/index"))
	os.Open(replace(years, r.FormValue("place"))) // want `proven: form value "place"`
	names := strings.NewReplacer("%name%", r.FormValue("name"))
	os.Open(replace(names, "/srv/%name%/index")) // want `proven: form value "name"`
}
