// Package fakes is a service that tests of other packages start.
package fakes

import (
	"net/http"
	"testing"
)

var projects = map[string]string{}

// Serve serves what a forge would.
func Serve(t *testing.T) {
	m := http.NewServeMux()
	m.HandleFunc("GET /projects", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(projects[r.FormValue("name")])) })
	m.HandleFunc("POST /projects", func(w http.ResponseWriter, r *http.Request) { projects[r.FormValue("name")] = "" })
	if err := http.ListenAndServe(":3000", m); err != nil {
		t.Fatal(err)
	}
}
