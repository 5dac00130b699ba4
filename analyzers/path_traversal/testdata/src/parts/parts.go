// Package parts hands structs on by value: what is in one field is not in the
// others.
package parts

import (
	"net/http"
	"os"
	"path/filepath"
)

type settings struct {
	Dir     string
	Domains []string
	Owner   owner
}

type owner struct{ Name, Mail string }

var initial = settings{Dir: "/var/lib/app"}

func current() settings { return initial }

func merged(s settings, r *http.Request) settings {
	s.Domains = []string{r.FormValue("domain")}
	s.Owner.Mail = r.FormValue("mail")
	return s
}

// The directory is what it was before.
func prepare(w http.ResponseWriter, r *http.Request) {
	s := merged(current(), r)
	os.MkdirAll(s.Dir, 0o700)
	os.MkdirAll(filepath.Join(s.Dir, s.Owner.Name), 0o700)
}

// The owner's mail is not.
func prepareOwner(w http.ResponseWriter, r *http.Request) {
	s := merged(current(), r)
	os.MkdirAll(filepath.Join(s.Dir, s.Owner.Mail), 0o700) // want `proven: form value "mail"`
}

// Nor are the domains.
func prepareDomains(w http.ResponseWriter, r *http.Request) {
	s := merged(current(), r)
	for _, d := range s.Domains {
		os.MkdirAll(filepath.Join(s.Dir, d), 0o700) // want `proven: form value "domain"`
	}
}

func (s settings) create() error { return os.MkdirAll(s.Dir, 0o700) }

// A method of the struct sees its fields.
func byMethod(w http.ResponseWriter, r *http.Request) {
	s := merged(current(), r)
	if err := s.create(); err != nil {
		http.Error(w, "no", http.StatusInternalServerError)
	}
}

func found(r *http.Request) (settings, error) {
	s := settings{Dir: "/srv"}
	s.Owner = owner{Name: "root", Mail: r.FormValue("mail")}
	return s, nil
}

// Of several results as of one.
func ofSeveral(w http.ResponseWriter, r *http.Request) {
	s, err := found(r)
	if err != nil {
		return
	}
	os.Remove(filepath.Join(s.Dir, s.Owner.Name))
	os.Remove(filepath.Join(s.Dir, s.Owner.Mail)) // want `proven: form value "mail"`
}
