// Package trusted knows the addresses that clients may be sent to.
package trusted

import (
	"net/http"
	"slices"
)

type config struct{ Trusted []string }

type client struct {
	Name      string
	Redirects []string
}

type app struct {
	cfg   struct{ Security config }
	store interface {
		Client(id string) (client, error)
	}
}

// One of them is the target.
func (a *app) next(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	for _, t := range a.cfg.Security.Trusted {
		if t != "*" && next == t {
			http.Redirect(w, r, next, http.StatusSeeOther)
			return
		}
	}
}

// None of them is.
func (a *app) refused(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	for _, t := range a.cfg.Security.Trusted {
		if t != next {
			http.Redirect(w, r, next, http.StatusSeeOther) // want `proven: form value "next"`
			return
		}
	}
}

func registered(c client, target string) bool {
	for _, have := range c.Redirects {
		if have == target {
			return true
		}
	}
	return false
}

// The client has registered the target.
func (a *app) authorize(w http.ResponseWriter, r *http.Request) {
	c, err := a.store.Client(r.FormValue("client_id"))
	if err != nil {
		return
	}
	target := r.FormValue("redirect_uri")
	if !registered(c, target) {
		http.Error(w, "this target is not registered", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, target, http.StatusSeeOther)
}

// Anybody is a client.
func (a *app) anybody(w http.ResponseWriter, r *http.Request) {
	c := client{Redirects: r.Form["registered"]}
	target := r.FormValue("redirect_uri")
	if !registered(c, target) {
		return
	}
	http.Redirect(w, r, target, http.StatusSeeOther) // want `proven: form value "redirect_uri"`
}

// The list stands in a field.
func (a *app) listed(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if slices.Contains(a.cfg.Security.Trusted, next) {
		http.Redirect(w, r, next, http.StatusSeeOther)
	}
}

type group struct {
	name   string
	parent *group
}

// What leads to itself is followed to some depth, and no further.
func nested(g group, r *http.Request) bool {
	name := r.FormValue("group")
	for g.name != name {
		if g.parent == nil {
			return false
		}
		g = *g.parent
	}
	return true
}

// A condition that a loop turns over says nothing of the target.
func turned(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	quoted := false
	for range len(next) {
		quoted = !quoted
	}
	if quoted {
		http.Redirect(w, r, next, http.StatusSeeOther) // want `proven: form value "next"`
	}
}

// Nor does one that two loops turn over for each other.
func turnedInTurns(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	a, b := true, false
	for range len(next) {
		a, b = !b && a, !a && b
	}
	if a && !b {
		http.Redirect(w, r, next, http.StatusSeeOther) // want `proven: form value "next"`
	}
}
