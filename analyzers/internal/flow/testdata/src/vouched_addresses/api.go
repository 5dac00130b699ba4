// Package vouched_addresses calls what a request names.
package vouched_addresses

import (
	"net/http"

	"corpus/vouched_addresses/safe"
)

type hooks struct{ guard *safe.Guard }

// What a vouched function parsed may be called.
func parsed(w http.ResponseWriter, r *http.Request) {
	u, err := safe.URL(r.FormValue("url"))
	if err != nil {
		return
	}
	http.Get(u.String())
}

// So may what it returned as text.
func text(w http.ResponseWriter, r *http.Request) {
	http.Get(safe.Address(r.FormValue("url")))
}

// What another returned may not.
func trimmed(w http.ResponseWriter, r *http.Request) {
	http.Get(safe.Trim(r.FormValue("url"))) // want "proven: "
}

// A method that says yes makes what it was asked about safe.
func (h *hooks) asked(w http.ResponseWriter, r *http.Request) {
	target := r.FormValue("url")
	if err := h.guard.Allowed(target); err != nil {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	http.Get(target)
}

// It says nothing of another address.
func (h *hooks) another(w http.ResponseWriter, r *http.Request) {
	if err := h.guard.Allowed(r.FormValue("a")); err != nil {
		return
	}
	http.Get(r.FormValue("b")) // want "proven: "
}

// An error that is only kept makes nothing safe.
func (h *hooks) ignored(w http.ResponseWriter, r *http.Request) {
	target := r.FormValue("url")
	err := h.guard.Allowed(target)
	http.Get(target) // want "proven: "
	_ = err
}

func check(g *safe.Guard, target string) bool { return g.Allowed(target) == nil }

// A helper that asks for you says what it was told.
func (h *hooks) helper(w http.ResponseWriter, r *http.Request) {
	target := r.FormValue("url")
	if !check(h.guard, target) {
		return
	}
	http.Get(target)
}
