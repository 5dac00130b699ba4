// Package xpkg calls what other packages do.
package xpkg

import (
	"net/http"

	"corpus/xpkg/auth"
	"corpus/xpkg/store"
)

func open(w http.ResponseWriter, r *http.Request) {
	store.Wipe("1") // want "store.Delete is called on a way through xpkg.open on which auth.May is not, and the policy asks for that first \\(in corpus/xpkg/store, in store.go\\)"
}

func guarded(w http.ResponseWriter, r *http.Request) {
	if auth.Demand(w, r) {
		store.Wipe("1")
	}
}

func half(w http.ResponseWriter, r *http.Request) {
	auth.Perhaps(r)
	store.Wipe("1") // want "on a way through xpkg.half"
}
