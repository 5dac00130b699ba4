// Package api answers requests.
package api

import (
	"encoding/json"
	"net/http"

	"corpus/services/core"
)

// Load returns what went wrong to whoever calls it.
func Load(w http.ResponseWriter, r *http.Request) error {
	out, err := core.Load("prices")
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(out)
}

// Keep does as well, to one who keeps it.
func Keep(w http.ResponseWriter, r *http.Request) error {
	_, err := core.Load("stock")
	return err
}

// Do answers with a result that holds the error.
func Do(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode(core.Do("prices")) // want `proven: the error of os.ReadFile`
}

// Mild answers with one that holds a constant.
func Mild(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode(core.Mild("prices"))
}

// Page answers with what does not parse.
func Page(w http.ResponseWriter, r *http.Request) {
	if _, err := core.Page(r.URL.Query().Get("page")); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
}
