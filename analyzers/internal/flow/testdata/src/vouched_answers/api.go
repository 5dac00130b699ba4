// Package vouched_answers tells clients what went wrong.
package vouched_answers

import (
	"net/http"
	"os"

	"corpus/vouched_answers/safe"
)

// What a vouched function makes of an error may be sent.
func message(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("/srv/index"); err != nil {
		http.Error(w, safe.Message(err), http.StatusInternalServerError)
	}
}

// What another makes of it may not.
func shout(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("/srv/index"); err != nil {
		http.Error(w, safe.Shout(err), http.StatusInternalServerError) // want "proven: "
	}
}

// Nor may the error itself, though a text was made of it.
func both(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("/srv/index"); err != nil {
		_ = safe.Message(err)
		http.Error(w, err.Error(), http.StatusInternalServerError) // want "proven: "
	}
}

// An error that a vouched function returns may be sent.
func failure(w http.ResponseWriter, r *http.Request) {
	if err := safe.Error(r.FormValue("name")); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
