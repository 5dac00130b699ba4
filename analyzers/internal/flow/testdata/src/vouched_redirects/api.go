// Package vouched_redirects sends clients where requests say.
package vouched_redirects

import (
	"net/http"

	"corpus/vouched_redirects/safe"
)

// A target that a vouched function returns is safe.
func next(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, safe.Next(r.FormValue("next")), http.StatusFound)
}

// One of another function is not.
func trimmed(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, safe.Trim(r.FormValue("next")), http.StatusFound) // want "proven: "
}

// A yes makes the target safe, and a no sends elsewhere.
func known(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !safe.Known(next) {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound)
}

// Asked the wrong way round, it makes nothing safe.
func wrongWay(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if safe.Known(next) {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound) // want "proven: "
}
